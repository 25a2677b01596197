import { vi } from 'vitest';

/** Holds back what functions write to their log, on both streams, and keeps it. `release` or `vi.restoreAllMocks()` ends it. */
export function heldLog() {
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    }),
  );
  const release = () => {
    for (const spy of spies) spy.mockRestore();
  };
  return { lines, release };
}
