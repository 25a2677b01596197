import { fold } from '../../language/words.ts';
import data from '../data/currencies.json' with { type: 'json' };
import { formatter } from './formatter.ts';
import type { Quantity } from './quantities.ts';

/** Codes of ISO 4217. */
export type Currencies = ReadonlySet<string>;

/**
 * Of the data: `codes` of ISO 4217 that news tells sums in, whose names come from Intl; `signs`, each of which may be that of several;
 * `inflected`, languages in which nouns have cases; `except`, words of a language that are such a name and mostly something else, or look like
 * a form of one; `also`, names that Intl does not have, or in `unspaced` languages letters that a sum is followed by; `weights`, names that are weights or books as often, and money only with a sign.
 */
const CODES = data.codes.split(' ');
const SIGNS = new Map<string, Currencies>(
  Object.entries(data.signs).map(([sign, codes]) => [sign, new Set(codes.split(' '))]),
);
/** Whether two sums may be of one currency. */
export function mayBeOneCurrency(a: Currencies, b: Currencies): boolean {
  return [...a].some((code) => b.has(code));
}

/** Of a noun in Cyrillic letters as many stay in any case ("рубль", "рублей"); another one keeps all, or all but a vowel at its end. */
const STEM = 4;
const LEAST_LETTERS = 3;
/** Letters that a form has more than the noun. */
const ENDING = 3;
/** Languages in which a noun has cases; in others only the forms that Intl writes are names: "really" is no real. */
const INFLECTED: ReadonlySet<string> = new Set(data.inflected.split(' '));
const CYRILLIC = /\p{sc=Cyrillic}/u;
/** In German every noun has a capital; elsewhere one with a capital is a name ("France"). */
const CAPITAL_NOUNS = 'de';
const UNSPACED: ReadonlySet<string> = new Set(data.unspaced.split(' '));
const WEIGHTS: ReadonlySet<string> = new Set(data.weights.split(' '));
const EXCEPT: ReadonlySet<string> = new Set(data.except.split(' '));
const ALSO: Readonly<Record<string, Readonly<Record<string, string>>>> = data.also;
const WORD = /[\p{L}\p{M}]+/gu;

interface Noun {
  readonly stem: string;
  readonly most: number;
  readonly codes: Set<string>;
}

const NOUNS = new Map<string | null, readonly Noun[]>();

/** A sign or a code right before a number: "$", "NZ$", "CHF". */
const SIGN_BEFORE = /(?:(?<!\p{L})\p{Lu}{1,3}\p{Sc}|\p{Sc}|(?<!\p{L})\p{Lu}{3})(?=\s?$)/u;
const MARKED = /^\p{Lu}{1,3}\p{Sc}$/u;
/** Letters before a sign that Intl does not write. */
const OWN_MARKS = new Map([
  ['US$', 'USD'],
  ['C$', 'CAD'],
  ['S$', 'SGD'],
  ['CDN$', 'CAD'],
]);
/** Intl's signs with their letters, made when one is first met. */
const MARKS = new Map<string, string>();

/** The sign or code that a text ends with, before a number; empty where there is none. */
export function signBefore(text: string): string {
  return SIGN_BEFORE.exec(text)?.[0] ?? '';
}

/** The currencies that a sign or a code may mean ("$", "CHF", "NZ$"); undefined for anything else. */
export function currenciesOfSign(sign: string): Currencies | undefined {
  // What no list has is a currency of its own ("FJ$").
  if (MARKED.test(sign))
    return new Set([OWN_MARKS.get(sign) ?? codeOfMark(sign) ?? markedCode(sign) ?? sign]);
  return SIGNS.get(sign) ?? (CODES.includes(sign) ? new Set([sign]) : undefined);
}

/** Letters around a number in which its currency stands, and words behind it that may name one ("million US dollars"). */
const [BEFORE, BEHIND, WORDS] = [5, 36, 3];

/** Of a sum of money the currencies that it may be in; undefined for any other number. */
export function currenciesOf(
  text: string,
  language: string | null,
  { start, end }: Pick<Quantity, 'start' | 'end'>,
): Currencies | undefined {
  const before = signBefore(text.slice(Math.max(0, start - BEFORE), start));
  const behind = text.slice(end, end + BEHIND);
  const sign = /^\s?(\p{Sc}|\p{Lu}{3}(?!\p{L}))/u.exec(behind)?.[1] ?? '';
  const bySign = currenciesOfSign(before) ?? currenciesOfSign(sign);
  if (bySign !== undefined) return bySign;
  // Where nothing parts a name from what follows, a later word that only begins like one is none.
  const words = wordsBehind(text, end).slice(0, UNSPACED.has(language ?? '') ? 1 : WORDS);
  return words.map((word) => currenciesNamed(word, language)).find((found) => found !== undefined);
}

/** Where a number's own signs end: the point of "12 Mio. Euro" is the magnitude's. */
export function behindMagnitude(text: string, end: number): number {
  const isShort = /\p{L}/u.test(text[end - 1] ?? '') && text[end] === '.';
  return isShort ? end + 1 : end;
}

