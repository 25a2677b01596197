import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';
import { readVectors, type Vectors } from '../../../lambdas/encoder/vectors-file.ts';

/** The vectors of the sample articles' sentences (`test/fit/claims/sample-vectors.ts`). */
export const SAMPLE_VECTORS = fileURLToPath(new URL('../../../test/articles.vec', import.meta.url));

let vectors: Vectors | undefined;

/** A sentence of the sample articles by its key; undefined for any other, and for another model's. */
export function sampleVector(key: string): EncodedSentence | undefined {
  vectors ??= (existsSync(SAMPLE_VECTORS) ? readVectors(readFileSync(SAMPLE_VECTORS)) : null) ?? new Map();
  return vectors.get(key);
}
