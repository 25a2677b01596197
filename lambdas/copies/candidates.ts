import { SKETCH_VALUES } from './fingerprint.ts';

const ROWS = 2;
/** A bucket or posting list longer than this is walked by neighbours only, so that no list costs its square. */
const LOOK_BACK = 16;
/** One trigram in eight stands for all: enough to meet an excerpt of a hundred words. */
const SAMPLE_MASK = 7;

export interface Sketched {
  readonly minHashes: Uint32Array;
  readonly trigrams: Uint32Array;
}

/**
 * Pairs (lower index first) worth a comparison: those that share a MinHash band (64 bands of 2 rows), and those that
 * share rare trigrams, which finds excerpts. Near linear; the order of the documents is the order of the answer.
 */
export function candidatePairs(documents: readonly Sketched[]): (readonly [number, number])[] {
  const pairs = new Set<number>();
  const size = documents.length;
  for (let band = 0; band < SKETCH_VALUES; band += ROWS) {
    const buckets = new Map<number, number[]>();
    for (const [index, { minHashes, trigrams }] of documents.entries()) {
      if (trigrams.length === 0) continue;
      const key = (minHashes[band] ?? 0) * 0x100000 + ((minHashes[band + 1] ?? 0) >>> 12);
      meet(buckets, key, index, size, pairs);
    }
  }
  for (const key of sharingRareTrigrams(documents)) pairs.add(key);
  return [...pairs].sort((a, b) => a - b).map((key) => [Math.floor(key / size), key % size] as const);
}

function meet(
  buckets: Map<number, number[]>,
  key: number,
  index: number,
  size: number,
  pairs: Set<number>,
): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) {
    buckets.set(key, [index]);
    return;
  }
  for (let i = Math.max(0, bucket.length - LOOK_BACK); i < bucket.length; i++)
    pairs.add((bucket[i] ?? 0) * size + index);
  bucket.push(index);
}

/** Pairs that share two or more sampled trigrams, each in at most `LOOK_BACK` documents. */
function sharingRareTrigrams(documents: readonly Sketched[]): number[] {
  const postings = new Map<number, number[]>();
  for (const [index, { trigrams }] of documents.entries()) {
    for (const gram of trigrams) {
      if ((gram & SAMPLE_MASK) !== 0) continue;
      const list = postings.get(gram);
      if (list === undefined) postings.set(gram, [index]);
      else if (list.length <= LOOK_BACK) list.push(index);
    }
  }
  const met = new Map<number, number>();
  for (const list of postings.values()) {
    if (list.length > LOOK_BACK) continue;
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const key = (list[i] ?? 0) * documents.length + (list[j] ?? 0);
        met.set(key, (met.get(key) ?? 0) + 1);
      }
    }
  }
  return [...met].filter(([, times]) => times >= 2).map(([key]) => key);
}
