import type { Difference } from '../../types.ts';
import { BUDGET } from '../budget.ts';
import { likeness, nearestOf, type SentenceTable, tableOf } from '../statements/sentence-table.ts';
import type { Statement } from '../statements/statements.ts';

/** Whether one sentence says all of another, a part of it, or neither. */
export type Degree = 'full' | 'part' | 'no';

/** `ab`: how much of A does B say; `ba` the other way round; `conflict`: both cannot be right. */
export interface Comparison {
  readonly ab: Degree;
  readonly ba: Degree;
  readonly conflict: boolean;
  /** Whether B's outlet may be named under A, and A's under B; without it, where all of it is said. */
  readonly names?: readonly [boolean, boolean];
  /** What they differ about; only with a conflict. */
  readonly about?: Difference['about'];
}

/** Compares two statements that both have vectors. */
export type Compare = (a: Statement, b: Statement) => Comparison;

export interface Conflict {
  readonly a: Statement;
  readonly b: Statement;
  readonly about: Difference['about'];
}

/** What the sentences of one story say of each other, and of those of other stories. */
export interface Relations {
  /** One statement of each other origin that says all of this one, nearest first. */
  readonly witnesses: (statement: Statement) => readonly Statement[];
  /** Of each other origin that says at least a part of a statement, one that says all of this beginning of it. */
  readonly witnessesOf: (beginning: Statement, statement: Statement) => readonly Statement[];
  /** How many other origins say a part of it, and are near to it as a whole. */
  readonly tellers: (statement: Statement) => number;
  /** Whether another origin says at least a part of it. */
  readonly isTold: (statement: Statement) => boolean;
  /** Whether it was looked for in everything received, in all stories and languages. */
  readonly isSearched: (statement: Statement) => boolean;
  readonly conflicts: readonly Conflict[];
  /** Whether two were compared, and one tells a part of the other at least, as near as the same matter told again. */
  readonly isNear: (a: Statement, b: Statement) => boolean;
  /** Whether each of two says at least a part of the other. */
  readonly areAlike: (a: Statement, b: Statement) => boolean;
  /** Whether one of two says all of the other. */
  readonly isSame: (a: Statement, b: Statement) => boolean;
  /** Whether a reader of `printed` learns little or nothing from `next`. */
  readonly repeats: (next: Statement, printed: Statement) => boolean;
  /** Comparisons made: the cost of the story, the same on every machine. */
  readonly cost: () => number;
}

export interface RelationOptions {
  readonly compare: Compare;
  /** Statements of other stories, near ones first, within the sentence table of the window. */
  readonly elsewhere?: (statement: Statement) => readonly Statement[];
  /** Most comparisons of one story. */
  readonly budget?: number;
}

/**
 * Below this cosine two sentences are not compared. Of the pairs judged by hand as saying at least part of each other,
 * 1 in 200 lies below.
 */
export const LEAST_COSINE = 0.3;
/** A sentence of which another tells a part tells little more where the two are as near as this. */
const REPEATED = 0.62;
/** Two sentences as near as this tell of one matter. */
const NEAR = 0.5;
/** Sentences that one is compared with, nearest first. */
const MOST_NEIGHBOURS = 20;
/** What a story is about stands in its witnesses and in these first sentences; only they are looked for elsewhere. */
const LOOKED_FOR_POSITIONS = 12;
const MOST_LOOKED_FOR = 160;

