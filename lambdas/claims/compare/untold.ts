import type { CountryCodes } from '../../language/countries.ts';
import { skeleton } from '../../language/skeleton.ts';
import roles from '../data/roles.json' with { type: 'json' };
import { mayBeRounded } from '../numbers/quantities.ts';
import { isOfDate, mayBeSame, type NamedDay } from './days.ts';
import { isAcross, type Pair, type Read } from './pair.ts';
import { numbersMissing } from './pair-features.ts';
import { sameName } from './statement-reading.ts';

/**
 * Whether A tells of somebody, a place, a number or a time of which B tells another one, or nothing. Vectors of such words lie near each
 * other, and the odds of both decisions with them. Of 1,232 pairs of six invented summits, most of them across languages, .84 of
 * what passed for named was all told before, and .90 now.
 */
export function tellsOther(pair: Pair): boolean {
  if (hasUntoldName(pair) || hasOtherCountry(pair) || hasChangedPlaces(pair) || hasOtherDate(pair))
    return true;
  // In one language these stand in what is fitted, and a weekday or a speaker is often told in another way.
  return isAcross(pair)
    ? hasUntoldDay(pair) || hasOtherCount(pair) || hasOtherSpeaker(pair)
    : hasOtherFullName(pair);
}

/** "President", "Foreign Minister": offices and bodies, which stand before names with a capital. */
const OFFICES = new Map(
  Object.entries(roles).flatMap(([language, lists]) =>
    typeof lists === 'string'
      ? []
      : [[language, new Set(`${lists.nouns} ${lists.bodies} ${lists.modifiers}`.split(' '))] as const],
  ),
);

/** Below this the nearest word of the other sentence is no part of the name, in any language. */
const NAMED = 0.4;

/**
 * Whether a name of several words is in A of which B has none: "South Korea's military" beside "the defence ministry" may be of another
 * country. A single name often stands as "he". Of 134 sides of summits for which an outlet was named, none has one.
 */
export function hasUntoldName({ a: { reading, statement }, b, alignment }: Pair): boolean {
  const { names } = reading;
  const { text, encoded } = statement;
  // Any word may begin a sentence, and a name as well.
  const its = [skeleton(b.reading.forms[0] ?? ''), ...b.reading.names];
  const isTold = (n: number) =>
    (alignment.a.best[n] ?? 0) >= NAMED || its.some((other) => sameName(names[n] ?? '', other));
  let run: number[] = [];
  const isUntold = () => run.length > 1 && !run.some(isTold);
  for (const [n, { start }] of encoded.words.entries()) {
    const before = text.slice(encoded.words[n - 1]?.end ?? start, start);
    const goesOn = names[n] !== '' && (run.length === 0 || /^\s$/u.test(before));
    if (!goesOn && isUntold()) return true;
    if (!goesOn) run = [];
    if (names[n] !== '') run.push(n);
  }
  return isUntold();
}

/** Below this two words do not answer to each other at all. */
const ANSWERS = 0.3;
/** So many countries are a list, and whoever is left off it is not told. */
const LIST = 3;

/**
 * Whether A names a country that B does not, and where it stands B names one that A does not ("Kenya's delegation", "la délégation
 * marocaine"), or lists others.
 */
export function hasOtherCountry({ a, b, alignment }: Pair): boolean {
  const [ofA, ofB] = [allOf(a), allOf(b)];
  if (ofA.size === 0 || ofB.size === 0) return false;
  return a.reading.countries.some((codes, n) => {
    if (codes === null || meet(codes, ofB)) return false;
    const its = b.reading.countries[alignment.a.to[n] ?? -1] ?? null;
    const isOther = its !== null && !meet(its, ofA) && (alignment.a.best[n] ?? 0) >= ANSWERS;
    return isOther || (ofA.size >= LIST && ofB.size >= LIST);
  });
}

/** Words that answer to one another are as near as this. */
const SAME_WORD = 0.5;

/**
 * Whether two countries have changed places: what stands beside one in A stands beside the other in B, and the other way round ("Georgian
 * gunners hit an Azerbaijani drone").
 */
export function hasChangedPlaces(pair: Pair): boolean {
  const changes = pair.a.reading.countries.flatMap((codes, n) =>
    codes === null ? [] : othersBeside(pair, n, codes).map((others) => ({ codes, others })),
  );
  return changes.some((one) =>
    changes.some((back) => meet(one.codes, back.others) && meet(one.others, back.codes)),
  );
}

/** Countries that B names, in place of this one, beside the words that answer to those beside it in A. */
function othersBeside({ a, b, alignment }: Pair, n: number, codes: CountryCodes): readonly CountryCodes[] {
  return besideOf(n).flatMap((at) => {
    if (!isOf(a, at, n) || (alignment.a.best[at] ?? 0) < SAME_WORD) return [];
    const to = alignment.a.to[at] ?? -1;
    const its = besideOf(to).flatMap((place) =>
      isOf(b, to, place) ? (b.reading.countries[place] ?? []) : [],
    );
    return its.some((other) => meet(other, codes)) ? [] : its;
  });
}

