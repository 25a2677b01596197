import { DATE } from '../../numbers/dates-in.ts';
import { type KindOfNumber, keyOf, numbersIn } from '../../numbers/numbers-in.ts';
import type { WindowNumbers } from '../../numbers/window-numbers.ts';
import type { Statement } from '../../statements/statements.ts';
import type { WindowIndex } from '../../statements/window-index.ts';
import { pairOf, type Read, read } from '../pair.ts';
import { rivalDates } from './rival-dates.ts';
import { areOfOneSize, RIVAL_SIGNS, rivalNumbers } from './rival-numbers.ts';

/** Two sentences of two outlets whose numbers may be of one thing, though neither outlet has the other's number anywhere. */
export interface NumberPair {
  readonly statements: readonly [Statement, Statement];
  /** Of the first statement, and of the second. */
  readonly values: readonly [number, number];
  readonly kind: string;
  /** Whether the two sentences alone show it to be a difference. */
  readonly isShown?: boolean;
  /** In the order of `NUMBER_PAIR_SIGNS`; of two dates by how much they are surer than sure. */
  readonly signs: readonly number[];
}

export const NUMBER_PAIR_SIGNS = [
  ...RIVAL_SIGNS,
  'tellers of the common number',
  'tellers of the other',
  'share of outlets',
  'told together',
] as const;

/** A sentence is looked at beside those as near as this, so many of them at most. */
const [NEAR, MOST_NEAR] = [0.2, 36];
/** What the search may cost, counted and never clocked: sentences that are searched for, and pairs whose words are set side by side. */
export const NUMBER_BUDGET = { searches: 2_000, pairs: 3_000 } as const;
const DAY_MS = 86_400_000;
/** "It is to be voted on July 22": which day that is, only the sentence before tells, so the pair has to be so much surer. */
const LEANING = 0.15;
/** More articles that tell both say no more. */
const MOST_TOGETHER = 3;

/**
 * Numbers of a window that may contradict each other, in all stories and languages. Whoever counts something else mostly has the common
 * number, too: so both outlets have to lack the other's.
 */
export function numberPairs(
  statements: readonly Statement[],
  nearest: WindowIndex,
  numbers: WindowNumbers,
): readonly NumberPair[] {
  const reads = new Map<Statement, Read | null>();
  const readOf = (statement: Statement): Read | null => {
    const known = reads.get(statement);
    if (known !== undefined) return known;
    const { quote, day, encoded } = statement;
    const { text, language } = quote;
    const made = encoded === null ? null : read({ text, language, published: day, encoded });
    reads.set(statement, made);
    return made;
  };
  const left: { searches: number; pairs: number } = { ...NUMBER_BUDGET };
  const met = new Map<Statement, Set<Statement>>();

  /** By their numbers alone, before any words are set side by side. */
  function mayContradict(a: Statement, b: Statement): boolean {
    return numbersIn(a).some(
      (one) =>
        !numbers.has(b.quote.articleId, one) &&
        numbersIn(b).some((other) => areOfOneSize(one, other) && !numbers.has(a.quote.articleId, other)),
    );
  }

  function pairsOf(a: Statement, b: Statement): readonly NumberPair[] {
    if (left.pairs === 0 || met.get(b)?.has(a) === true || !b.isSentence || !mayContradict(a, b)) return [];
    left.pairs -= 1;
    const [own, its] = [readOf(a), readOf(b)];
    if (own === null || its === null) return [];
    const pair = pairOf(own, its);
    return [...rivalNumbers(pair), ...rivalDates(pair)].flatMap((rivals) => {
      const { kind } = rivals;
      const [ofA, ofB] = [
        { kind, value: rivals.a },
        { kind, value: rivals.b },
      ] as const;
      if (numbers.has(b.quote.articleId, ofA) || numbers.has(a.quote.articleId, ofB)) return [];
      const isNextDay = rivals.isShown === true && areWithinADay(a, b);
      if (!isNextDay && !isOfOneTime([a, b], [ofA, ofB], numbers)) return [];
      const signs =
        kind === DATE
          ? rivals.signs.map((sure) => sure - (a.midAir || b.midAir ? LEANING : 0))
          : [...rivals.signs, ...windowSigns([a, b], [ofA, ofB], numbers)];
      const { isShown = false } = rivals;
      return [{ statements: [a, b], values: [rivals.a, rivals.b], kind, isShown, signs } as const];
    });
  }

  return statements.flatMap((statement): readonly NumberPair[] => {
    if (left.searches === 0 || !statement.isSentence || numbersIn(statement).length === 0) return [];
    left.searches -= 1;
    const near = nearest(statement, { least: NEAR, most: MOST_NEAR });
    const found = near.flatMap((other) => pairsOf(statement, other));
    met.set(statement, new Set(near));
    return found;
  });
}

/** The common number is told on the other's day, or before and after it: what comes first or last may be old or news. */
export function isOfOneTime(
  [a, b]: readonly [Statement, Statement],
  [ofA, ofB]: readonly [KindOfNumber, KindOfNumber],
  numbers: WindowNumbers,
): boolean {
  const more = numbers.tellers(ofA) - numbers.tellers(ofB);
  const isAround = (common: KindOfNumber, { day }: Statement) =>
    day !== null && numbers.isToldAround(common, day);
  // Of two that as many tell each is the common one.
  return (more < 0 || isAround(ofA, b)) && (more > 0 || isAround(ofB, a));
}

/** What two sentences alone show to be a difference may be told on two days that follow each other, or without a day. */
function areWithinADay(a: Statement, b: Statement): boolean {
  if (a.day === null || b.day === null) return true;
  return Math.abs(Date.parse(a.day) - Date.parse(b.day)) <= DAY_MS;
}

function windowSigns(
  [a, b]: readonly [Statement, Statement],
  [own, its]: readonly [KindOfNumber, KindOfNumber],
  numbers: WindowNumbers,
): readonly number[] {
  const [tellers, itsTellers] = [numbers.tellers(own), numbers.tellers(its)];
  const together = numbers.toldTogether([own, its], [a.origin, b.origin]);
  return [
    Math.log(Math.max(1, tellers, itsTellers)),
    Math.log(Math.max(1, Math.min(tellers, itsTellers))),
    Math.max(tellers, itsTellers) / Math.max(1, numbers.origins),
    Math.min(MOST_TOGETHER, together),
  ];
}

/** By kind and value: one dispute of a window. */
export function disputeOf({ kind, values: [a, b] }: NumberPair): string {
  return `${keyOf({ kind, value: Math.min(a, b) })} ${Math.max(a, b)}`;
}
