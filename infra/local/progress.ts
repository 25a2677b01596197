/** Progress on stderr: one line per step, with the seconds that it took; colours on a terminal only. */
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
