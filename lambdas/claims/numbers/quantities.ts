import { eastAsianNumbers } from './east-asian-numbers.ts';
import { formatter } from './formatter.ts';
import { magnitudeAfter } from './magnitudes.ts';
import { halfBehind, writtenNumbers } from './written-numbers.ts';

/** A number in a text: `text.slice(start, end)` with its magnitude ("2,5 mil millones"). */
export interface Quantity {
  readonly value: number;
  readonly kind: 'count' | 'year';
  readonly start: number;
  readonly end: number;
}

/** A tenth may be rounding. */
const ROUNDED = 1.1;
const HALF = 0.5;
/** One unit of the last place told, and what sums of fractions lose. */
const SLACK = 1.0001;

/** Whether one number may be the other, rounded: 29,400 is 29,000 and four and a half is five, but 27,000 is not 29,000. */
export function mayBeRounded(a: number, b: number): boolean {
  if (a === b) return true;
  if (Number.isInteger(a) !== Number.isInteger(b) && Math.abs(a - b) <= HALF) return true;
  const [less, more] = [Math.min(a, b), Math.max(a, b)];
  const grain = Math.max(grainOf(less), grainOf(more));
  const isCounted = grain === 1 && Number.isInteger(less) && Number.isInteger(more);
  return !isCounted && more < ROUNDED * less && more - less <= grain * SLACK;
}

/** Whether two numbers are given up to the same place: 412,000 and 421,000, but not 20 and 22. */
export function areOfOneGrain(a: number, b: number): boolean {
  return grainOf(a) === grainOf(b);
}

/** The place up to which a number is given: 1,000 for 27,000, a tenth for 4.3. */
export function grainOf(value: number): number {
  let grain = value % 1 === 0 ? 1 : 0.01;
  while (grain < value && isWhole(value / (grain * 10))) grain *= 10;
  return grain;
}

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-6;
}

/**
 * Digits begin a word, or stand behind an Arabic "and", "in" or "for" of one letter ("و163"), or within Chinese or Japanese, where no space
 * parts them from a word ("監視員240人"); behind 第 they are an ordinal.
 */
const BEGINNING = String.raw`(?:(?<![\p{L}\p{N}]|\p{L}[-‑–])|(?<=(?<!\p{L})[وفبل])|(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])(?<!第))`;
const DIGITS = new RegExp(
  String.raw`${BEGINNING}\d{1,3}(?:[ \u00a0\u2009\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|${BEGINNING}\d+(?:[.,]\d+)?`,
  'gu',
);
/** "14:10", "2.10 p.m.", "2pm", "13 h 30", "17時30分": a time of the day counts nothing, and is written in many ways */
const CLOCK =
  /(?<![\d:.])\d{1,2}(?::\d{2}){1,2}(?![\d:])|(?<![\d:.])\d{1,2}(?:\.\d{2})?\s?[ap]\.?m(?![\p{L}\d])|(?<![\d:.])\d{1,2}\s?h\s?[0-5]\d(?!\d)|(?<![\d:.])\d{1,2}(?:[時时](?!間|间)|点(?=\d|半|钟|鐘|左右|许|[，。,、\s]|$)|시(?!간))(?:\s?\d{1,2}[分분])?/giu;
/** A third ("3分の1"), and a year ("28年5月", "30年末"). */
const OTHER_SIGNS = /\d{1,2}分の\d{1,2}|(?<!\d)\d\d年(?=\d{1,2}月|[末度初春夏秋冬])/gu;
/** What may stand right behind digits that count: a magnitude, a unit, or a word of a script without spaces ("3bn", "340km", "5pc", "500メートル"). */
const COUNTED_AT_ONCE =
  /^(?:(?:[kKmMbB]|bn|mn|tn|pc|km|kg|ha|[MG]Wh?|kWh|mph|cm|mm)(?!\p{L})|(?![十百千万萬億亿兆백천만억조])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}])/u;
const POINTS = new Map<string, string>();

/**
 * The numbers of a sentence, in digits or written out, with the magnitude that follows. Digits within a designation ("Su-35", "G7") or a
 * time of the day and ordinals are none, nor is a number of which one letter behind it does not tell whether it is millions or metres.
 */
export function quantitiesOf(text: string, language: string | null): readonly Quantity[] {
  const found: Quantity[] = writtenNumbers(text, language).map(({ value, start, end }) => ({
    value: value + halfBehind(text, end, language),
    kind: 'count',
    start,
    end,
  }));
  const grouped = eastAsianNumbers(text);
  for (const number of grouped) found.push({ ...number, kind: 'count' });
  const withoutTimes = grouped.reduce(
    (rest, { start, end }) => rest.slice(0, start) + blank(rest.slice(start, end)) + rest.slice(end),
    text.replace(CLOCK, blank).replace(OTHER_SIGNS, blank),
  );
  for (const { 0: digits, index } of withoutTimes.matchAll(DIGITS)) {
    const end = index + digits.length;
    const after = text.slice(end, end + 4);
    if (/^[\p{L}º°ª]/u.test(after) && !COUNTED_AT_ONCE.test(after)) continue;
    const value = numberIn(digits, language);
    const magnitude = magnitudeAfter(text, { from: index, at: end, language });
    if (magnitude === 'unsure') continue;
    const isYear = magnitude === null && /^(19|20)\d\d$/.test(digits);
    found.push({
      value: value * (magnitude?.factor ?? 1) + (magnitude === null ? halfBehind(text, end, language) : 0),
      kind: isYear ? 'year' : 'count',
      start: index,
      end: end + (magnitude?.length ?? 0),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

function blank(found: string): string {
  return ' '.repeat(found.length);
}

function numberIn(digits: string, language: string | null): number {
  const point = pointOf(language);
  const signs = digits.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  // "1.500" in English is a fraction, in Spanish fifteen hundred; "1,234,567" can only be grouped, and nobody tells three noughts.
  const isFraction =
    last !== undefined &&
    (!/[.,]\d{3}$/.test(digits) || (last === point && signs.length === 1 && !/[.,]000$/.test(digits)));
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
