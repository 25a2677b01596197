import { BUDGET } from '../budget.ts';
import type { WindowNumbers } from '../numbers/window-numbers.ts';
import { likeness, nearestOf, type SentenceTable, tableOf } from '../statements/sentence-table.ts';
import type { Statement } from '../statements/statements.ts';
import {
  type Compare,
  type ComparedWith,
  type Comparison,
  type Comparisons,
  openComparisons,
} from './comparisons.ts';
import { type Conflict, conflictsAmong, type ToldByOther } from './differences/conflicts.ts';
import type { Outlier } from './differences/outliers.ts';

/** What the sentences of one story say of each other, and of those of other stories. */
export interface Relations {
  /** One statement of each other origin that says all of this one, nearest first. */
  readonly fullReporters: (statement: Statement) => readonly Statement[];
  /** For each other origin that reports part of the statement: one of its sentences that fully reports this beginning. */
  readonly fullReportersOfBeginning: (beginning: Statement, statement: Statement) => readonly Statement[];
  /** How many other origins report a part of it, and are near to it as a whole. */
  readonly partialReporters: (statement: Statement) => number;
  /** Whether another origin reports at least a part of it. */
  readonly isReportedElsewhere: (statement: Statement) => boolean;
  /** Whether the comparisons with what is nearest to it are as sure as they can be; `rank` says how much hangs on it, 0 the most. */
  readonly isSurelyCompared: (statement: Statement, rank: number) => boolean;
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
  /** Numbers and days that contradict each other, in this story or beside it. */
  readonly outliers?: readonly Outlier[];
  /** Those of the whole window. */
  readonly ofWindow?: readonly Outlier[];
  /** What numbers the window tells; absent: none. */
  readonly numbers?: WindowNumbers;
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
/** Of these a cross-encoder makes sure that none tells a part of it. */
const MOST_SURE = 6;
/** What a story is about stands in its witnesses and in these first sentences; only they are looked for elsewhere. */
const LOOKED_FOR_POSITIONS = 12;
const MOST_LOOKED_FOR = 160;

/** Compares the statements of one story, each with its nearest of other origins. Deterministic in their order. */
export function relate(
  statements: readonly Statement[],
  {
    compare,
    elsewhere,
    outliers = [],
    ofWindow = outliers,
    numbers,
    budget = BUDGET.comparisons.story,
  }: RelationOptions,
): Relations {
  const comparisons = openComparisons(compare, budget);
  const { between, known } = comparisons;
  for (const [a, b] of pairsOf(tableOf(statements))) between(a, b);
  const searched = searchElsewhere(statements, comparisons, elsewhere);
  const fullReporters = new Map(
    statements.map((one) => [one, fullReportersAmong(toldByOthers(one, known(one)))] as const),
  );
  return {
    fullReporters: (statement) => fullReporters.get(statement) ?? [],
    fullReportersOfBeginning: (beginning, statement) =>
      fullReportersAmong(
        toldByOthers(statement, known(statement)).flatMap(({ other, comparison }): ToldByOther[] => {
          const ofBeginning = comparison.ab === 'no' ? null : between(beginning, other);
          return ofBeginning === null ? [] : [{ other, comparison: ofBeginning }];
        }),
      ),
    partialReporters: (statement) =>
      new Set(
        toldByOthers(statement, known(statement)).flatMap(({ other, comparison: { ab } }) =>
          ab === 'part' && likeness(statement, other) >= NEAR ? [other.origin] : [],
        ),
      ).size,
    isReportedElsewhere: (statement) => isReported(statement, known(statement)),
    isSurelyCompared: (statement, rank) => {
      const near = nearestAmong(statement, known(statement));
      return near.map((other) => compare.isSure?.(statement, other, rank) ?? true).every(Boolean);
    },
    isSearched: (statement) => searched.has(statement),
    conflicts: conflictsAmong(statements, {
      told: (one) => toldByOthers(one, known(one)),
      outliers,
      ofWindow,
      numbers,
    }),
    isNear: (a, b) => {
      const found = known(a).get(b);
      return found !== undefined && found.ab !== 'no' && likeness(a, b) >= REPEATED;
    },
    areAlike: (a, b) => {
      const comparison = between(a, b);
      return comparison !== null && !comparison.conflict && comparison.ab !== 'no' && comparison.ba !== 'no';
    },
    isSame: (a, b) => {
      const comparison = between(a, b);
      return comparison !== null && (comparison.ab === 'full' || comparison.ba === 'full');
    },
    repeats: (next, printed) => next === printed || tellsLittle(next, printed, between(next, printed)),
    cost: comparisons.cost,
  };
}

/** Looks for first sentences, and those that others report, in other stories. Those that were looked for everywhere. */
function searchElsewhere(
  statements: readonly Statement[],
  { between, known }: Comparisons,
  elsewhere: RelationOptions['elsewhere'],
): ReadonlySet<Statement> {
  const wanted = statements
    .filter(
      (one) =>
        one.encoded !== null &&
        one.whole &&
        (one.position < LOOKED_FOR_POSITIONS || isReported(one, known(one))),
    )
    .toSorted((a, b) => a.position - b.position || a.source - b.source)
    .slice(0, MOST_LOOKED_FOR);
  const searched = new Set<Statement>();
  for (const statement of wanted) {
    const near = elsewhere?.(statement) ?? [];
    // Where the budget ends, what is still to be looked for counts as not comparable.
    if (near.every((other) => between(statement, other) !== null)) searched.add(statement);
  }
  return searched;
}

function toldByOthers({ origin }: Statement, known: ComparedWith): readonly ToldByOther[] {
  return [...known].flatMap(([other, comparison]) =>
    other.origin === origin ? [] : [{ other, comparison }],
  );
}

/** Of what a sentence was compared with, the nearest of other origins. */
function nearestAmong(statement: Statement, known: ComparedWith): readonly Statement[] {
  return toldByOthers(statement, known)
    .map(({ other }) => ({ other, near: likeness(statement, other) }))
    .toSorted((a, b) => b.near - a.near)
    .slice(0, MOST_SURE)
    .map(({ other }) => other);
}

function isReported(statement: Statement, known: ComparedWith): boolean {
  return toldByOthers(statement, known).some(({ comparison: { ab } }) => ab !== 'no');
}

/** Whether a reader of `printed` learns little or nothing from `next`. */
function tellsLittle(next: Statement, printed: Statement, comparison: Comparison | null): boolean {
  if (comparison === null || comparison.ab === 'no') return false;
  if (comparison.ab === 'full' || comparison.ba === 'full') return true;
  // The vector of a beginning is that of its whole sentence.
  return !next.isBeginning && !printed.isBeginning && likeness(next, printed) >= REPEATED;
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

/** One statement of each other origin that says all of it, surely enough for its outlet to be named. */
function fullReportersAmong(told: readonly ToldByOther[]): readonly Statement[] {
  const byOrigin = new Map<string, Statement>();
  for (const { other, comparison } of told) {
    const { ab, names } = comparison;
    if (ab === 'full' && (names === undefined || names[0]) && !byOrigin.has(other.origin))
      byOrigin.set(other.origin, other);
  }
  return [...byOrigin.values()];
}
