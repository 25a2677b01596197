import { MODEL_VERSION } from '../../../encoder/encode.ts';
import { OPENING_VERSION } from '../../../encoder/opening.ts';
import { readVectors, type Vectors, writeVectors } from '../../../encoder/vectors-file.ts';
import type { Bucket } from '../../archive.ts';

/** The vectors of articles' sentences, by the version of the article, under the versions of the model and of openings: two never meet. */
export interface VectorStore {
  /** Null where there are none yet, or none of this model. */
  readonly read: (version: string) => Promise<Vectors | null>;
  /** Writes them if none stand there yet: the same article always has the same. */
  readonly keep: (version: string, vectors: Vectors) => Promise<void>;
}

export const VECTORS_PREFIX = 'vectors/';

export function vectorsKey(version: string): string {
  return `${VECTORS_PREFIX}${MODEL_VERSION}/${OPENING_VERSION}/${version}.vec`;
}

export function vectorStore(archive: Bucket): VectorStore {
  return {
    async read(version) {
      const found = await archive.get(vectorsKey(version));
      return found === null ? null : readVectors(found.bytes);
    },
    async keep(version, vectors) {
      await archive.putNew(vectorsKey(version), writeVectors(vectors), {
        contentType: 'application/octet-stream',
      });
    },
  };
}
