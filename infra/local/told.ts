import { fields, textOf } from './value.ts';

/** What a line of a function's log tells the runner. Their own lines are JSON with a level; any other is the runtime's. */
export interface Told {
  /** An error, in a sentence. */
  readonly trouble?: string;
  /** A reader who gets no more mail: bounced or complained. */
  readonly suppressed?: { readonly reader: string; readonly state: string };
}

export function readLine(line: string): Told {
  if (!line.startsWith('{')) return { trouble: line };
  const { level, message, error, detail, stopped, reason, reader, state } = fields(JSON.parse(line));
  const isSuppressed = state === 'bounced' || state === 'complained';
  if (isSuppressed) return { suppressed: { reader: textOf(reader), state } };
  if (level !== 'error') return {};
  const parts = [message, error, detail, stopped, reason].filter((part) => typeof part === 'string');
  return { trouble: parts.join(' ') };
}
