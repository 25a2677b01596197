import { wordSets } from '../../language/word-sets.ts';
import { fold } from '../../language/words.ts';
import shares from '../data/share-words.json' with { type: 'json' };
import data from '../data/unit-words.json' with { type: 'json' };
import { formatter } from './formatter.ts';

const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const UNITS = new Map<string, readonly string[]>();
/** Counts that bring every form; of one second the word is as often "according to" ("segundo") or an ordinal. */
const [COUNTS, SEVERAL] = [
  [1, 2, 5],
  [2, 5],
];
const SPEEDS = ['mile-per-hour', 'kilometer-per-hour'] as const;
const SPANS = ['day', 'week', 'month', 'year'] as const;

/** Whether a word counts shares ("per cent", "процента"): two shares are of one thing less often than two counts. */
export function isShare(word: string, language: string | null): boolean {
  return isNamed(word, unitNames(language, ['percent']));
}

/** Whether a word counts days or longer. */
export function isTimeSpan(word: string, language: string | null): boolean {
  return isNamed(word, unitNames(language, SPANS));
}

const TIMES: ReadonlySet<string> = new Set(['hour', ...SPANS]);
const MEASURES = [
  ...['second', 'minute', 'hour', ...SPANS],
  ...['millimeter', 'centimeter', 'meter', 'kilometer', 'inch', 'foot', 'yard', 'mile', 'hectare', 'acre'],
  ...['liter', 'gram', 'kilogram', 'celsius', 'fahrenheit', 'percent'],
] as const;

/** Whether words behind two numbers name two units: minutes are no hours, however near their words lie. */
export function areOtherUnits(a: readonly UnitWord[], b: readonly UnitWord[]): boolean {
  const [one, other] = [firstUnit(a), firstUnit(b)];
  return one !== undefined && other !== undefined && one !== other;
}

/** Letters from which a word between a number and its unit describes it: "17 straight hours", but not "24,000 a year". */
const DESCRIBES = 4;
/** Words right behind a number that count nothing, and that make a time behind them no unit of it ("$12m this year", "18 of them"). */
const NOT_BETWEEN = wordSets(data.notBetween);

/** The unit that words right behind a number name. */
export function firstUnit([first, second]: readonly UnitWord[]): string | undefined {
  if (first === undefined) return undefined;
  const unit = unitOf(first);
  if (unit !== undefined || second === undefined || first.word.length < DESCRIBES) return unit;
  return isBetween(first) ? undefined : unitOf(second);
}

/** Whether a word behind a number counts nothing: a preposition, a pronoun. */
export function isBetween({ word, language }: UnitWord): boolean {
  return NOT_BETWEEN.get(language ?? '')?.has(word.toLowerCase()) ?? false;
}

const CLOCK_AND_CALENDAR: readonly string[] = ['second', 'minute', 'hour', ...SPANS];

/** The unit of hours or longer that a word names; undefined for any other word. */
export function timeUnitOf(word: UnitWord): string | undefined {
  const unit = unitOf(word);
  return unit !== undefined && TIMES.has(unit) ? unit : undefined;
}

const LENGTHS: readonly string[] = ['meter', 'kilometer', 'inch', 'foot', 'yard', 'mile'];

/** Whether words behind a number name a unit of length. */
export function isLength(words: readonly UnitWord[]): boolean {
  const unit = firstUnit(words);
  return unit !== undefined && LENGTHS.includes(unit);
}

/** Whether a unit counts time, from seconds to years. */
export function isOfTime(unit: string): boolean {
  return CLOCK_AND_CALENDAR.includes(unit);
}

/** Whether what stands right around a number makes it a share ("30 per cent", "30%", "yüzde 30"). */
export function isShareBetween(before: string, behind: string, language: string | null): boolean {
  if (/(?:[%٪％]|百分之)\s?$/u.test(before) || /^\s?[%٪％]/u.test(behind)) return true;
  const { left, right } = shareWords(language);
  if (left !== '' && fold(before).trimEnd().endsWith(left)) return true;
  const words = wordsUpTo(behind);
  return right.some((phrase) => phrase.every((part, n) => isFormOf(words[n] ?? '', part, language)));
}

/** What stands right behind a share where Intl writes a sign or another form; parted by commas. */
const OWN_SHARES: Readonly<Record<string, string>> = shares;

interface ShareWords {
  /** What stands before a share; empty where nothing does. */
  readonly left: string;
  /** What stands behind it, as words. */
  readonly right: readonly (readonly string[])[];
}

const SHARE_WORDS = new Map<string | null, ShareWords>();

/** What Intl and our own list write around a share. */
function shareWords(language: string | null): ShareWords {
  const known = SHARE_WORDS.get(language);
  if (known !== undefined) return known;
  const format = formatter(language ?? 'en', { style: 'unit', unit: 'percent', unitDisplay: 'long' });
  const around = [1, 2, 5].map((count) => {
    const parts = format.formatToParts(count);
    const at = parts.findIndex(({ type }) => type === 'integer');
    const text = (some: readonly Intl.NumberFormatPart[]) => fold(some.map(({ value }) => value).join(''));
    return { left: text(parts.slice(0, at)), right: text(parts.slice(at + 1)) };
  });
  const own = language !== null && Object.hasOwn(OWN_SHARES, language) ? OWN_SHARES[language] : undefined;
  const phrases = [...around.map(({ right }) => right), ...(own?.split(', ').map(fold) ?? [])];
  const found = {
    left: wordsUpTo(around[0]?.left ?? '').join(' '),
    right: phrases.map(wordsUpTo).filter(({ length }) => length > 0),
  };
  SHARE_WORDS.set(language, found);
  return found;
}

