/** A synthesized stack as it lies on disk, before anything in it is resolved. */

export interface RawResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface RawTemplate {
  readonly Resources?: Readonly<Record<string, RawResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
}

/** A synthesized stack; `assets` maps a file asset's hash to its folder on disk. */
export interface Stack {
  readonly name: string;
  readonly template: RawTemplate;
  readonly assets: ReadonlyMap<string, string>;
}

export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
