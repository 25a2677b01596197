import { type Logistic, logOdds } from '../../../encoder/logistic.ts';
import { byCodeUnits } from '../../../language/by-code-units.ts';
import type { Difference } from '../../../types.ts';
import weights from '../../data/number-pairs.json' with { type: 'json' };
import { DATE } from '../../numbers/dates-in.ts';
import { type KindOfNumber, keyOf, numbersIn } from '../../numbers/numbers-in.ts';
import type { WindowNumbers } from '../../numbers/window-numbers.ts';
import { oneOfEach } from '../../statements/one-of-each.ts';
import { likeness } from '../../statements/sentence-table.ts';
import type { Statement } from '../../statements/statements.ts';
import type { WindowIndex } from '../../statements/window-index.ts';
import { disputeOf, type NumberPair, numberPairs } from './number-pairs.ts';

/** Two numbers, or two days, of one thing, of which one cannot be right. */
export interface Outlier {
  /** What both numbers are given in. */
  readonly kind: string;
  /** The surest sentence of those that tell the number that fewer outlets have. */
  readonly lone: Statement;
  /** One sentence of each further outlet that tells it. */
  readonly besides: readonly Statement[];
  readonly number: number;
  readonly common: number;
  /** One sentence of each outlet that tells the other number of the same thing, the surest first. */
  readonly several: readonly Statement[];
}

/** What the fit leaves behind (`test/fit/claims/number-pairs.ts`). */
const { regression, bars }: { readonly regression: Logistic; readonly bars: Bars } = weights;

interface Bars {
  /** The log odds from which two numbers are a difference, and from which they are where two sentences alone show it. */
  readonly shown: number;
  readonly shownByTwo: number;
  /** From which a further sentence tells one of them. */
  readonly alike: number;
}

/** Numbers as large as this seldom count two things in one window. */
const TELLING_FROM = 100;
/** Words of a point that tells something. */
const FEWEST_OF_POINT = 6;
/** What tells a disputed number as near to the dispute as this tells of it: a large number, and a smaller one. */
const OF_IT = { telling: 0.3, smaller: 0.5 } as const;

/** Numbers of a window of which two cannot both be right, in all stories and languages, the surest first. */
export function outliersAmong(
  statements: readonly Statement[],
  nearest: WindowIndex,
  numbers: WindowNumbers,
): readonly Outlier[] {
  const pairs = numberPairs(statements, nearest, numbers)
    .map((pair): Scored => ({ pair, odds: oddsOf(pair) }))
    .filter(({ odds }) => odds >= bars.alike)
    .toSorted((x, y) => y.odds - x.odds || byCodeUnits(textsOf(x), textsOf(y)));
  const telling = Map.groupBy(
    statements.flatMap((statement) =>
      canWitness(statement) ? numbersIn(statement).map((number) => ({ key: keyOf(number), statement })) : [],
    ),
    ({ key }) => key,
  );
  const tellersOf = (number: KindOfNumber) =>
    (telling.get(keyOf(number)) ?? []).map(({ statement }) => statement);
  const told = new Set<string>();
  return [...Map.groupBy(pairs, ({ pair }) => disputeOf(pair)).values()].flatMap((group): Outlier[] => {
    const [first] = group;
    const rivals = first === undefined ? null : rivalsOf(first.pair, numbers);
    if (first === undefined || rivals === null || first.odds < barOf(first.pair)) return [];
    // A number is of one dispute: what else stands beside it is a part of it, or of another thing.
    if (areKnownApart(numbers, rivals, []) || rivals.some((one) => told.has(keyOf(one)))) return [];
    for (const one of rivals) told.add(keyOf(one));
    const [common, number] = rivals;
    /** Those of the pairs, and behind them who tells the number as near to one of these in any words, and the other one nowhere. */
    const sideOf = (side: KindOfNumber, other: KindOfNumber) => {
      const own = group.flatMap(({ pair }) => pair.statements[pair.values.indexOf(side.value)] ?? []);
      const further = tellersOf(side).filter(
        (one) => isNearTo(own, one, side.value) && !numbers.has(one.quote.articleId, other),
      );
      return oneOfEach([...own, ...further]);
    };
    const [lone, ...besides] = sideOf(number, common);
    if (lone === undefined) return [];
    const several = sideOf(common, number);
    return [{ kind: number.kind, lone, besides, number: number.value, common: common.value, several }];
  });
}

