import { type CountryCodes, countriesIn } from '../../language/countries.ts';
import { skeleton } from '../../language/skeleton.ts';
import negation from '../data/negation.json' with { type: 'json' };
import { type Quantity, quantitiesOf } from '../numbers/quantities.ts';
import type { ComparedText } from '../types.ts';
import { daysOf, type NamedDay } from './days.ts';
import { type Opposite, oppositesOf } from './opposites.ts';
import { type Quantifier, quantifiersOf } from './quantifiers.ts';
import { verbsOf } from './verbs.ts';

/** What plain rules see in a statement, by its encoded words. */
export interface StatementReading {
  /** The words as they are folded to be compared by letters. */
  readonly forms: readonly string[];
  /** What stays of a name in any script; empty for a word that is no name. */
  readonly names: readonly string[];
  /** The countries that each word may name; null for all other words. */
  readonly countries: readonly (CountryCodes | null)[];
  /** Inside quotation marks. */
  readonly quoted: readonly boolean[];
  readonly quantities: readonly Quantity[];
  readonly quantifiers: readonly Quantifier[];
  readonly opposites: readonly Opposite[];
  readonly days: readonly NamedDay[];
  readonly negations: readonly number[];
  /** How likely each word is a verb, 0 … 1. */
  readonly verbs: readonly number[];
}

const NEGATIONS = new Map(
  Object.entries(negation.words).map(([language, list]) => [language, new Set(list.split(' '))]),
);
/** In English: "failed to agree", but not "a failed relay". */
const BEFORE_TO = new Set(negation.beforeTo.split(' '));
const NONE = new Set<string>();
const QUOTATION = /["“„«「][^"”»」]*["”»」]?/gu;
/** In German every noun has a capital, so none tells a name. */
const CAPITAL_NOUNS = 'de';

/** Reads one statement once, however many it is compared with. */
export function readStatement({ text, language, published, encoded }: ComparedText): StatementReading {
  const words = encoded.words.map(({ start, end }) => text.slice(start, end));
  const small = words.map((word) => word.toLowerCase());
  const forms = words.map((word) =>
    word
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase(),
  );
  const quoted = encoded.words.map(() => false);
  for (const { 0: quote, index } of text.matchAll(QUOTATION)) {
    for (const [n, { start, end }] of encoded.words.entries())
      if (start >= index && end <= index + quote.length) quoted[n] = true;
  }
  const denying = NEGATIONS.get(language ?? '') ?? NONE;
  const negations = forms.flatMap((_, n) => {
    const word = small[n] ?? '';
    const contracted = word === 't' && /n$/i.test(words[n - 1] ?? '');
    const unable = language === 'en' && BEFORE_TO.has(word) && small[n + 1] === 'to';
    return denying.has(word) || contracted || unable ? [n] : [];
  });
  const names = words.map((word, n) => (isName(word, n, language) ? skeleton(word) : ''));
  return {
    forms,
    names,
    countries: countriesIn(words, language),
    quoted,
    quantities: quantitiesOf(text, language),
    quantifiers: quantifiersOf(small, language),
    opposites: oppositesOf(small, language),
    days: daysOf(text, language, published),
    negations,
    verbs: verbsOf(encoded),
  };
}

function isName(word: string, at: number, language: string | null): boolean {
  if (!/^\p{Lu}/u.test(word) || (at === 0 && !/\p{Lu}.*\p{Lu}/u.test(word))) return false;
  return language !== CAPITAL_NOUNS && word.length > 2;
}

/** Whether two names may be one, by their consonants: endings of a case may differ. */
export function sameName(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 3 && long.startsWith(short) && long.length - short.length <= 2);
}
