import { createHash } from 'node:crypto';
import { hashWord, shingles, words } from '../language/words.ts';

/** MinHash values in a sketch: 64 bands of 2 rows (the setting that won on re-published articles). */
export const SKETCH_VALUES = 128;

const MULTIPLIERS = spread(0x2545f491, (value) => value | 1);
const MASKS = spread(0x6c078965, (value) => value);

/** SHA-256 (hex) of the text's folded words: spaces, quotes, case and accents do not change it. */
export function textHash(text: string): string {
  return createHash('sha256').update(words(text).join(' ')).digest('hex');
}

/** 512 bytes: 128 MinHash values (big-endian, 4 bytes each) over word bigrams. */
export function sketch(text: string): Uint8Array {
  const values = minHashes(shingles(Uint32Array.from(words(text), hashWord), 2));
  const bytes = new Uint8Array(SKETCH_VALUES * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < SKETCH_VALUES; i++) view.setUint32(i * 4, values[i] ?? 0);
  return bytes;
}

/** Estimated Jaccard similarity of the word bigrams, 0 … 1. Throws when a sketch has another size. */
export function sketchSimilarity(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== SKETCH_VALUES * 4 || b.length !== SKETCH_VALUES * 4) {
    throw new RangeError(`a sketch has ${SKETCH_VALUES * 4} bytes, got ${a.length} and ${b.length}`);
  }
  const [left, right] = [viewOf(a), viewOf(b)];
  let equal = 0;
  for (let i = 0; i < SKETCH_VALUES; i++) {
    const value = left.getUint32(i * 4);
    if (value === right.getUint32(i * 4) && value !== 0xffffffff) equal++;
  }
  return equal / SKETCH_VALUES;
}

/** The least value of each of 128 permutations; all ones where there is nothing to hash. */
export function minHashes(features: Uint32Array): Uint32Array {
  const least = new Uint32Array(SKETCH_VALUES).fill(0xffffffff);
  for (let i = 0; i < SKETCH_VALUES; i++) {
    const multiplier = MULTIPLIERS[i] ?? 1;
    const mask = MASKS[i] ?? 0;
    let min = 0xffffffff;
    for (let f = 0; f < features.length; f++) {
      let hash = Math.imul((features[f] ?? 0) ^ mask, multiplier);
      hash = (hash ^ (hash >>> 15)) >>> 0;
      if (hash < min) min = hash;
    }
    least[i] = min;
  }
  return least;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A fixed sequence of 32-bit constants (xorshift), so that sketches stay comparable for ever. */
function spread(seed: number, shape: (value: number) => number): Uint32Array {
  let state = seed;
  return Uint32Array.from({ length: SKETCH_VALUES }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return shape(state) >>> 0;
  });
}
