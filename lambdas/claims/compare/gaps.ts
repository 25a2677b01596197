import { isSpeechVerb } from '../../language/speakers.ts';
import { mayBeRounded, type Quantity } from '../numbers/quantities.ts';
import { mayBeSame } from './days.ts';
import type { Pair, Read } from './pair.ts';
import { sameName } from './statement-reading.ts';

/** In eighths: rarer words tell who, what and where; a verb, what was done. */
const [TELLING_RARITY, VERB_RARITY] = [84, 64];
const VERB = 0.5;
/** Words beside a speech verb that tell who speaks. */
const ATTRIBUTION = 2;
/** Below this the nearest word of the other sentence says something else: of whole sentences, of a beginning's few words, across languages. */
export const SAID = { whole: 0.6, beginning: 0.73, across: 0.25, beginningAcross: 0.5 } as const;
/** A sentence with so many words in quotation marks, and such a share of all, is a quotation: what stands around it is told in many ways. */
const [FEWEST_QUOTED, QUOTATION] = [5, 0.6];

/** What of A is nowhere in B. */
export interface Gaps {
  /** Telling words, days, names and numbers; a name or a number counts twice, since none stands for another. */
  readonly missing: number;
  /** Telling words in all. */
  readonly of: number;
}

/** More than may ever be missing. */
const NEVER = 2;

/**
 * Telling words of A that are nowhere in B. The regressions weigh all words together; one such word may be the fact. Of 95 judged sides
 * without one that pass for "all of it", all were, of those with one 27 of 30, of those with more half.
 */
export function gapsIn(pair: Pair, said: number = SAID.whole): Gaps {
  const { a, b, alignment } = pair;
  const { names, quantities, days } = a.reading;
  const telling = tellingWords(a);
  const missing = telling.filter((n) => {
    const { start = 0, end = 0 } = a.statement.encoded.words[n] ?? {};
    if ((alignment.a.best[n] ?? 0) >= said) return false;
    if (quantities.some((one) => one.start < end && one.end > start)) return false;
    return !b.reading.names.some((other) => sameName(names[n] ?? '', other));
  });
  const dayWords = new Set(days.map(({ start }) => wordFrom(a, start)));
  const otherDays = days.filter(
    ({ start }, n) =>
      telling.includes(wordFrom(a, start)) &&
      !b.reading.days.some((other) => mayBeSame(days[n] ?? other, other)),
  );
  const words = missing.filter((n) => !dayWords.has(n));
  // Of a name of two words one may be left out; who or where it was may not.
  const isWholeName = (n: number) =>
    ((names[n] ?? '') !== '' || isRareFirst(a, n)) &&
    [n - 1, n + 1].every((at) => (names[at] ?? '') === '' || missing.includes(at));
  const numbers = numbersIn(a).filter(
    (number) => !numbersIn(b).some((other) => isSameNumber(number.value, other.value)),
  );
  return {
    missing:
      words.reduce((sum, n) => sum + (isWholeName(n) ? NEVER : 1), 0) +
      otherDays.length +
      NEVER * numbers.length,
    of: telling.length,
  };
}

/** In eighths: articles and the like are commoner; "after" is not. */
const LITTLE_RARITY = 64;

/**
 * Whether the words of A stand in B, letter for letter but for accents and in the same order, and B denies no more of them; articles and the
 * like aside. A cross-encoder, which learned where one word changes all, doubts such sentences most: of 27 sides
 * that words would name and it denied, 26 are told.
 */
export function standsIn({ a, b }: Pair): boolean {
  const own = a.reading.forms.filter((_, n) => (a.statement.encoded.words[n]?.rarity ?? 0) >= LITTLE_RARITY);
  let next = 0;
  for (const form of b.reading.forms) if (next < own.length && form === own[next]) next += 1;
  return next === own.length && a.reading.negations.length === b.reading.negations.length;
}

/** Places of the words that tell who, what, where or when; of a quotation those inside of it. */
function tellingWords({ statement, reading }: Read): readonly number[] {
  const { forms, names, quoted, verbs, days } = reading;
  const speech = forms.flatMap((form, n) => (isSpeechVerb(form, statement.language ?? '') ? [n] : []));
  const inQuotes = quoted.filter(Boolean).length;
  const isQuotation = inQuotes >= FEWEST_QUOTED && inQuotes >= QUOTATION * forms.length;
  return statement.encoded.words.flatMap(({ rarity, start, end }, n) => {
    if (isQuotation && !quoted[n]) return [];
    // "a spokesman said" beside "his office said": who lends the words is told in many ways.
    if (speech.some((at) => Math.abs(at - n) <= ATTRIBUTION)) return [];
    const isDay = days.some((day) => day.start < end && day.end > start);
    const least = (verbs[n] ?? 0) > VERB && names[n] === '' ? VERB_RARITY : TELLING_RARITY;
    return isDay || rarity >= least ? [n] : [];
  });
}

function wordFrom({ statement }: Read, place: number): number {
  return statement.encoded.words.findIndex(({ end }) => end > place);
}

/** In eighths: every sentence begins with a capital, and only a rare word there is likely to be a name. */
const RARE_NAME = 144;

function isRareFirst({ statement: { encoded }, reading }: Read, n: number): boolean {
  return n === 0 && (encoded.words[0]?.rarity ?? 0) >= RARE_NAME && (reading.verbs[0] ?? 0) < VERB;
}

/** Counts, and the numbers that belong to a day; a score ("9-4") counts nothing that a word names. */
function numbersIn({ statement: { text }, reading }: Read): readonly Quantity[] {
  return reading.quantities.filter(
    ({ kind, value, start, end }) =>
      kind === 'count' &&
      value !== 1 &&
      !/^[-–]\d/u.test(text.slice(end)) &&
      !/\d[-–]$/u.test(text.slice(0, start)),
  );
}

/** Small whole numbers are counted, and are never rounded to another. */
const COUNTED = 100;

function isSameNumber(a: number, b: number): boolean {
  if (Number.isInteger(a) && a < COUNTED) return a === b || (!Number.isInteger(b) && Math.round(b) === a);
  return mayBeRounded(a, b);
}