/** The words right behind a place, up to a mark or another number. */
export function wordsBehind(text: string, end: number): readonly string[] {
  const from = behindMagnitude(text, end);
  const clause = /^[^\p{N},;:.!?()]*/u.exec(text.slice(from, from + BEHIND))?.[0] ?? '';
  return [...clause.matchAll(WORD)].map(([word]) => word);
}

/** "AU$" is the dollar of a code that begins so, "USD$" that of the code itself, and "EU€" has but one. */
function markedCode(sign: string): string | undefined {
  const [mark, money] = [sign.slice(0, -1), sign.slice(-1)];
  const codes = [...(SIGNS.get(money) ?? [])];
  return (
    codes.find((code) => mark.length > 1 && code.startsWith(mark)) ??
    (codes.length === 1 ? codes[0] : undefined)
  );
}

function codeOfMark(sign: string): string | undefined {
  if (MARKS.size === 0) for (const code of CODES) MARKS.set(symbolOf(code), code);
  return MARKS.get(sign);
}

function symbolOf(code: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency: code }).formatToParts(1);
  return parts.find(({ type }) => type === 'currency')?.value ?? code;
}

/** The currencies that a word of a language may name, by Intl's names ("dollars", "кроны"); undefined for other words. */
export function currenciesNamed(word: string, language: string | null): Currencies | undefined {
  const isName = language !== CAPITAL_NOUNS && /^\p{Lu}/u.test(word);
  const small = fold(word);
  const own = ownName(word.toLowerCase(), language ?? '');
  if (own !== undefined) return new Set(own.split(' '));
  const key = `${language}:${small}`;
  if (small.length < LEAST_LETTERS || isName || EXCEPT.has(key) || WEIGHTS.has(key)) return undefined;
  const known = NOUNS.get(language) ?? nounsIn(language);
  NOUNS.set(language, known);
  return known.find(({ stem, most }) => small.startsWith(stem) && small.length <= most)?.codes;
}

/** By our own list; where words are not parted, or endings are, by the longest name that the letters begin with. */
function ownName(word: string, language: string): string | undefined {
  const names = ALSO[language] ?? {};
  if (!UNSPACED.has(language)) return names[word];
  const [longest] = Object.keys(names)
    .filter((name) => word.startsWith(name))
    .sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : names[longest];
}

/** The noun of each name, in its plural too: its last word, or its first in languages that set what describes it behind. */
function nounsIn(language: string | null): readonly Noun[] {
  const names = displayNames(language ?? 'en');
  const wordsOf = (name: string) => [...name.matchAll(WORD)].map(([word]) => word);
  const [one, other] = ['CAD', 'AUD'].map((code) => fold(wordsOf(names.of(code) ?? '').at(-1) ?? ''));
  const nounOf = (name: string) => {
    // "долар США"
    const words = wordsOf(name).filter((word) => !/^\p{Lu}{2,}$/u.test(word));
    return fold((one === other ? words.at(-1) : words[0]) ?? '');
  };
  const found = new Map<string, Noun>();
  const add = (stem: string, most: number, code: string) => {
    const known = found.get(stem);
    const codes = known?.codes ?? new Set<string>();
    found.set(stem, { stem, most: Math.max(most, known?.most ?? 0), codes: codes.add(code) });
  };
  for (const [noun, code] of Object.entries(ALSO[language ?? ''] ?? {}))
    if (noun.length > LEAST_LETTERS) add(noun, noun.length + ENDING, code);
  for (const code of CODES) {
    for (const name of [names.of(code) ?? '', ...pluralsOf(code, language ?? 'en')]) {
      const noun = nounOf(name);
      if (noun.length < LEAST_LETTERS || EXCEPT.has(`${language}:${noun}`)) continue;
      const isInflected = INFLECTED.has(language ?? '') && noun.length > LEAST_LETTERS;
      if (isInflected) add(stemOf(noun), noun.length + ENDING, code);
      else add(noun, noun.length, code);
    }
  }
  return [...found.values()].sort((a, b) => b.stem.length - a.stem.length);
}

/** What Intl writes behind one, two, five and a half of it. */
function pluralsOf(code: string, language: string): readonly string[] {
  const format = formatter(language, { style: 'currency', currency: code, currencyDisplay: 'name' });
  return [1, 2, 5, 0.5].map(
    (count) => format.formatToParts(count).find(({ type }) => type === 'currency')?.value ?? '',
  );
}

function stemOf(noun: string): string {
  if (CYRILLIC.test(noun)) return noun.slice(0, STEM);
  return noun.length > STEM ? noun.replace(/(?:s[ıi]|[aeiouı])$/u, '') : noun;
}

/** English where Intl does not know the language, on every machine. */
function displayNames(language: string): Intl.DisplayNames {
  try {
    return new Intl.DisplayNames([language, 'en'], { type: 'currency' });
  } catch {
    return new Intl.DisplayNames('en', { type: 'currency' });
  }
}
