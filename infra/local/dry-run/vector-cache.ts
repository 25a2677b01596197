import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type EncodedSentence, MODEL_VERSION } from '../../../lambdas/encoder/encode.ts';
import { ENTAILMENT_VERSION, type Entailment } from '../../../lambdas/encoder/entailment.ts';
import { readEntailments, writeEntailments } from '../../../lambdas/encoder/entailments-file.ts';
import { readVectors, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';
import { CACHE_FOLDER } from '../cache-folder.ts';
import { sampleEntailment, sampleVector } from './sample-vectors.ts';

export interface Cache<Made> {
  readonly known: (key: string) => Made | undefined;
  readonly keep: (key: string, made: Made) => void;
}

/** Sentences that this machine has encoded, one file each under the model's version. */
export function openVectorCache(folder = join(CACHE_FOLDER, 'vectors')): Cache<EncodedSentence> {
  return openCache(join(folder, MODEL_VERSION), {
    ending: 'vec',
    sample: sampleVector,
    read: (bytes, key) => readVectors(bytes)?.get(key),
    write: (key, sentence) => writeVectors(new Map([[key, sentence]])),
  });
}

/** Pairs of sentences that this machine's cross-encoder has looked at, in the same way. */
export function openEntailmentCache(folder = join(CACHE_FOLDER, 'entailments')): Cache<Entailment> {
  return openCache(join(folder, ENTAILMENT_VERSION), {
    ending: 'json',
    sample: sampleEntailment,
    read: (bytes, key) => readEntailments(bytes.toString())?.get(key),
    write: (key, entailment) => writeEntailments(new Map([[key, entailment]])),
  });
}

interface Form<Made> {
  readonly ending: string;
  /** What lies beside the sample articles. */
  readonly sample: (key: string) => Made | undefined;
  readonly read: (bytes: Buffer, key: string) => Made | undefined;
  readonly write: (key: string, made: Made) => Uint8Array | string;
}

/** A folder that cannot be written costs only time. */
function openCache<Made>(folder: string, { ending, sample, read, write }: Form<Made>): Cache<Made> {
  const path = (key: string) => join(folder, key.slice(0, 2), `${key.slice(2)}.${ending}`);
  return {
    known(key) {
      const found = sample(key);
      if (found !== undefined) return found;
      try {
        return read(readFileSync(path(key)), key);
      } catch {
        return undefined;
      }
    },
    keep(key, made) {
      try {
        mkdirSync(dirname(path(key)), { recursive: true });
        // Two commands at once may write the same one: a reader never sees half of a file.
        const half = `${path(key)}.${process.pid}`;
        writeFileSync(half, write(key, made));
        renameSync(half, path(key));
      } catch {
        // Nothing depends on it.
      }
    },
  };
}
