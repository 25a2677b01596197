/** One JSON line for CloudWatch. Ids, counts and codes only: an address must never come in here. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  process.stdout.write(`${JSON.stringify({ level, message, ...fields })}\n`);
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
