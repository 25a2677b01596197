import data from '../data/currencies.json' with { type: 'json' };

/** Codes of ISO 4217. */
export type Currencies = ReadonlySet<string>;

const CODES = data.codes.split(' ');
const SIGNS = new Map<string, Currencies>(
  Object.entries(data.signs).map(([sign, codes]) => [sign, new Set(codes.split(' '))]),
);
/** Whether two sums may be of one currency. */
export function mayBeOneCurrency(a: Currencies, b: Currencies): boolean {
  return [...a].some((code) => b.has(code));
}

/** Letters in which the forms of one name agree: "euro", "euros"; "рубль", "рублей". */
const STEM = 4;
const LEAST_LETTERS = 3;
const WORD = /[\p{L}\p{M}]+/gu;
const NAMES = new Map<string | null, ReadonlyMap<string, Currencies>>();

/** The currencies that a sign or a code may mean ("$", "CHF"); undefined for anything else. */
export function currenciesOfSign(sign: string): Currencies | undefined {
  return SIGNS.get(sign) ?? (CODES.includes(sign) ? new Set([sign]) : undefined);
}

/** The currencies that a word of a language may name, by Intl's names ("dollars", "кроны"); undefined for other words. */
export function currenciesNamed(word: string, language: string | null): Currencies | undefined {
  if (word.length < LEAST_LETTERS) return undefined;
  const known = NAMES.get(language) ?? namesIn(language);
  NAMES.set(language, known);
  return known.get(stem(word));
}

/** The noun of each name: its last word, or its first in languages that set what describes it behind. */
function namesIn(language: string | null): ReadonlyMap<string, Currencies> {
  const names = displayNames(language ?? 'en');
  const wordsOf = (code: string) => [...(names.of(code) ?? '').matchAll(WORD)].map(([word]) => word);
  const [one, other] = ['CAD', 'AUD'].map((code) => stem(wordsOf(code).at(-1) ?? ''));
  const found = new Map<string, Set<string>>();
  for (const code of CODES) {
    // "долар США"
    const words = wordsOf(code).filter((word) => !/^\p{Lu}{2,}$/u.test(word));
    const noun = stem((one === other ? words.at(-1) : words[0]) ?? '');
    if (noun.length < LEAST_LETTERS) continue;
    found.set(noun, (found.get(noun) ?? new Set<string>()).add(code));
  }
  return found;
}

function displayNames(language: string): Intl.DisplayNames {
  try {
    return new Intl.DisplayNames(language, { type: 'currency' });
  } catch {
    return new Intl.DisplayNames('en', { type: 'currency' });
  }
}

function stem(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .slice(0, STEM);
}
