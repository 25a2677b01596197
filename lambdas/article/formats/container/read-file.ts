import type { Reading } from '../../reading.ts';

/** Reads a file that stands in another as if it had been uploaded by itself. */
export type ReadFile = (bytes: Uint8Array) => Promise<Reading>;
