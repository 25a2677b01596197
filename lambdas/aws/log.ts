import { Logger } from '@aws-lambda-powertools/logger';

/** On each line of a log and each metric, so that other functions of the account can be told apart. */
export const SERVICE = 'communique';

let logger: Logger | undefined;

/** Made for the first line: it opens both streams of the process, some 8 ms that no start has to wait for. */
function written(): Logger {
  logger ??= new Logger({
    serviceName: SERVICE,
    // Every string passes here, also inside nested fields: a field that somebody adds cannot carry an address out.
    jsonReplacerFn: (_, value: unknown) => (typeof value === 'string' ? mask(value) : value),
  });
  return logger;
}

/** One JSON line for CloudWatch. Ids, counts and codes only; whatever looks like an address is masked all the same. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  written()[level](message, { ...fields });
}

/** An error as fields. Messages of the SDK's mail errors can hold an address, so anything like one is masked. */
export function errorFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: mask(String(error)) };
  return { error: error.name, detail: mask(error.message), stack: mask(error.stack ?? '') };
}

/** Replaces whatever looks like a mail address. */
export function mask(text: string): string {
  return text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '<address>');
}
