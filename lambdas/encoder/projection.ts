import { WIDTH } from './word-table.ts';

/** Bytes of a word's vector, and of a sentence's. */
export const WORD_WIDTH = 64;
export const SENTENCE_WIDTH = 128;
/** Bytes of an opening's vector: of so few, all that the model puts out is kept. */
export const OPENING_WIDTH = WIDTH;

/** What a direction is worth is kept; what all vectors have in common is taken away first. */
export interface Projection {
  readonly width: number;
  readonly mean: Float32Array;
  /** `width` rows of `WIDTH` weights. */
  readonly rows: Float32Array;
}

/**
 * Reads `projections.f32`, little-endian: mean and rows for words, mean and rows for sentences. The rows are the principal
 * directions of words' and of sentences' vectors in news of ten languages (`test/fit/claims/projections.ts`).
 */
export function readProjections(bytes: Uint8Array): {
  readonly words: Projection;
  readonly sentences: Projection;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const all = Float32Array.from({ length: bytes.length / 4 }, (_, at) => view.getFloat32(at * 4, true));
  const size = (width: number) => WIDTH * (1 + width);
  if (all.length !== size(WORD_WIDTH) + size(SENTENCE_WIDTH))
    throw new Error(
      'projections.f32 has the wrong size for this model. Run test/fit/claims/projections.ts again.',
    );
  const read = (from: number, width: number): Projection => ({
    width,
    mean: all.subarray(from, from + WIDTH),
    rows: all.subarray(from + WIDTH, from + size(width)),
  });
  return { words: read(0, WORD_WIDTH), sentences: read(size(WORD_WIDTH), SENTENCE_WIDTH) };
}

/** Writes the vector, centred, turned and of length 127, to `into` as whole numbers: a product of two is their cosine times 127². */
export function reduce(vector: Float32Array, projection: Projection, into: Int8Array, at: number): void {
  const found = new Float64Array(projection.width);
  for (let row = 0; row < projection.width; row += 1) {
    let sum = 0;
    for (let n = 0; n < WIDTH; n += 1)
      sum += ((vector[n] ?? 0) - (projection.mean[n] ?? 0)) * (projection.rows[row * WIDTH + n] ?? 0);
    found[row] = sum;
  }
  const length = Math.sqrt(found.reduce((sum, value) => sum + value * value, 0)) || 1;
  for (let row = 0; row < projection.width; row += 1)
    into[at + row] = Math.round((127 * (found[row] ?? 0)) / length);
}

/** As `reduce`, in the model's own directions: all of it is kept. */
export function centre(vector: Float32Array, { mean }: Projection): Int8Array {
  const moved = Float64Array.from(vector, (value, n) => value - (mean[n] ?? 0));
  const length = Math.sqrt(moved.reduce((sum, value) => sum + value * value, 0)) || 1;
  return Int8Array.from(moved, (value) => Math.round((127 * value) / length));
}

/** Cosine of two reduced vectors that begin at `i` and `j`. */
export function cosine(a: Int8Array, i: number, b: Int8Array, j: number, width: number): number {
  let sum = 0;
  // Whole numbers multiplied as such take half the time of fractions.
  for (let n = 0; n < width; n += 1) sum += Math.imul(a[i + n] ?? 0, b[j + n] ?? 0);
  return sum / (127 * 127);
}
