/**
 * A sum of small decision trees as `test/fit` writes it. A tree is a flat list in preorder: `feature, threshold, size` for a
 * fork (its left branch, for values up to the threshold, follows at once; the right one after `size` numbers), `-1, value` for a leaf.
 */
export interface Forest {
  readonly features: readonly string[];
  readonly base: number;
  readonly trees: readonly (readonly number[])[];
}

const FORK = 3;

/** The log-odds that these trees give a row of features. */
export function logOdds(forest: Forest, row: readonly number[]): number {
  let sum = forest.base;
  for (const tree of forest.trees) {
    let at = 0;
    for (let feature = tree[0] ?? -1; feature >= 0; feature = tree[at] ?? -1) {
      const goesLeft = (row[feature] ?? 0) <= (tree[at + 1] ?? 0);
      at += goesLeft ? FORK : FORK + (tree[at + 2] ?? 0);
    }
    sum += tree[at + 1] ?? 0;
  }
  return sum;
}

/** One probability from two: their log-odds averaged. */
export function averaged(one: number, two: number): number {
  return probabilityOf((oddsOf(one) + oddsOf(two)) / 2);
}

function oddsOf(p: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(inside / (1 - inside));
}

function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** The same as a probability. */
export function probability(forest: Forest, row: readonly number[]): number {
  return probabilityOf(logOdds(forest, row));
}