/** Compares the statements of one story, each with its nearest of other origins. Deterministic in their order. */
export function relate(
  statements: readonly Statement[],
  { compare, elsewhere, budget = BUDGET.comparisons.story }: RelationOptions,
): Relations {
  const table = tableOf(statements);
  const own = new Set(statements);
  const known = new Map<Statement, Map<Statement, Comparison>>();
  let cost = 0;

  function compared(a: Statement, b: Statement): Comparison | null {
    const found = known.get(a)?.get(b);
    if (found !== undefined) return found;
    if (a.encoded === null || b.encoded === null || cost >= budget) return null;
    cost += 1;
    const comparison = compare(a, b);
    remember(a, b, comparison);
    remember(b, a, reversed(comparison));
    return comparison;
  }

  function remember(a: Statement, b: Statement, comparison: Comparison): void {
    const row = known.get(a) ?? new Map<Statement, Comparison>();
    known.set(a, row.set(b, comparison));
  }

  for (const [a, b] of pairsOf(table)) compared(a, b);
  const searched = new Set<Statement>();
  const looked = statements
    .filter(
      (one) => one.encoded !== null && one.whole && (one.position < LOOKED_FOR_POSITIONS || isTold(one)),
    )
    .toSorted((a, b) => a.position - b.position || a.source - b.source)
    .slice(0, MOST_LOOKED_FOR);
  for (const statement of looked) {
    const near = elsewhere?.(statement) ?? [];
    // Where the budget ends, what is still to be looked for counts as not comparable.
    if (near.every((other) => compared(statement, other) !== null)) searched.add(statement);
  }

  const witnesses = new Map<Statement, readonly Statement[]>();
  const conflicts: Conflict[] = [];
  for (const statement of statements) {
    const elsewhereTold: ComparedStatement[] = [];
    for (const [other, comparison] of known.get(statement) ?? []) {
      if (other.origin === statement.origin) continue;
      const { conflict, about } = comparison;
      elsewhereTold.push({ other, comparison });
      const isFirst = !own.has(other) || order(statement, other) < 0;
      if (conflict && isFirst) conflicts.push({ a: statement, b: other, about: about ?? 'number' });
    }
    witnesses.set(statement, witnessesAmong(elsewhereTold));
  }

  function isTold(statement: Statement): boolean {
    return [...(known.get(statement) ?? [])].some(
      ([other, { ab }]) => other.origin !== statement.origin && ab !== 'no',
    );
  }

  return {
    witnesses: (statement) => witnesses.get(statement) ?? [],
    witnessesOf: (beginning, statement) =>
      witnessesAmong(
        [...(known.get(statement) ?? [])].flatMap(([other, { ab }]): ComparedStatement[] => {
          if (other.origin === statement.origin || ab === 'no') return [];
          const comparison = compared(beginning, other);
          return comparison === null ? [] : [{ other, comparison }];
        }),
      ),
    tellers: (statement) =>
      new Set(
        [...(known.get(statement) ?? [])].flatMap(([other, { ab }]) =>
          ab === 'part' && other.origin !== statement.origin && likeness(statement, other) >= NEAR
            ? [other.origin]
            : [],
        ),
      ).size,
    isTold,
    isSearched: (statement) => searched.has(statement),
    conflicts,
    isNear: (a, b) => {
      const found = known.get(a)?.get(b);
      return found !== undefined && found.ab !== 'no' && likeness(a, b) >= REPEATED;
    },
    areAlike: (a, b) => {
      const comparison = compared(a, b);
      return comparison !== null && !comparison.conflict && comparison.ab !== 'no' && comparison.ba !== 'no';
    },
    isSame: (a, b) => {
      const comparison = compared(a, b);
      return comparison !== null && (comparison.ab === 'full' || comparison.ba === 'full');
    },
    repeats: (next, printed) => {
      if (next === printed) return true;
      const comparison = compared(next, printed);
      if (comparison === null || comparison.ab === 'no') return false;
      if (comparison.ab === 'full' || comparison.ba === 'full') return true;
      // The vector of a beginning is that of its whole sentence.
      return !next.isBeginning && !printed.isBeginning && likeness(next, printed) >= REPEATED;
    },
    cost: () => cost,
  };
}

/** Pairs of different origins, each statement with its nearest, in the order of their cosine; equal ones in the table's order. */
function pairsOf(table: SentenceTable): (readonly [Statement, Statement])[] {
  const met = new Map<Statement, Set<Statement>>();
  const pairs: { readonly a: Statement; readonly b: Statement; readonly cosine: number }[] = [];
  for (const a of table.statements) {
    const near = nearestOf(a, table, { least: LEAST_COSINE, most: MOST_NEIGHBOURS });
    met.set(a, new Set(near.map(({ statement }) => statement)));
    for (const { statement: b, cosine } of near) if (!met.get(b)?.has(a)) pairs.push({ a, b, cosine });
  }
  // The sort is stable.
  return pairs.sort((x, y) => y.cosine - x.cosine).map(({ a, b }) => [a, b] as const);
}

function order(a: Statement, b: Statement): number {
  return a.source - b.source || a.position - b.position;
}

interface ComparedStatement {
  readonly other: Statement;
  readonly comparison: Comparison;
}

/** One statement of each other origin that says all of it, surely enough for its outlet to be named. */
function witnessesAmong(told: readonly ComparedStatement[]): readonly Statement[] {
  const byOrigin = new Map<string, Statement>();
  for (const { other, comparison } of told) {
    const { ab, names } = comparison;
    if (ab === 'full' && (names === undefined || names[0]) && !byOrigin.has(other.origin))
      byOrigin.set(other.origin, other);
  }
  return [...byOrigin.values()];
}

function reversed({ ab, ba, names, ...others }: Comparison): Comparison {
  return { ...others, ab: ba, ba: ab, ...(names === undefined ? {} : { names: [names[1], names[0]] }) };
}
