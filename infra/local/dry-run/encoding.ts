import { availableParallelism } from 'node:os';
import { readModel } from '../../../lambdas/aws/bundled/model.ts';
import { completeEntailments, completeVectors, MOST_ENCODED } from '../../../lambdas/encoder/complete.ts';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';
import type { Entailment, SentencePair } from '../../../lambdas/encoder/entailment.ts';
import { type EncoderPool, openEncoderPool } from '../../../lambdas/guard/encoder-pool.ts';
import { countProgress } from '../progress.ts';
import { openEntailmentCache, openVectorCache } from './vector-cache.ts';

export interface EncodingOptions {
  readonly most?: number;
  readonly progress?: (done: number, of: number) => void;
}

const THREADS = 2;

/** The vectors of these sentences, by text, from this machine's cache or made now in two threads; the model is read only if one is missing. */
export function encodeLocally(
  texts: readonly string[],
  { most = MOST_ENCODED, progress }: EncodingOptions = {},
): Promise<ReadonlyMap<string, EncodedSentence>> {
  return withPool((pool) =>
    completeVectors(texts, {
      ...openVectorCache(),
      encode: (text) => pool().encode(text),
      most,
      ...(progress ? { progress } : {}),
    }),
  );
}

/** What the cross-encoder says of these pairs, in the same way. */
export function entailLocally(
  pairs: readonly SentencePair[],
): Promise<ReadonlyMap<SentencePair, Entailment>> {
  return withPool((pool) =>
    completeEntailments(pairs, {
      ...openEntailmentCache(),
      entail: (pair) => pool().entail(pair),
      progress: countProgress('Comparing sentences'),
    }),
  );
}

/** Threads that are started when they are first asked for, and ended with the work. */
async function withPool<T>(work: (pool: () => EncoderPool) => Promise<T>): Promise<T> {
  let pool: EncoderPool | undefined;
  try {
    return await work(() => {
      pool ??= openEncoderPool(readModel(), Math.min(THREADS, availableParallelism()));
      return pool;
    });
  } finally {
    await pool?.close();
  }
}