/** The words of a text up to a mark or a digit, folded. */
function wordsUpTo(text: string): readonly string[] {
  const clause = /^[\p{L}\p{M}\s'’ʼ]*/u.exec(text)?.[0] ?? '';
  return [...clause.matchAll(WORD)].map(([word]) => fold(word));
}

/** Languages in which only the forms that Intl writes are a unit; in others a form has an ending of a case. */
const PLAIN: ReadonlySet<string> = new Set(data.plain.split(' '));
/** Languages in which what follows a unit is not parted from it ("3時間の"), and what only begins like one ("3分の1", a third). */
const UNSPACED: ReadonlySet<string> = new Set(data.unspaced.split(' '));
/** "11个小时". */
const MEASURE_WORDS = ['个', '個'];
const NO_UNITS = data.noUnits.split(' ');
/** Letters that a form in a case has more than the one that Intl writes, and those in which they agree. */
const [CASE, AGREE] = [3, 5];

function isFormOf(word: string, form: string, language: string | null): boolean {
  if (word === form) return true;
  if (UNSPACED.has(language ?? '')) {
    const counted = MEASURE_WORDS.includes(word[0] ?? '') && !word.startsWith(form) ? word.slice(1) : word;
    // Folding parts the letters of a Korean syllable.
    const [whole, its] = [counted.normalize('NFC'), form.normalize('NFC')];
    return whole.startsWith(its) && !NO_UNITS.some((one) => `${language}:${whole}`.startsWith(one));
  }
  if (PLAIN.has(language ?? '') || form.length < AGREE) return false;
  return word.slice(0, AGREE) === form.slice(0, AGREE) && word.length <= form.length + CASE;
}

export interface UnitWord {
  readonly word: string;
  readonly language: string | null;
}

interface UnitForm {
  readonly name: string;
  readonly unit: string;
}

/** The forms of each unit, by language. */
const FORMS = new Map<string | null, readonly UnitForm[]>();

function unitOf({ word, language }: UnitWord): string | undefined {
  const known = FORMS.get(language) ?? formsIn(language);
  FORMS.set(language, known);
  const folded = fold(word);
  // Of forms that begin alike the longest common beginning decides ("quilómetros", "quilogramas").
  const [nearest] = known
    .filter(({ name }) => isFormOf(folded, name, language))
    .map((form) => ({ form, common: commonLetters(folded, form.name) }))
    .sort((x, y) => y.common - x.common);
  return nearest?.form.unit ?? shortUnitOf({ word, language });
}

function formsIn(language: string | null): readonly UnitForm[] {
  const locales = language === null || language === 'en' ? ['en', 'en-GB'] : [language];
  return MEASURES.flatMap((unit) =>
    locales
      .flatMap((locale) => unitNames(locale, [unit], 'long', unit === 'second' ? SEVERAL : COUNTS))
      .map((name) => ({ name: fold(name), unit })),
  );
}

function commonLetters(a: string, b: string): number {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n += 1;
  return n;
}

/** Short forms of units ("km", "min", "Std"): as they are, since a few letters begin many words; of one letter hours alone ("17 h"). */
const SHORT = new Map<string | null, ReadonlyMap<string, string>>();

function shortUnitOf({ word, language }: UnitWord): string | undefined {
  const known = SHORT.get(language) ?? shortFormsIn(language);
  SHORT.set(language, known);
  return known.get(word.toLowerCase());
}

function shortFormsIn(language: string | null): ReadonlyMap<string, string> {
  const forms = MEASURES.flatMap((unit) =>
    (unit === 'hour' ? (['short', 'narrow'] as const) : (['short'] as const))
      .flatMap((display) => unitNames(language, [unit], display))
      .filter((name) => (name.length > 1 || unit === 'hour') && name !== 'in')
      .map((name) => [name.toLowerCase(), unit] as const),
  );
  // Of a speed only a form of one word ("mph"): in "km/h" the hour stands for itself.
  const speeds = SPEEDS.flatMap((unit) => {
    const names = unitNames(language, [unit], 'short');
    return new Set(names).size === 1 ? names.map((name) => [name.toLowerCase(), unit] as const) : [];
  });
  return new Map([...forms, ...speeds]);
}

function isNamed(word: string, names: readonly string[]): boolean {
  return names.some((name) => stem(name) === stem(word));
}

/** Words of units, as Intl writes them beside a number. */
function unitNames(
  language: string | null,
  units: readonly string[],
  unitDisplay: 'long' | 'short' | 'narrow' = 'long',
  counts: readonly number[] = COUNTS,
): readonly string[] {
  const key = `${language ?? 'en'} ${units.join(' ')} ${unitDisplay} ${counts.join(' ')}`;
  const known = UNITS.get(key);
  if (known !== undefined) return known;
  const names = units.flatMap((unit) => {
    const format = formatter(language ?? 'en', { style: 'unit', unit, unitDisplay });
    return counts.flatMap((count) => [...format.format(count).matchAll(WORD)].map(([name]) => name));
  });
  UNITS.set(key, names);
  return names;
}

/** "percent" and "per cent"; "процент", "процента". */
const UNIT_STEM = 3;

function stem(word: string): string {
  return word.toLowerCase().slice(0, UNIT_STEM);
}
