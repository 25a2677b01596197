import { fields, textOf } from './stack/template-values.ts';

/** What a line of a function's log tells the runner. Their own lines are JSON with a level; any other is the runtime's. */
export interface LogLine {
  /** An error, in a sentence. */
  readonly trouble?: string;
  /** A reader who gets no more mail: bounced or complained. */
  readonly suppressed?: { readonly reader: string; readonly state: string };
}

export function readLine(line: string): LogLine {
  if (!line.startsWith('{')) return { trouble: line };
  const { level, message, error, detail, stopped, reason, reader, state } = fields(JSON.parse(line));
  const isSuppressed = state === 'bounced' || state === 'complained';
  if (isSuppressed) return { suppressed: { reader: textOf(reader), state } };
  if (level !== 'ERROR') return {};
  const parts = [message, error, detail, stopped, reason].filter((part) => typeof part === 'string');
  return { trouble: parts.join(' ') };
}

/** More than intake's last receive, which writes a receipt and is no reason to stop. */
const HOPELESS_RECEIVES = 6;

/** The last thing that went wrong in each function, and how often in a row. */
export function troubleLog(onTrouble?: (functionId: string, fault: string) => void) {
  const last = new Map<string, { readonly fault: string; readonly times: number }>();
  return {
    note(functionId: string, fault: string): void {
      const before = last.get(functionId);
      last.set(functionId, { fault, times: before?.fault === fault ? before.times + 1 : 1 });
      onTrouble?.(functionId, fault);
    },
    all: () => [...last.values()].map(({ fault }) => fault).join(' '),
    /** Why a message that was given back so often will never be done; undefined while there is hope. */
    despair(functionId: string, receives: number): string | undefined {
      const { fault, times } = last.get(functionId) ?? { fault: '', times: 0 };
      const isStuck = receives >= HOPELESS_RECEIVES && times >= HOPELESS_RECEIVES;
      if (!isStuck || /Retryable|Throttling/.test(fault)) return undefined;
      return `${functionId} gives a message back again and again. ${fault}`;
    },
  };
}
