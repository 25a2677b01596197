import bent from '../data/number-forms.json' with { type: 'json' };
import written from '../data/number-words.json' with { type: 'json' };

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
const BENT: ReadonlyMap<string, Readonly<Record<string, number>>> = new Map(Object.entries(bent.forms));
const WRITTEN = new Map(
  Object.entries(written).map(([language, words]) => [
    language,
    new Map(
      Object.entries<number>({ ...BENT.get(language), ...words }).map(([word, value]) => [
        plain(word),
        value,
      ]),
    ),
  ]),
);
const EMPTY = new Map<string, number>();
/** What Intl knows takes a while to ask for: once a language. */
const MAGNITUDES = new Map<string, ReadonlyMap<string, number>>();
const POINTS = new Map<string, string>();

/**
 * The numbers of a sentence, in digits or written out (CLDR's words for its language), with the magnitude that follows. Digits within
 * a designation ("Su-35", "G7") and ordinals are none.
 */
export function quantitiesOf(text: string, language: string | null): readonly Quantity[] {
  const found: Quantity[] = [];
  for (const { 0: digits, index } of text.matchAll(DIGITS)) {
    const end = index + digits.length;
    const after = text.slice(end, end + 2);
    if (/^(?:st|nd|rd|th|-?[\p{L}º°ª])/u.test(after) && !/^-?[kKmM%]\b/.test(after)) {
      if (!/^-\p{L}/u.test(after)) continue;
    }
    const value = numberIn(digits, language);
    const isYear = /^(19|20)\d\d$/.test(digits);
    found.push(scaled({ value, kind: isYear ? 'year' : 'count', start: index, end }, text, language));
  }
  const words = WRITTEN.get(language ?? '') ?? EMPTY;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const value = words.get(plain(word));
    if (value === undefined) continue;
    found.push(scaled({ value, kind: 'count', start: index, end: index + word.length }, text, language));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Lower case, all apostrophes alike. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[’ʼ]/g, "'");
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

function scaled(quantity: Quantity, text: string, language: string | null): Quantity {
  const after = /^[-\s]{0,2}([\p{L}\p{M}]+)(?:\s([\p{L}\p{M}]+))?/u.exec(text.slice(quantity.end));
  const names = magnitudesOf(language);
  const one = after?.[1]?.toLowerCase() ?? '';
  const two = after?.[2] ? `${one} ${after[2].toLowerCase()}` : '';
  const name = names.has(two) ? two : one;
  const factor = names.get(name);
  if (factor === undefined || !after) return quantity;
  const end = quantity.end + after[0].length - (name === two ? 0 : (after[2]?.length ?? -1) + 1);
  return { ...quantity, kind: 'count', value: quantity.value * factor, end };
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

function magnitudesOf(language: string | null): ReadonlyMap<string, number> {
  const key = language ?? 'en';
  const known = MAGNITUDES.get(key);
  if (known !== undefined) return known;
  const names = new Map<string, number>();
  for (const compactDisplay of ['long', 'short'] as const) {
    const format = formatter(key, { notation: 'compact', compactDisplay });
    for (const exponent of [3, 6, 9, 12]) {
      for (const count of [1, 2, 5]) {
        const parts = format.formatToParts(count * 10 ** exponent);
        const name = parts
          .find(({ type }) => type === 'compact')
          ?.value.toLowerCase()
          .replace(/\.$/, '');
        if (name) names.set(name.replaceAll(/[  ]/g, ' '), 10 ** exponent);
      }
    }
  }
  MAGNITUDES.set(key, names);
  return names;
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

function formatter(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat('en', options);
  }
}
