import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';
import type { Entailment } from '../../../lambdas/encoder/entailment.ts';
import { type Entailments, readEntailments } from '../../../lambdas/encoder/entailments-file.ts';
import { readVectors, type Vectors } from '../../../lambdas/encoder/vectors-file.ts';

/** The vectors of the sample articles' sentences (`test/fit/claims/sample-vectors.ts`). */
export const SAMPLE_VECTORS = fileURLToPath(new URL('../../../test/articles.vec', import.meta.url));

/** What the cross-encoder says of their pairs, made by the same script. */
export const SAMPLE_ENTAILMENTS = fileURLToPath(
  new URL('../../../test/articles.entailments.json', import.meta.url),
);

let vectors: Vectors | undefined;
let entailments: Entailments | undefined;

/** A pair of the samples' sentences by its key; undefined for any other, and for another network's. */
export function sampleEntailment(key: string): Entailment | undefined {
  entailments ??=
    (existsSync(SAMPLE_ENTAILMENTS) ? readEntailments(readFileSync(SAMPLE_ENTAILMENTS, 'utf8')) : null) ??
    new Map();
  return entailments.get(key);
}

/** A sentence of the sample articles by its key; undefined for any other, and for another model's. */
export function sampleVector(key: string): EncodedSentence | undefined {
  vectors ??= (existsSync(SAMPLE_VECTORS) ? readVectors(readFileSync(SAMPLE_VECTORS)) : null) ?? new Map();
  return vectors.get(key);
}
