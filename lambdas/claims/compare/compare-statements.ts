import type { Entailment, SentencePair } from '../../encoder/entailment.ts';
import type { Difference } from '../../types.ts';
import type { Statement } from '../statements/statements.ts';
import { compareRead, type EditionComparison, isMuchLonger, isWorthAsking } from './compare.ts';
import type { Compare, Comparison } from './comparisons.ts';
import { isEntailed } from './decide.ts';
import type { Clash, ConflictKind } from './differences/conflict.ts';
import { quantityAt, shownDifference } from './differences/shown-differences.ts';
import { gapsIn, SAID } from './gaps.ts';
import { isAcross, type Pair, pairOf, type Read, read } from './pair.ts';

const ABOUT: Readonly<Record<ConflictKind, Difference['about']>> = {
  number: 'number',
  share: 'number',
  extent: 'extent',
  day: 'date',
  year: 'date',
  negation: 'denial',
  speaker: 'attribution',
};

interface ReadStatement {
  readonly statement: Statement;
  readonly read: Read;
}

/** The two numbers of a clash of numbers. */
function numbersOf(pair: Pair, { kind, a: [i = -1], b: [j = -1] }: Clash): readonly [number, number] | null {
  if (kind !== 'number' && kind !== 'share') return null;
  const [one, other] = [quantityAt(pair.a, i), quantityAt(pair.b, j)];
  return one === undefined || other === undefined ? null : [one.value, other.value];
}

/** All of it wished for, a part of it got: both may be. And a day in a much longer sentence may be that of something else. */
function isShown(kind: ConflictKind, a: ReadStatement, b: ReadStatement): boolean {
  if (kind === 'extent') return !a.statement.modal && !b.statement.modal;
  return kind !== 'day' || !isMuchLonger({ a: a.read, b: b.read });
}

/** What a cross-encoder said of two sentences in this order; undefined where it was not asked. */
export type EntailmentOf = (pair: SentencePair) => Entailment | undefined;

/** Two sentences that a cross-encoder should look at, and how likely words alone take it that one tells all of the other. */
export interface WantedPair {
  readonly pair: SentencePair;
  readonly odds: number;
}

export interface ComparisonMeans {
  readonly entailmentOf?: EntailmentOf;
  /** Told of each comparison that a cross-encoder would make surer. */
  readonly want?: (wanted: WantedPair) => void;
  /**
   * Told of each pair on which "only in" depends and about which the cross-encoder was not asked: whether it may pass all the same. `rank`
   * says how much hangs on it, 0 the most.
   */
  readonly mayPass?: (pair: SentencePair, rank: number) => boolean;
}

/**
 * The learned comparison for statements of one edition. Each is read once, and each pair is compared by its words once, however often
 * the edition is told anew.
 */
export function statementComparison({ entailmentOf, want, mayPass }: ComparisonMeans = {}): Compare {
  const readOf = statementReader();
  const known = new Map<Read, Map<Read, EditionComparison>>();
  const byWords = (a: Read, b: Read): EditionComparison => {
    const row = known.get(a) ?? new Map<Read, EditionComparison>();
    const comparison = row.get(b) ?? compareRead(a, b);
    known.set(a, row.set(b, comparison));
    return comparison;
  };
  const compare = (a: Statement, b: Statement): Comparison => {
    const [left, right] = [readOf(a), readOf(b)];
    if (left === null || right === null) return { ab: 'no', ba: 'no', conflict: false };
    const pair = [left.statement.text, right.statement.text] as const;
    const entailment = entailmentOf?.(pair);
    const found = entailment === undefined ? byWords(left, right) : compareRead(left, right, entailment);
    const { odds, ...comparison } = found;
    if (entailment === undefined && isWorthAsking(odds)) want?.({ pair, odds });
    // Most of a beginning's few words stand in any sentence about the same people.
    if (a.isBeginning && entailment !== undefined && !isEntailed(entailment[0])) return notSaid(comparison);
    if (a.isBeginning) return ofBeginning(comparison, left, right);
    if (!comparison.conflict) return comparison;
    const pairRead = pairOf(left, right);
    const clash = shownDifference(pairRead);
    if (clash === null || !isShown(clash.kind, { statement: a, read: left }, { statement: b, read: right }))
      return { ...comparison, conflict: false };
    const numbers = numbersOf(pairRead, clash);
    return { ...comparison, about: ABOUT[clash.kind], ...(numbers && { numbers }) };
  };
  if (mayPass === undefined) return compare;
  return Object.assign(compare, {
    isSure: (a: Statement, b: Statement, rank: number) => {
      const pair = [a.quote.text, b.quote.text] as const;
      return entailmentOf?.(pair) !== undefined || mayPass(pair, rank);
    },
  });
}

/** Statements with the same text, language and day are read once; null for what has no vectors. */
function statementReader(): (statement: Statement) => Read | null {
  const known = new Map<string, Read>();
  const reads = new WeakMap<Statement, Read | null>();
  const readOf = ({ quote: { text, language }, encoded, day }: Statement): Read | null => {
    if (encoded === null) return null;
    const key = [language, day, text].join('\n');
    const found = known.get(key) ?? read({ text, language, published: day, encoded });
    known.set(key, found);
    return found;
  };
  return (statement) => {
    const found = reads.get(statement);
    if (found !== undefined) return found;
    const made = readOf(statement);
    reads.set(statement, made);
    return made;
  };
}

/** With the outlets that may be named. */
type NamedComparison = Omit<EditionComparison, 'odds'>;

/** The few words of A are all said only where no telling one of them is missing. */
function ofBeginning(comparison: NamedComparison, a: Read, b: Read): Comparison {
  const pair = pairOf(a, b);
  if (
    comparison.ab !== 'full' ||
    gapsIn(pair, isAcross(pair) ? SAID.beginningAcross : SAID.beginning).missing === 0
  )
    return comparison;
  return notSaid(comparison);
}

/** Not all of A. */
function notSaid({ ab, names, ...comparison }: NamedComparison): Comparison {
  return { ...comparison, ab: ab === 'full' ? 'part' : ab, names: [false, names[1]] };
}
