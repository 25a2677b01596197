import { fold } from '../../language/words.ts';
import shares from '../data/share-words.json' with { type: 'json' };
import { formatter } from './formatter.ts';

const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const UNITS = new Map<string, readonly string[]>();
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

/** The unit that words right behind a number name. */
export function firstUnit([first, second]: readonly UnitWord[]): string | undefined {
  if (first === undefined) return undefined;
  const unit = unitOf(first);
  if (unit !== undefined || second === undefined || first.word.length < DESCRIBES) return unit;
  return unitOf(second);
}

const CLOCK_AND_CALENDAR: readonly string[] = ['second', 'minute', 'hour', ...SPANS];

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

/** Whether what stands around a number makes it a share ("30 per cent", "30%", "yüzde 30"). */
export function isShareBetween(before: string, behind: string, language: string | null): boolean {
  if (/[%٪]\s?$/u.test(before) || /^\s?[%٪]/u.test(behind)) return true;
  const { left, right } = shareWords(language);
  const [own = '', its = ''] = [before, behind].map(joined);
  return (left !== '' && own.endsWith(left)) || right.some((word) => its.startsWith(word));
}

/** Letters in which the forms of "per cent" agree, blanks left out ("процента", "процентов"). */
const SHARE_BEGINNING = 6;
const OWN_SHARES: Readonly<Record<string, string>> = shares;

interface ShareWords {
  /** What stands before a share; empty where nothing does. */
  readonly left: string;
  /** Beginnings of what stands behind it. */
  readonly right: readonly string[];
}

const SHARE_WORDS = new Map<string | null, ShareWords>();

/** What Intl and our own list write around a share. */
function shareWords(language: string | null): ShareWords {
  const known = SHARE_WORDS.get(language);
  if (known !== undefined) return known;
  const format = formatter(language ?? 'en', { style: 'unit', unit: 'percent', unitDisplay: 'long' });
  const parts = format.formatToParts(5).map(({ type, value }) => ({ type, value }));
  const at = parts.findIndex(({ type }) => type === 'integer');
  const text = (some: readonly { readonly value: string }[]) =>
    joined(some.map(({ value }) => value).join(''));
  const own = language !== null && Object.hasOwn(OWN_SHARES, language) ? OWN_SHARES[language] : undefined;
  const found = {
    left: text(parts.slice(0, at)),
    right: [
      text(parts.slice(at + 1)).slice(0, SHARE_BEGINNING),
      ...(own?.split(', ').map(joined) ?? []),
    ].filter((word) => word !== ''),
  };
  SHARE_WORDS.set(language, found);
  return found;
}

/** Letters alone. */
function joined(text: string): string {
  return fold(text).replace(/[^\p{L}\p{M}]+/gu, '');
}

/** The unit of time that a word names; undefined for any other word. */
export function timeUnitOf(word: UnitWord): string | undefined {
  const unit = unitOf(word);
  return unit !== undefined && TIMES.has(unit) ? unit : undefined;
}

export interface UnitWord {
  readonly word: string;
  readonly language: string | null;
}

/** The unit of each form, by language. */
const FORMS = new Map<string | null, ReadonlyMap<string, string>>();

function unitOf({ word, language }: UnitWord): string | undefined {
  const known = FORMS.get(language) ?? formsIn(language);
  FORMS.set(language, known);
  return (
    known.get(beginning(word, LONG_BEGINNING)) ??
    known.get(beginning(word, BEGINNING)) ??
    shortUnitOf({ word, language })
  );
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
      .filter((name) => name.length > 1 || unit === 'hour')
      .map((name) => [name.toLowerCase(), unit] as const),
  );
  // Of a speed only a form of one word ("mph"): in "km/h" the hour stands for itself.
  const speeds = SPEEDS.flatMap((unit) => {
    const names = unitNames(language, [unit], 'short');
    return new Set(names).size === 1 ? names.map((name) => [name.toLowerCase(), unit] as const) : [];
  });
  return new Map([...forms, ...speeds]);
}

function formsIn(language: string | null): ReadonlyMap<string, string> {
  const forms = MEASURES.flatMap((unit) => unitNames(language, [unit]).map((name) => ({ name, unit })));
  const alike = Map.groupBy(forms, ({ name }) => beginning(name, BEGINNING));
  const found = new Map<string, string>();
  for (const [short, group] of alike) {
    const isOne = new Set(group.map(({ unit }) => unit)).size === 1;
    for (const { name, unit } of group) {
      const key = isOne ? short : beginning(name, LONG_BEGINNING);
      if (!found.has(key)) found.set(key, unit);
    }
  }
  return found;
}

/** Letters in which the forms of one unit agree, and those of two mostly do not; "quilómetros" and "quilogramas" take more. */
const [BEGINNING, LONG_BEGINNING] = [5, 8];

function beginning(word: string, letters: number): string {
  return fold(word).slice(0, letters);
}

function isNamed(word: string, names: readonly string[]): boolean {
  return names.some((name) => stem(name) === stem(word));
}

/** Words of units, as Intl writes them beside a number. */
function unitNames(
  language: string | null,
  units: readonly string[],
  unitDisplay: 'long' | 'short' | 'narrow' = 'long',
): readonly string[] {
  const key = `${language ?? 'en'} ${units.join(' ')} ${unitDisplay}`;
  const known = UNITS.get(key);
  if (known !== undefined) return known;
  const names = units.flatMap((unit) => {
    const format = formatter(language ?? 'en', { style: 'unit', unit, unitDisplay });
    return [1, 2, 5].flatMap((count) => [...format.format(count).matchAll(WORD)].map(([name]) => name));
  });
  UNITS.set(key, names);
  return names;
}

/** "percent" and "per cent"; "процент", "процента". */
const UNIT_STEM = 3;

function stem(word: string): string {
  return word.toLowerCase().slice(0, UNIT_STEM);
}
