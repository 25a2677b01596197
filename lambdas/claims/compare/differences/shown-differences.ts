import data from '../../data/quantifiers.json' with { type: 'json' };
import type { Quantity } from '../../numbers/quantities.ts';
import { isTimeSpan } from '../../numbers/units.ts';
import { gapsIn } from '../gaps.ts';
import { isAcross, type Pair, type Read, turned } from '../pair.ts';
import { numbersMissing } from '../pair-features.ts';
import { coverageBeside } from '../support.ts';
import { type Clash, sureClashes, tellsTwoSpeakers } from './conflict.ts';
import { boundsOf, mayMeet } from './number-bounds.ts';
import { countedBy, wordAt } from './number-clashes.ts';

/** Two counts of one thing seldom lie further apart; what does counts something else: a part, another day, another place. */
export const MOST_APART = 2;
/** Letters in which two forms of a word agree. */
const STEM = 4;
/** Across languages what is counted is the same, as sure as this. */
const SAME_THING = 0.7;
/** A denial, or another day, answers to a sentence only where nearly all of both is the same. */
const NEARLY_SAME = 0.78;
const VERB = 0.5;
/** Words between a limit and what it limits ("only sought a partial lifting"). */
const LIMIT_BEFORE = 5;

const LIMITS = wordsOf(data.limits);
const SHORT = wordsOf(data.short);

/**
 * The first place where two sentences differ that readers are shown as a difference of their outlets; null where there is none. Of what
 * cannot be known to be one thing told in two ways nothing is shown: in coverage that nobody had read, one in ten of the others was one.
 */
export function shownDifference(pair: Pair): Clash | null {
  return sureClashes(pair).find((clash) => isShown(pair, clash)) ?? null;
}

function isShown(pair: Pair, clash: Clash): boolean {
  switch (clash.kind) {
    case 'number':
    case 'share':
      return isOfOneCount(pair, clash);
    case 'extent':
      return shutsOut(pair.a, clash.a) && shutsOut(pair.b, clash.b);
    case 'negation':
      return isNearlySame(pair, clash) && isParticle(pair.a, clash.a) && isParticle(pair.b, clash.b);
    case 'day':
      // Whoever tells of two things tells two days.
      return isNearlySame(pair, clash) && gapsIn(pair).missing <= 1 && gapsIn(turned(pair)).missing <= 1;
    case 'year':
      return isOneTime(pair.a, pair.b);
    case 'speaker':
      // One who says a thing twice was nearly all that was found but for two full names beside one quotation.
      return tellsTwoSpeakers(pair);
    default:
      return true;
  }
}

function isNearlySame({ a, b, alignment }: Pair, clash: Clash): boolean {
  return (
    coverageBeside(a, alignment.a, clash.a) >= NEARLY_SAME &&
    coverageBeside(b, alignment.b, clash.b) >= NEARLY_SAME
  );
}

/** "not", "no": who "denied an offer" turned it down. */
function isParticle({ reading }: Read, [at = -1]: readonly number[]): boolean {
  return !reading.negations.includes(at) || (reading.verbs[at] ?? 0) < VERB;
}

function isOfOneCount(pair: Pair, { a: [i = -1], b: [j = -1] }: Clash): boolean {
  const { a, b } = pair;
  const [one, other] = [quantityAt(a, i), quantityAt(b, j)];
  if (one === undefined || other === undefined || !isOneMatter(pair, i, j)) return false;
  if (describes(a, one) || describes(b, other)) return false;
  if (Math.max(one.value, other.value) > MOST_APART * Math.min(one.value, other.value)) return false;
  const bounds = [one, other].map((quantity, n) => {
    const { text, language } = (n === 0 ? a : b).statement;
    return boundsOf(quantity, text, language);
  });
  const [left, right] = bounds;
  if (left === undefined || right === undefined || mayMeet(left, right)) return false;
  if (countsSpan(a, one) && Math.abs(one.value - other.value) === 1) return false;
  return isOneThing(pair, one, other) && isOneTime(a, b) && !tellMore(pair, one, other);
}

