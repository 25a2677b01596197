import { behindMagnitude, currenciesOf, mayBeOneCurrency } from '../../numbers/currencies.ts';
import { numberKind } from '../../numbers/number-kinds.ts';
import { mayBeRounded, type Quantity } from '../../numbers/quantities.ts';
import { areOtherUnits, isLength, isShare, timeUnitOf, type UnitWord } from '../../numbers/units.ts';
import { isOfDate } from '../days.ts';
import type { Pair, Read } from '../pair.ts';
import { numbersMissing } from '../pair-features.ts';

/** Two numbers of one counted thing, by their words in A and in B. */
export interface NumberClash {
  readonly a: number;
  readonly b: number;
  /** Shares ("3 per cent") are of one thing less often than counts are. */
  readonly isShare: boolean;
}

/** What is counted has to be the same, as sure as this. It stands within three words behind the number; plain little words are none. */
const COUNTED = 0.6;
const REACH = [1, 2, 3] as const;
const LEAST_RARITY = 7 * 8;

/** Two counts further apart are of two things: seven hundred who came, and seven who were taken to hospital. */
const MOST_APART = 10;

/**
 * Numbers of A where B has others of the same thing; neither may be the other rounded, a sum, a part of one, or belong to a date.
 */
export function numberClashes(pair: Pair): readonly NumberClash[] {
  const { a, b } = pair;
  const [ofA, ofB] = unsharedNumbers(pair);
  return ofA.flatMap((one) =>
    ofB.flatMap((other): NumberClash[] => {
      const [i, j] = [wordAt(a, one.start), wordAt(b, other.start)];
      if (i < 0 || j < 0 || areFarApart(one.value, other.value)) return [];
      const counted = countOf(pair, one, other);
      if (counted === null) return [];
      return [{ a: i, b: j, isShare: counted !== 'money' && isShareOf(a, one, counted) }];
    }),
  );
}

/** Of none and some each denies the other. */
function areFarApart(a: number, b: number): boolean {
  const [less, more] = [Math.min(a, b), Math.max(a, b)];
  return less > 0 && more > MOST_APART * less;
}

/** Numbers of A that B does not have, and of B that A does not have: neither rounded nor as a sum of two, and no part of a date. */
export function unsharedNumbers({ a, b }: Pair): readonly [readonly Quantity[], readonly Quantity[]] {
  return [clashingNumbers(a, b), clashingNumbers(b, a)];
}

/** The word of A that both count, or that both are sums of one currency; null where they count different things. */
function countOf(pair: Pair, one: Quantity, other: Quantity): number | 'money' | null {
  const likeness = likenessOfCounted(pair, one, other);
  if (likeness === 'money') return 'money';
  return likeness !== null && likeness >= COUNTED ? countedBy(pair.a, one) : null;
}

/**
 * How near what A counts is to what B counts, 0 … 1, where they stand in one another's place, else 0; null where their units, currencies or
 * rates are two, and `money` for sums that may be of one currency.
 */
export function likenessOfCounted(
  { a, b, alignment }: Pair,
  one: Quantity,
  other: Quantity,
): number | 'money' | null {
  const moneyOf = ({ statement: { text, language } }: Read, quantity: Quantity) =>
    currenciesOf(text, language, quantity);
  const [money, itsMoney] = [moneyOf(a, one), moneyOf(b, other)];
  if (money !== undefined && itsMoney !== undefined)
    return mayBeOneCurrency(money, itsMoney) ? 'money' : null;
  const [counted, its] = [countedBy(a, one), countedBy(b, other)];
  if (counted < 0 || its < 0) return 0;
  if (areOtherUnits(unitWords(a, counted), unitWords(b, its))) return null;
  const rates = [periodBehind(a, counted), periodBehind(b, its)] as const;
  if (areOtherRates(...rates)) return null;
  // 85 km/h is no way of 85 km.
  const isWay = isLength(unitWords(a, counted)) || isLength(unitWords(b, its));
  if (isWay && (rates[0] === undefined) !== (rates[1] === undefined)) return null;
  return Math.max(
    alignment.a.to[counted] === its ? (alignment.a.best[counted] ?? 0) : 0,
    alignment.b.to[its] === counted ? (alignment.b.best[its] ?? 0) : 0,
  );
}

/** What is counted, and the word behind it ("nautical miles"). */
function unitWords(read: Read, at: number): readonly UnitWord[] {
  return [unitWord(read, at), unitWord(read, at + 1)];
}

function unitWord({ statement: { text, language, encoded } }: Read, at: number) {
  const { start = 0, end = 0 } = encoded.words[at] ?? {};
  return { word: text.slice(start, end), language };
}

/** The time of a rate of which a number is ("doses a month", "$65m a year"); undefined for any other number. */
export function rateOf(read: Read, quantity: Quantity): string | undefined {
  const counted = countedBy(read, quantity);
  return counted < 0 ? undefined : periodBehind(read, counted);
}

/** Words behind what is counted in which a rate names its time ("doses a month", "доз на рік"). */
const REACH_OF_PERIOD = 5;

function periodBehind(read: Read, counted: number): string | undefined {
  for (let at = counted + 1; at <= counted + REACH_OF_PERIOD; at += 1) {
    const found = timeUnitOf(unitWord(read, at));
    if (found !== undefined) return found;
  }
  return undefined;
}

function areOtherRates(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function isShareOf(
  { statement: { text, language, encoded } }: Read,
  { end }: Quantity,
  counted: number,
): boolean {
  const word = encoded.words[counted];
  return (
    /^\s?%/.test(text.slice(end)) ||
    (word !== undefined && isShare(text.slice(word.start, word.end), language))
  );
}

/** What parts a number from a word behind it: "organisers put it at 5,000; police held 23". */
const PARTED = /[,;:.!?()—–]/u;

/** The first word behind a number that means something; −1 where there is none before a mark. */
export function countedBy(read: Read, { end }: Quantity): number {
  const { text, encoded } = read.statement;
  const next = encoded.words.findIndex((word) => word.start >= end);
  if (next < 0) return -1;
  const found = REACH.map((step) => next + step - 1).find(
    (n) => (encoded.words[n]?.rarity ?? 0) >= LEAST_RARITY,
  );
  if (found === undefined) return -1;
  return PARTED.test(text.slice(behindMagnitude(text, end), encoded.words[found]?.start)) ? -1 : found;
}

/** Numbers that the other does not have, neither rounded nor as a sum of two, and that are no part of a date. */
function clashingNumbers(own: Read, other: Read): readonly Quantity[] {
  const its = other.reading.quantities.filter(({ kind }) => kind === 'count');
  return numbersMissing(own.reading, other.reading).filter(
    (one) =>
      !isOfDate(own.reading.days, one) &&
      !its.some(({ value }) => mayBeRounded(value, one.value)) &&
      !its.some((part) => isPart(part, one, other)) &&
      !its.some((sum) => isPart(one, sum, own)),
  );
}

/** "two men and three women" beside "five people": two numbers of a sentence, both in one unit; four leaders in seven hours are no eleven. */
function isPart(one: Quantity, sum: Quantity, { reading, statement: { text, language } }: Read): boolean {
  return reading.quantities.some(
    (rest) =>
      rest !== one &&
      rest.value + one.value === sum.value &&
      numberKind(text, language, rest) === numberKind(text, language, one),
  );
}

/** The word that ends behind this place; −1 past the last. */
export function wordAt({ statement }: Read, place: number): number {
  return statement.encoded.words.findIndex(({ end }) => end > place);
}
