import { availableParallelism } from 'node:os';
import { readModel } from '../../../lambdas/aws/bundled/model.ts';
import { completeVectors, MOST_ENCODED } from '../../../lambdas/encoder/complete.ts';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';
import { openEncoderPool } from '../../../lambdas/guard/encoder-pool.ts';
import { openVectorCache } from './vector-cache.ts';

export interface EncodingOptions {
  readonly most?: number;
  readonly progress?: (done: number, of: number) => void;
}

const THREADS = 2;

/** The vectors of these sentences, by text, from this machine's cache or made now in two threads; the model is read only if one is missing. */
export async function encodeLocally(
  texts: readonly string[],
  { most = MOST_ENCODED, progress }: EncodingOptions = {},
): Promise<ReadonlyMap<string, EncodedSentence>> {
  let pool: ReturnType<typeof openEncoderPool> | undefined;
  try {
    return await completeVectors(texts, {
      ...openVectorCache(),
      encode(text) {
        pool ??= openEncoderPool(readModel(), Math.min(THREADS, availableParallelism()));
        return pool.encode(text);
      },
      most,
      ...(progress ? { progress } : {}),
    });
  } finally {
    await pool?.close();
  }
}
