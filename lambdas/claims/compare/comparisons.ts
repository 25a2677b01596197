import type { Difference } from '../../types.ts';
import type { Statement } from '../statements/statements.ts';
import type { Said } from '../types.ts';

/** `ab`: how much of A does B say; `ba` the other way round; `conflict`: both cannot be right. */
export interface Comparison {
  readonly ab: Said;
  readonly ba: Said;
  readonly conflict: boolean;
  /** Whether B's outlet may be named under A, and A's under B; without it, where all of it is said. */
  readonly names?: readonly [boolean, boolean];
  /** What they differ about; only with a conflict. */
  readonly about?: Difference['about'];
  /** The numbers of A and B that cannot both be right; only with a conflict about numbers. */
  readonly numbers?: readonly [number, number];
}

/** Compares two statements that both have vectors. */
export interface Compare {
  (a: Statement, b: Statement): Comparison;
  /** Whether the comparison is as sure as it can be: a cross-encoder has looked at the two. Without it words alone decide. */
  readonly isSure?: (a: Statement, b: Statement, rank: number) => boolean;
}

export type ComparedWith = ReadonlyMap<Statement, Comparison>;

export interface Comparisons {
  /** Null where one has no vectors, or the budget is spent. */
  readonly between: (a: Statement, b: Statement) => Comparison | null;
  /** What a statement was compared with so far, in that order. */
  readonly known: (statement: Statement) => ComparedWith;
  readonly cost: () => number;
}

/** Compares each pair once, as many as the budget allows. */
export function openComparisons(compare: Compare, budget: number): Comparisons {
  const known = new Map<Statement, Map<Statement, Comparison>>();
  const none: ComparedWith = new Map();
  let cost = 0;
  const remember = (a: Statement, b: Statement, comparison: Comparison): void => {
    const row = known.get(a) ?? new Map<Statement, Comparison>();
    known.set(a, row.set(b, comparison));
  };
  return {
    between: (a, b) => {
      const found = known.get(a)?.get(b);
      if (found !== undefined) return found;
      if (a.encoded === null || b.encoded === null || cost >= budget) return null;
      cost += 1;
      const comparison = compare(a, b);
      remember(a, b, comparison);
      remember(b, a, reversed(comparison));
      return comparison;
    },
    known: (statement) => known.get(statement) ?? none,
    cost: () => cost,
  };
}

function reversed({ ab, ba, names, numbers, ...others }: Comparison): Comparison {
  return {
    ...others,
    ab: ba,
    ba: ab,
    ...(names && { names: [names[1], names[0]] }),
    ...(numbers && { numbers: [numbers[1], numbers[0]] }),
  };
}
