import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type EncodedSentence, MODEL_VERSION } from '../../../lambdas/encoder/encode.ts';
import { readVectors, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';
import { CACHE_FOLDER } from '../cache-folder.ts';
import { sampleVector } from './sample-vectors.ts';

export interface VectorCache {
  readonly known: (key: string) => EncodedSentence | undefined;
  readonly keep: (key: string, sentence: EncodedSentence) => void;
}

/** Sentences that this machine has encoded, one file each under the model's version. A folder that cannot be written costs only time. */
export function openVectorCache(folder = join(CACHE_FOLDER, 'vectors')): VectorCache {
  const path = (key: string) => join(folder, MODEL_VERSION, key.slice(0, 2), `${key.slice(2)}.vec`);
  return {
    known(key) {
      const sample = sampleVector(key);
      if (sample !== undefined) return sample;
      try {
        return readVectors(readFileSync(path(key)))?.get(key);
      } catch {
        return undefined;
      }
    },
    keep(key, sentence) {
      try {
        mkdirSync(dirname(path(key)), { recursive: true });
        // Two commands at once may write the same sentence: a reader never sees half of a file.
        const half = `${path(key)}.${process.pid}`;
        writeFileSync(half, writeVectors(new Map([[key, sentence]])));
        renameSync(half, path(key));
      } catch {
        // Nothing depends on it.
      }
    },
  };
}
