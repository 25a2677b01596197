import { countWords } from '../../language/count-words.ts';
import type { Difference, Quote } from '../../types.ts';
import { figuresOf } from '../brief/figure.ts';

/**
 * A difference whose `others` begin, on each side, with those that may stand in the place of its quote: for each further language the
 * shortest that may still be quoted.
 */
export function withFurtherLanguages(
  difference: Difference,
  { languages, fits }: { readonly languages: readonly string[]; readonly fits: (quote: Quote) => boolean },
): Difference {
  const { quotes, others } = difference;
  if (others === undefined) return difference;
  const shown = quotes.map((quote, at) =>
    languages.flatMap((language) => {
      if (language === quote.language) return [];
      const inIt = (others[at] ?? []).filter((other) => other.language === language);
      return inIt.toSorted((a, b) => countWords(a.text) - countWords(b.text)).find(fits) ?? [];
    }),
  );
  if (shown.every(({ length }) => length === 0)) return difference;
  return {
    ...difference,
    others: others.map((side, at) => [...new Set([...(shown[at] ?? []), ...side])]),
    shown: shown.map(({ length }) => length),
  };
}

/**
 * A difference for readers of a language: on each side a sentence in theirs, where an outlet of that side wrote one that may be quoted.
 * Figures that could be set side by side before can be so afterwards.
 */
export function differenceIn(difference: Difference, language: string): Difference {
  const { others = [], shown = [], ...rest } = difference;
  const sides = difference.quotes.map((quote, at) => {
    const side = others[at] ?? [];
    const own = side.slice(0, shown[at] ?? 0).find((other) => other.language === language);
    return quote.language === language || own === undefined
      ? { quote, others: side }
      : { quote: own, others: [quote, ...side.filter((other) => other !== own)] };
  });
  const told = { ...rest, quotes: sides.map((one) => one.quote), others: sides.map((one) => one.others) };
  return figuresOf(difference) !== null && figuresOf(told) === null ? difference : told;
}
