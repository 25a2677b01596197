import demonyms from './data/demonyms.json' with { type: 'json' };
import { fold } from './words.ts';

/** Codes (ISO 3166) that a word may stand for: "Guinea" is in the names of four. */
export type CountryCodes = ReadonlySet<string>;

interface Name {
  readonly code: string;
  /** Its words, folded. */
  readonly words: readonly string[];
  /** Letters for words: "US", "США". */
  readonly isShort: boolean;
}

type Names = ReadonlyMap<string, readonly Name[]>;

/** Names of a language by the first letters of their first word: an index for words in any case. */
const NAMES = new Map<string, Names>();
const INDEXED = 3;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Letters that a part of a name keeps in any case. */
const LEAST_PART = 3;
/** What the list of regions has besides countries: unions, codes for tests, and an island whose name is a meeting ("reunión"). */
const NO_COUNTRIES = new Set(['RE', 'EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
/** Without codes that stand for another one (SU for RU), which would make two countries of one. */
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  (code) => !NO_COUNTRIES.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
);
/** The Arabic article, alone and behind a preposition. */
const ARTICLE = /^(?:[وبف]?ال|لل)/u;
/** Scripts in which a name has endings; in others a word is the name, or begins with all of it. */
const ALPHABETS = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u;

/** Letters that a word and a country's name have in common at least; those that may differ, of a long name more; what else a word may have behind. */
const [STEM, ENDING, LONG_ENDING, MOST_BEHIND] = [4, 1, 2, 6];
/** Letters of a long name, beside a word with a capital ("Frankfurt" is not of France) and beside one without. */
const [LONG, LONG_BESIDE_SMALL] = [7, 6];
/** Of a word without a capital, which may be any other one: more letters in common, or a suffix behind the whole name ("iranischer"). */
const [SURE_STEM, SUFFIX] = [5, 3];

/**
 * For each word the countries that it may name, as Intl knows their names in the language, in any case and as adjectives that begin
 * as the name does ("Kenyan", "кенійська") or are listed ("Dutch"); null for the other words. What is named otherwise ("the Kremlin") is not found.
 */
export function countriesIn(
  words: readonly string[],
  language: string | null,
): readonly (CountryCodes | null)[] {
  const names = namesOf(language ?? 'en');
  const folded = words.map((word) => fold(word).replace(ARTICLE, ''));
  const found: (CountryCodes | null)[] = words.map(() => null);
  for (const [at, word] of folded.entries()) {
    if (found[at] !== null) continue;
    const known = names.get(word.slice(0, INDEXED)) ?? [];
    const long = known.filter((name) => name.words.length > 1 && standsAt(name, folded, at));
    const most = Math.max(0, ...long.map((name) => name.words.length));
    for (let n = 0; n < most; n += 1)
      found[at + n] = new Set(long.filter((name) => name.words.length > n).map(({ code }) => code));
    if (most > 0) continue;
    const named = nearest(words[at] ?? '', word, known);
    const codes = named.size > 0 ? named : calledAfter(words[at] ?? '', word, language);
    if (codes.size > 0) found[at] = codes;
  }
  return found;
}

/** Whether the words of a name stand here one after the other, in any case ("Южной Кореи"). */
function standsAt({ words }: Name, folded: readonly string[], at: number): boolean {
  return words.every((part, n) => {
    const word = folded[at + n] ?? '';
    const least = Math.min(part.length, Math.max(LEAST_PART, part.length - LONG_ENDING));
    return commonLetters(part, word) >= least && word.length <= part.length + LEAST_PART;
  });
}

/** Of names of one word those that have most in common with it. */
function nearest(written: string, folded: string, known: readonly Name[]): CountryCodes {
  const isCapital = /^\p{Lu}/u.test(written);
  let [most, codes] = [0, new Set<string>()];
  const isShort = isLettersForWords(written);
  for (const { code, words, isShort: hasShortName } of known) {
    const [name = ''] = words;
    if (words.length > 1) continue;
    const common = commonLetters(name, folded);
    const isNamed = hasShortName
      ? isShort && name === folded
      : isNamedBy(folded, { name, common, isCapital });
    if (!isNamed) continue;
    if (common > most) [most, codes] = [common, new Set()];
    if (common === most) codes.add(code);
  }
  return codes;
}

function isNamedBy(
  word: string,
  {
    name,
    common,
    isCapital,
  }: { readonly name: string; readonly common: number; readonly isCapital: boolean },
): boolean {
  if (!ALPHABETS.test(name)) return word === name || (common === name.length && common >= STEM);
  const ending = name.length < (isCapital ? LONG : LONG_BESIDE_SMALL) ? ENDING : LONG_ENDING;
  if (common < Math.max(STEM, name.length - ending) || word.length > name.length + MOST_BEHIND) return false;
  return isCapital || common >= SURE_STEM || word.length >= name.length + SUFFIX;
}

/** Languages that write what is called after a country with a capital. */
const CAPITAL: ReadonlySet<string> = new Set(demonyms.capital.split(' '));
const NOBODY: CountryCodes = new Set();

interface Demonym {
  readonly stem: string;
  readonly isWhole: boolean;
  readonly codes: CountryCodes;
}

/** By language and the first letters. */
const DEMONYMS: ReadonlyMap<string, ReadonlyMap<string, readonly Demonym[]>> = new Map(
  Object.entries(demonyms.words).map(([language, list]) => [
    language,
    Map.groupBy(
      list.split(' ').map((entry): Demonym => {
        const [word = '', code = ''] = entry.split(':');
        return { stem: fold(word.replace('*', '')), isWhole: !word.endsWith('*'), codes: new Set([code]) };
      }),
      ({ stem }) => stem.slice(0, INDEXED),
    ),
  ]),
);

/** The country after which somebody or something is called in other letters than its own ("Dutch", "немецкий"). */
function calledAfter(written: string, word: string, language: string | null): CountryCodes {
  if (CAPITAL.has(language ?? '') && !/^\p{Lu}/u.test(written)) return NOBODY;
  const known = DEMONYMS.get(language ?? '')?.get(word.slice(0, INDEXED)) ?? [];
  return (
    known.find(({ stem, isWhole }) => (isWhole ? word === stem : word.startsWith(stem)))?.codes ?? NOBODY
  );
}

function namesOf(language: string): Names {
  const known = NAMES.get(language);
  if (known !== undefined) return known;
  const names = new Map<string, Name[]>();
  for (const style of ['long', 'short'] as const) {
    const display = displayNames(language, style);
    for (const code of CODES) {
      const name = display.of(code);
      if (name === undefined) continue;
      const words = fold(name)
        .split(/[^\p{L}]+/u)
        .map((word) => word.replace(ARTICLE, ''))
        .filter(Boolean);
      const key = (words[0] ?? '').slice(0, INDEXED);
      names.set(key, [...(names.get(key) ?? []), { code, words, isShort: isLettersForWords(name) }]);
    }
  }
  NAMES.set(language, names);
  return names;
}

function isLettersForWords(name: string): boolean {
  return /^\p{Lu}{2,4}$/u.test(name);
}

/** English where Intl does not know the language. */
function displayNames(language: string, style: 'long' | 'short'): Intl.DisplayNames {
  const options = { type: 'region', fallback: 'none', style } as const;
  try {
    return new Intl.DisplayNames(language, options);
  } catch {
    return new Intl.DisplayNames('en', options);
  }
}

function commonLetters(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}
