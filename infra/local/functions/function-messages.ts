/** What passes between the runner and a function's worker thread. */

export interface Call {
  readonly call: number;
  readonly event: unknown;
  readonly context: Readonly<Record<string, string | boolean>>;
  /** Epoch milliseconds of the pipeline's own clock; undefined where it is the machine's. */
  readonly now?: number;
  /** Milliseconds that the function may take. */
  readonly deadline: number;
}

export type FunctionAnswer =
  /** The module is loaded, the handler begins: from here on its time counts. */
  { readonly call: number; readonly begun: true } | Outcome;

export type Outcome =
  | { readonly call: number; readonly ok: true; readonly value: string }
  | { readonly call: number; readonly ok: false; readonly error: Failure };

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** The module itself did not load: no retry helps. */
  readonly loading?: boolean;
}

/** An error as plain data: threads cannot pass every error on. */
export function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return { name: error.name, message: error.message, stack: error.stack };
}
