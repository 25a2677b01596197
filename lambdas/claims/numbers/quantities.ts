import { formatter } from './formatter.ts';
import { magnitudeAfter } from './magnitudes.ts';
import { writtenNumbers } from './written-numbers.ts';

/** A number in a text: `text.slice(start, end)` with its magnitude ("2,5 mil millones"). */
export interface Quantity {
  readonly value: number;
  readonly kind: 'count' | 'year';
  readonly start: number;
  readonly end: number;
}

/** A tenth may be rounding. */
const ROUNDED = 1.1;
/** One unit of the last place told, and what sums of fractions lose. */
const SLACK = 1.0001;

/** Whether one number may be the other, rounded: 29,400 is 29,000, but 27,000 is not. */
export function mayBeRounded(a: number, b: number): boolean {
  if (a === b) return true;
  const [less, more] = [Math.min(a, b), Math.max(a, b)];
  const grain = Math.max(grainOf(less), grainOf(more));
  const isCounted = grain === 1 && Number.isInteger(less) && Number.isInteger(more);
  return !isCounted && more < ROUNDED * less && more - less <= grain * SLACK;
}

/** The place up to which a number is given: 1,000 for 27,000, a tenth for 4.3. */
function grainOf(value: number): number {
  let grain = value % 1 === 0 ? 1 : 0.01;
  while (grain < value && isWhole(value / (grain * 10))) grain *= 10;
  return grain;
}

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-6;
}

const DIGITS =
  /(?<![\p{L}\p{N}]|\p{L}[-‑–])\d{1,3}(?:[  \u202f.,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|(?<![\p{L}\p{N}]|\p{L}[-‑–])\d+(?:[.,]\d+)?/gu;
const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const POINTS = new Map<string, string>();

/**
 * The numbers of a sentence, in digits or written out, with the magnitude that follows. Digits within a designation ("Su-35", "G7") and
 * ordinals are none, nor is a number of which one letter behind it does not tell whether it is millions or metres.
 */
export function quantitiesOf(text: string, language: string | null): readonly Quantity[] {
  const found: Quantity[] = writtenNumbers(text, language).map((one) => ({ ...one, kind: 'count' }));
  for (const { 0: digits, index } of text.matchAll(DIGITS)) {
    const end = index + digits.length;
    const after = text.slice(end, end + 2);
    if (
      /^(?:st|nd|rd|th|-?[\p{L}º°ª])/u.test(after) &&
      !/^-?(?:[kKmMbB]|bn|mn|tn)(?!\p{L})/u.test(text.slice(end, end + 4))
    ) {
      if (!/^-\p{L}/u.test(after)) continue;
    }
    const value = numberIn(digits, language);
    const magnitude = magnitudeAfter(text, { from: index, at: end, language });
    if (magnitude === 'unsure') continue;
    const isYear = magnitude === null && /^(19|20)\d\d$/.test(digits);
    found.push({
      value: value * (magnitude?.factor ?? 1),
      kind: isYear ? 'year' : 'count',
      start: index,
      end: end + (magnitude?.length ?? 0),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

function numberIn(digits: string, language: string | null): number {
  const point = pointOf(language);
  const signs = digits.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  // "1.500" in English is a fraction, in Spanish fifteen hundred; "1,234,567" can only be grouped.
  const isFraction =
    last !== undefined && (!/[.,]\d{3}$/.test(digits) || (last === point && signs.length === 1));
  const at = isFraction && last !== undefined ? digits.lastIndexOf(last) : digits.length;
  return Number(`${digits.slice(0, at).replace(/\D/g, '')}.${digits.slice(at + 1)}`);
}

function pointOf(language: string | null): string {
  const key = language ?? 'en';
  const known = POINTS.get(key);
  if (known !== undefined) return known;
  const point =
    formatter(key, {})
      .formatToParts(1.5)
      .find(({ type }) => type === 'decimal')?.value ?? '.';
  POINTS.set(key, point);
  return point;
}

const UNITS = new Map<string, readonly string[]>();
const SPANS = ['day', 'week', 'month', 'year'] as const;

/** Whether a word counts shares ("per cent", "процента"): two shares are of one thing less often than two counts. */
export function isShare(word: string, language: string | null): boolean {
  return isNamed(word, unitNames(language, ['percent']));
}

/** Whether a word counts days or longer. */
export function isTimeSpan(word: string, language: string | null): boolean {
  return isNamed(word, unitNames(language, SPANS));
}

function isNamed(word: string, names: readonly string[]): boolean {
  return names.some((name) => stem(name) === stem(word));
}

/** Words of units, as Intl writes them beside a number. */
function unitNames(language: string | null, units: readonly string[]): readonly string[] {
  const key = `${language ?? 'en'} ${units.join(' ')}`;
  const known = UNITS.get(key);
  if (known !== undefined) return known;
  const names = units.flatMap((unit) => {
    const format = formatter(language ?? 'en', { style: 'unit', unit, unitDisplay: 'long' });
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
