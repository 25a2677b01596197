import grammar from '../data/number-grammar.json' with { type: 'json' };
import { formatter } from './formatter.ts';

/** A name of thousands, millions and more behind a number. */
export interface Magnitude {
  readonly factor: number;
  /** Letters up to its end, from where it was looked for. */
  readonly length: number;
}

/** What Intl knows takes a while to ask for: once a language. */
const NAMES = new Map<string, ReadonlyMap<string, number>>();
const EXPONENTS = [3, 4, 5, 6, 7, 8, 9, 12] as const;
const VARIANTS: Readonly<Record<string, string>> = grammar.variants;
const SHORT: Readonly<Record<string, Readonly<Record<string, number>>>> = grammar.short;
/** Up to two words. */
const WORDS = /^[-\s\u00a0]{0,2}([\p{L}\p{M}]+)(?:\s([\p{L}\p{M}]+))?/u;
/** A sign or a code of a currency. */
const CURRENCY = /(?:\p{Sc}|(?<!\p{L})\p{Lu}{2,3})\s?$/u;

/**
 * The magnitude that follows a number which ends at `at` and begins at `from`; null where there is none. One letter is a unit as often
 * ("1,140m", "88,000 t"): then it is `'unsure'`, unless a currency stands before the number or the letter is a capital right behind it.
 */
export function magnitudeAfter(
  text: string,
  { from, at, language }: { readonly from: number; readonly at: number; readonly language: string | null },
): Magnitude | 'unsure' | null {
  const found = WORDS.exec(text.slice(at, at + LONGEST));
  if (!found) return null;
  const [whole, first = '', second] = found;
  const names = namesOf(language);
  const two = second === undefined ? undefined : names.get(`${first} ${second}`.toLowerCase());
  if (two !== undefined) return { factor: two, length: whole.length };
  const factor = names.get(first.toLowerCase());
  if (factor === undefined) return null;
  const length = whole.length - (second === undefined ? 0 : second.length + 1);
  if (first.length > 1 || CURRENCY.test(text.slice(Math.max(0, from - LONGEST_CODE), from)))
    return { factor, length };
  if (first.toLowerCase() === THOUSAND || /^\p{Lu}/u.test(text.slice(at))) return { factor, length };
  return first === TONNES ? null : 'unsure';
}

/** Letters that two names of a magnitude never exceed. */
const LONGEST = 60;
const LONGEST_CODE = 5;
const [THOUSAND, TONNES] = ['k', 't'];

/** The factor that a word names by itself: "million", "mil"; undefined for any other. */
export function magnitudeNamed(word: string, language: string | null): number | undefined {
  return word.length > 1 ? namesOf(language).get(word.toLowerCase()) : undefined;
}

function namesOf(language: string | null): ReadonlyMap<string, number> {
  const key = language ?? 'en';
  const known = NAMES.get(key);
  if (known !== undefined) return known;
  const names = new Map<string, number>(
    Object.entries(SHORT[key] ?? {}).map(([name, exponent]) => [name, 10 ** exponent]),
  );
  // What the language itself calls them goes first.
  for (const variant of [VARIANTS[key], key]) {
    for (const [name, value] of variant === undefined ? [] : compactNames(variant)) names.set(name, value);
  }
  NAMES.set(key, names);
  return names;
}

/** Names as Intl writes them behind numbers of a thousand and more. */
function compactNames(language: string): readonly (readonly [string, number])[] {
  return (['long', 'short'] as const).flatMap((compactDisplay) => {
    const format = formatter(language, { notation: 'compact', compactDisplay, numberingSystem: 'latn' });
    return EXPONENTS.flatMap((exponent) =>
      [1, 2, 5].flatMap((count) => {
        const parts = format.formatToParts(count * 10 ** exponent);
        const name = parts
          .find(({ type }) => type === 'compact')
          ?.value.toLowerCase()
          .replace(/\.$/, '')
          .replaceAll(/[\u00a0\u202f]/g, ' ');
        // A million is ten of what Hindi counts in.
        const shown = Number(parts.find(({ type }) => type === 'integer')?.value ?? count);
        return name ? [[name, (count * 10 ** exponent) / shown] as const] : [];
      }),
    );
  });
}