/** A point of a communiqué's list is no sentence and tells its number all the same; a heading or a label does not. */
function canWitness({ isSentence, wordCount }: Statement): boolean {
  return isSentence || wordCount >= FEWEST_OF_POINT;
}

/** What two sentences alone show to be a difference needs less. */
function barOf({ isShown }: NumberPair): number {
  return isShown === true ? bars.shownByTwo : bars.shown;
}

/** The number that more outlets tell, and the other one. */
function rivalsOf(
  { kind, values: [a, b] }: NumberPair,
  numbers: WindowNumbers,
): readonly [common: KindOfNumber, number: KindOfNumber] {
  const [one, other] = [
    { kind, value: Math.min(a, b) },
    { kind, value: Math.max(a, b) },
  ] as const;
  return numbers.tellers(one) >= numbers.tellers(other) ? [one, other] : [other, one];
}

interface Scored {
  readonly pair: NumberPair;
  readonly odds: number;
}

/** Beyond the bar where two dates are sure. */
function oddsOf({ kind, signs }: NumberPair): number {
  return kind === DATE ? (signs[0] ?? 0) + bars.shown : logOdds(regression, signs);
}

function textsOf({ pair: { statements } }: Scored): string {
  return statements.map(({ quote }) => `${quote.articleId} ${quote.block} ${quote.offset}`).join(' ');
}

function tells(statement: Statement, { kind, value }: KindOfNumber): boolean {
  return numbersIn(statement).some((one) => one.kind === kind && one.value === value);
}

function isNearTo(some: readonly Statement[], statement: Statement, value: number): boolean {
  const least = value >= TELLING_FROM ? OF_IT.telling : OF_IT.smaller;
  return some.some((one) => one === statement || likeness(one, statement) >= least);
}

/** Whether an article of another outlet tells both of two numbers that seldom count two things: they are two, a whole and its part, say. */
export function areKnownApart(
  { toldTogether }: WindowNumbers,
  pair: readonly [KindOfNumber, KindOfNumber],
  but: readonly string[],
): boolean {
  return pair.every(({ value }) => value >= TELLING_FROM) && toldTogether(pair, but) > 0;
}

/** Whether a sentence tells one of the numbers of a dispute, in whatever story. */
export function tellsDisputed(statement: Statement, outliers: readonly Outlier[]): boolean {
  return outliers.some((outlier) =>
    [outlier.number, outlier.common].some(
      (value) =>
        tells(statement, { kind: outlier.kind, value }) && isNearTo(sidesOf(outlier), statement, value),
    ),
  );
}

/** Two sentences that differ, and the numbers that they differ in, where they are known. */
interface Rivals {
  readonly a: Statement;
  readonly b: Statement;
  readonly about: Difference['about'];
  readonly numbers?: readonly number[];
}

/** Whether two sentences differ about a number of a dispute, near to it: they tell it again, or take another number for its rival. */
export function isOfDispute({ a, b, about, numbers = [] }: Rivals, outlier: Outlier): boolean {
  const sides = sidesOf(outlier);
  if (outlier.kind === DATE)
    return (
      about === 'date' &&
      [a, b].every((one) =>
        [outlier.number, outlier.common].some((value) => tells(one, { kind: DATE, value })),
      )
    );
  return [outlier.number, outlier.common].some(
    (value) => numbers.includes(value) && (isNearTo(sides, a, value) || isNearTo(sides, b, value)),
  );
}

function sidesOf({ lone, besides, several }: Outlier): readonly Statement[] {
  return [lone, ...besides, ...several];
}
