import type { Side } from './align.ts';
import type { Pair, Read } from './pair.ts';

/** How well a sentence is covered by the other one beside these words, rare words first: 0 … 1. */
export function coverageBeside({ statement }: Read, { best }: Side, skipped: readonly number[]): number {
  let [sum, total] = [0, 0];
  for (const [n, { rarity }] of statement.encoded.words.entries()) {
    if (skipped.includes(n)) continue;
    const weight = Math.max(0.5, Math.min(16, rarity / 8) - 4);
    sum += weight * (best[n] ?? 0);
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}

/** Words before and behind a place that tell what it is about, and how far from the other place theirs may stand. */
export interface Reach {
  readonly around: number;
  readonly within: number;
}

/**
 * Whether word `i` of A and word `j` of B stand in one place: how well the words around each are covered by words around the
 * other, as a mean of both sides, 0 … 1.
 */
export function supportAround(
  { a, b, alignment }: Pair,
  [i, j]: readonly [number, number],
  reach: Reach,
): number {
  return (supportOf(a, alignment.a, [i, j], reach) + supportOf(b, alignment.b, [j, i], reach)) / 2;
}

function supportOf(
  { statement }: Read,
  { best, to }: Side,
  [at, other]: readonly [number, number],
  { around, within }: Reach,
): number {
  let [sum, total] = [0, 0];
  for (let n = Math.max(0, at - around); n <= at + around; n += 1) {
    const rarity = statement.encoded.words[n]?.rarity;
    if (n === at || rarity === undefined) continue;
    const weight = Math.max(0.5, Math.min(16, rarity / 8) - 4);
    total += weight;
    if (Math.abs((to[n] ?? -1) - other) <= within) sum += weight * (best[n] ?? 0);
  }
  return total === 0 ? 0 : sum / total;
}
