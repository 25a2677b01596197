/** Progress on stderr: one line for each step, with its seconds; colours on a terminal only. */
export interface Progress {
  /** @throws whatever the step throws, after saying that it failed. */
  step<T>(label: string, work: () => Promise<T>, describe?: (result: T) => string): Promise<T>;
  note(text: string): void;
  warn(text: string): void;
}

export function startProgress(stream: NodeJS.WriteStream): Progress {
  const colour = (code: number, text: string) => (stream.isTTY ? `\x1b[${code}m${text}\x1b[0m` : text);
  return {
    async step(label, work, describe) {
      const began = performance.now();
      try {
        const result = await work();
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        const detail = describe?.(result) ?? '';
        stream.write(
          `${colour(32, '✓')} ${label}${detail === '' ? '' : `: ${detail}`} ${colour(2, `(${seconds} s)`)}\n`,
        );
        return result;
      } catch (error) {
        stream.write(`${colour(31, '✗')} ${label}\n`);
        throw error;
      }
    },
    note: (text) => void stream.write(`  ${text}\n`),
    warn: (text) => void stream.write(`${colour(33, '!')} ${text}\n`),
  };
}

/**
 * How much of a long work is done, and how long the rest may take: on a terminal as it grows, elsewhere every ten seconds.
 * Work of less than a second prints nothing.
 */
export function countProgress(what: string, stream: NodeJS.WriteStream = process.stderr) {
  const began = performance.now();
  let printedAt = began;
  return (done: number, of: number): void => {
    const now = performance.now();
    const isLast = done === of;
    if (now - began < FIRST_MS || (!isLast && now - printedAt < (stream.isTTY ? TERMINAL_MS : ELSEWHERE_MS)))
      return;
    printedAt = now;
    const left = Math.ceil((((now - began) / done) * (of - done)) / 1000);
    const rest = isLast ? `in ${((now - began) / 1000).toFixed(0)} s` : `about ${left} s to go`;
    const line = `${what}: ${done} of ${of}, ${rest}`;
    stream.write(stream.isTTY ? `\r\x1b[2K${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
}

const FIRST_MS = 1000;
const TERMINAL_MS = 200;
const ELSEWHERE_MS = 10_000;