/** Whether of all countries this one stands nearest to a word: in "Ukraine and possible Russian help" the help is not Ukraine's. */
function isOf({ reading: { countries } }: Read, word: number, country: number): boolean {
  const far = Math.abs(word - country);
  return !countries.some((codes, n) => codes !== null && n !== country && Math.abs(word - n) <= far);
}

/** A further word may stand between: "an Azerbaijani spy drone". */
function besideOf(place: number): readonly number[] {
  return [place - 2, place - 1, place + 1, place + 2];
}

function allOf({ reading }: Read): CountryCodes {
  return new Set(reading.countries.flatMap((codes) => (codes === null ? [] : [...codes])));
}

function meet(some: CountryCodes, others: CountryCodes): boolean {
  return [...some].some((code) => others.has(code));
}

/** Scripts that part no words: of what is written in them no day is read. */
const UNPARTED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Whether A names a day, a month or a season that is none of B's. */
function hasUntoldDay({ a, b }: Pair): boolean {
  return !UNPARTED.test(b.statement.text) && untoldDays(a, b).length > 0;
}

/** Whether each names a date that the other has not; a weekday is left out as often as told. */
function hasOtherDate({ a, b }: Pair): boolean {
  const dates = (own: Read, other: Read) => untoldDays(own, other).filter(({ isWeekday }) => !isWeekday);
  return dates(a, b).length > 0 && dates(b, a).length > 0;
}

function untoldDays(own: Read, other: Read): readonly NamedDay[] {
  return own.reading.days.filter((day) => !other.reading.days.some((its) => mayBeSame(day, its)));
}

/** A count and another one further apart than this are of two things. */
const APART = 2.5;

/** Whether A has a count that B lacks, and B one of about its size that A lacks. */
function hasOtherCount({ a, b }: Pair): boolean {
  const others = countsMissing(b, a);
  return countsMissing(a, b).some((value) =>
    others.some(
      (other) => Math.max(value, other) <= APART * Math.min(value, other) && !mayBeRounded(value, other),
    ),
  );
}

function countsMissing(own: Read, other: Read): readonly number[] {
  return numbersMissing(own.reading, other.reading).flatMap((quantity) =>
    isOfDate(own.reading.days, quantity) ? [] : [quantity.value],
  );
}

/** A sentence with so many words in quotation marks, and such a share of all, is a quotation. */
const [FEWEST_QUOTED, QUOTATION] = [4, 0.4];

function isQuotation({ reading: { quoted } }: Read): boolean {
  const count = quoted.filter(Boolean).length;
  return count >= FEWEST_QUOTED && count >= QUOTATION * quoted.length;
}

/** Whether A is a quotation, and of the names beside it B has none but others. */
function hasOtherSpeaker({ a, b }: Pair): boolean {
  if (!isQuotation(a)) return false;
  const [own, others] = [namesBeside(a), namesBeside(b)];
  if (own.length === 0 || others.length === 0) return false;
  return !own.some((name) => b.reading.names.some((other) => sameName(name, other)));
}

/**
 * Whether beside the words of a quotation A has a full name, and B other full names alone: in one language a single name, a place or a paper
 * often stands where the speaker is "he".
 */
export function hasOtherFullName({ a, b }: Pair): boolean {
  if (!isQuotation(a) || !isQuotation(b)) return false;
  const [own, others] = [fullNamesBeside(a), fullNamesBeside(b)];
  const isIn = (names: readonly string[], of: Read) =>
    // A country may have a person's consonants ("Ghana", "Houénou").
    names.some((name) =>
      of.reading.names.some(
        (other, n) => (of.reading.countries[n] ?? null) === null && sameName(soft(name), soft(other)),
      ),
    );
  return (
    own.length > 0 &&
    others.length > 0 &&
    !own.some((names) => isIn(names, b)) &&
    !others.some((names) => isIn(names, a))
  );
}

/** Poles and Czechs write "ch" for what others write "kh", which looks like "tch" behind a t. */
function soft(name: string): string {
  return name.replace(/t?[cgk]/g, 'g');
}

/** Small words within a name: "Layla al-Mannai", "Ursula von der Leyen". */
const PARTICLES = new Set('al el de da do dos del della di van von der den bin ibn ben la le'.split(' '));

/** Names of two words or more that stand together outside the quotation, without offices and countries. */
function fullNamesBeside({
  reading: { names, quoted, forms, countries },
  statement,
}: Read): readonly string[][] {
  const runs: string[][] = [[]];
  const isFollowedByName = (at: number) => {
    const next = names.findIndex((_, n) => n > at && !PARTICLES.has(forms[n] ?? ''));
    return (names[next] ?? '') !== '';
  };
  for (const [n, name] of names.entries()) {
    const isOffice = OFFICES.get(statement.language ?? '')?.has(forms[n] ?? '') ?? false;
    const isPart = name !== '' && quoted[n] !== true && !isOffice && (countries[n] ?? null) === null;
    if (isPart) runs.at(-1)?.push(name);
    else if (PARTICLES.has(forms[n] ?? '') && isFollowedByName(n)) continue;
    else if ((runs.at(-1)?.length ?? 0) > 0) runs.push([]);
  }
  return runs.filter(({ length }) => length > 1);
}

function namesBeside({ reading: { names, quoted } }: Read): readonly string[] {
  return names.filter((name, n) => name !== '' && !quoted[n]);
}