/** Days, weeks, months and years are counted with their first or without it, and on from another day: one more is no other span. */
export function countsSpan(read: Read, quantity: Quantity): boolean {
  const word = read.reading.forms[countedBy(read, quantity)] ?? '';
  return isTimeSpan(word, read.statement.language);
}

/** Of longer sentences both have to be the other's in good part; a short one may tell the number alone. */
const [COVERED, SHORT_WORDS] = [0.62, 9];

function isOneMatter({ a, b, alignment }: Pair, i: number, j: number): boolean {
  const isShort = [a, b].some(({ statement }) => statement.encoded.words.length <= SHORT_WORDS);
  const covered = Math.min(coverageBeside(a, alignment.a, [i]), coverageBeside(b, alignment.b, [j]));
  return isShort || covered >= COVERED;
}

/** "36-year-old", "6.1-magnitude", "4:00": a number that says which, and counts nothing. */
export function describes({ statement: { text } }: Read, { start, end }: Quantity): boolean {
  return (
    /^[-‑:]/u.test(text.slice(end)) ||
    /:$/u.test(text.slice(0, start)) ||
    /^\s?[ap]\.?m\b/iu.test(text.slice(end))
  );
}

/** The same word in another form; the vectors of miles and kilometres, women and children lie near each other. */
function isOneThing(pair: Pair, one: Quantity, other: Quantity): boolean {
  const [i, j] = [countedBy(pair.a, one), countedBy(pair.b, other)];
  if (isAcross(pair)) return (pair.alignment.a.best[i] ?? 0) >= SAME_THING && pair.alignment.a.to[i] === j;
  const [left = '', right = ''] = [pair.a.reading.forms[i], pair.b.reading.forms[j]];
  return left.slice(0, STEM) === right.slice(0, STEM);
}

/** What is told of an earlier year stands behind the news; and a sentence of one year does not answer to one of another. */
export function isOneTime(a: Read, b: Read): boolean {
  const years = ({ reading }: Read) =>
    reading.quantities.filter(({ kind }) => kind === 'year').map(({ value }) => value);
  const [own, its] = [years(a), years(b)];
  const now = Number((a.statement.published ?? b.statement.published ?? '').slice(0, 4));
  return [...own, ...its].every(
    (year) => Number.isNaN(now) || year >= now || (own.includes(year) && its.includes(year)),
  );
}

/** Whether each of the two has a further number that the other lacks: they count different things in one another's words. */
function tellMore({ a, b }: Pair, one: Quantity, other: Quantity): boolean {
  const further = (own: Read, its: Read, told: Quantity) =>
    numbersMissing(own.reading, its.reading).some(({ start }) => start !== told.start);
  return further(a, b, one) && further(b, a, other);
}

export function quantityAt(read: Read, at: number): Quantity | undefined {
  return read.reading.quantities.find(({ start }) => wordAt(read, start) === at);
}

/**
 * Whether a sentence says "all" without leaving a remainder ("almost all"), or a part and no more than it ("only some"): what is
 * said of some may hold of all.
 */
function shutsOut({ statement, reading }: Read, [at = -1]: readonly number[]): boolean {
  const quantifier = reading.quantifiers.find((one) => one.at === at);
  const before = reading.forms.slice(Math.max(0, at - LIMIT_BEFORE), at);
  const has = (words: ReadonlyMap<string, ReadonlySet<string>>, list: readonly string[]) =>
    list.some((word) => words.get(statement.language ?? '')?.has(word) ?? false);
  return quantifier?.kind === 'all' ? !has(SHORT, before.slice(-1)) : has(LIMITS, before);
}

function wordsOf(byLanguage: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    Object.entries(byLanguage).map(([language, list]) => [
      language,
      new Set(
        list
          .normalize('NFKD')
          .replace(/\p{M}+/gu, '')
          .split(' '),
      ),
    ]),
  );
}
