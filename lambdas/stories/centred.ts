import { OPENING_WIDTH } from '../encoder/projection.ts';
import means from './data/openings.json' with { type: 'json' };

/*
 * All openings of one language have something in common that says nothing of their matter: without it, cosines of two
 * languages can be compared with those of one. Fitted by `test/fit/stories/openings.ts`.
 */
const MEANS: ReadonlyMap<string, readonly number[]> = new Map(Object.entries(means));
/** Of a language that no mean is known of. */
const USUAL = Array.from({ length: OPENING_WIDTH }, (_, n) => {
  const all = [...MEANS.values()];
  return all.reduce((sum, mean) => sum + (mean[n] ?? 0), 0) / Math.max(1, all.length);
});

/** An opening's vector less what its language has in common; of length 127. */
export function centred(vector: Int8Array, language: string): Int8Array {
  const mean = MEANS.get(language) ?? USUAL;
  const moved = Float64Array.from(vector, (value, n) => value - (mean[n] ?? 0));
  const length = Math.sqrt(moved.reduce((sum, value) => sum + value * value, 0)) || 1;
  return Int8Array.from(moved, (value) => Math.round((127 * value) / length));
}
