const ENDS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** In a terminal, Ctrl-C reaches this process twice: npm passes on what the whole group got. Later it is impatience. */
const SAME_MS = 1_000;

/** Ends the process in order when it is told to: what `end` does, then the signal's exit code. */
export function endAtSignals(end: () => Promise<void>): void {
  let since: number | undefined;
  for (const [signal, code] of ENDS) {
    process.on(signal, async () => {
      if (since !== undefined) {
        if (performance.now() - since > SAME_MS) process.exit(code);
        return;
      }
      since = performance.now();
      await end();
      process.exit(code);
    });
  }
}
