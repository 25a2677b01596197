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

/** Every kind of resource with its number: `Queue 5`. */
export function countResources(stacks: readonly Stack[]): Readonly<Record<string, number>> {
  const made: Record<string, number> = {};
  for (const { template } of stacks) {
    for (const { Type } of Object.values(template.Resources ?? {})) {
      const kind = Type.split('::').at(-1) ?? Type;
      made[kind] = (made[kind] ?? 0) + 1;
    }
  }
  return made;
}
