import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder that a run writes into, its own until `release`. */
export interface RunFolder {
  readonly path: string;
  release(): void;
}

const MOST = 99;

/**
 * Takes `base`; `<base>-2` and so on where other runs have the ones before. The lock is the operating system's own, on a
 * SQLite file: it goes with the process however that ends, where a file with a process id outlives it and the id comes back.
 */
export function takeRunFolder(base: string): RunFolder {
  for (const path of runFolders(base)) {
    mkdirSync(path, { recursive: true });
    const release = lock(path);
    if (release !== null) return { path, release };
  }
  throw new Error(`${MOST} local runs already use ${base}: stop one of them.`);
}

/** Every folder that a run may have taken, in the order of taking. */
export const runFolders = (base: string): readonly string[] =>
  Array.from({ length: MOST }, (_, index) => (index === 0 ? base : `${base}-${index + 1}`));

/** Whether some run has this folder now. */
export function isTaken(path: string): boolean {
  const release = lock(path);
  release?.();
  return release === null;
}

/** Null when somebody else has it. */
function lock(path: string): (() => void) | null {
  const database = new DatabaseSync(join(path, 'run.lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && /database is locked/.test(error.message)) return null;
    throw error;
  }
  return () => database.close();
}
