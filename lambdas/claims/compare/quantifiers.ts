import data from '../data/quantifiers.json' with { type: 'json' };

/** A word that says how much of something: all of it, or a part. `at` is its place among the encoded words. */
export interface Quantifier {
  readonly at: number;
  readonly kind: 'all' | 'part';
  /** Whether it may stand some words behind the thing that it tells the extent of. */
  readonly behind: boolean;
}

type Kind = Quantifier['kind'];

interface Words {
  readonly whole: ReadonlySet<string>;
  readonly stems: readonly string[];
}

const WORDS: Readonly<Record<Kind, ReadonlyMap<string, Words>>> = {
  all: wordsOf(data.all),
  part: wordsOf(data.part),
};
const KINDS: readonly Kind[] = ['all', 'part'];
const BEHIND = wordsOf(data.behind);

function wordsOf(byLanguage: Readonly<Record<string, string>>): ReadonlyMap<string, Words> {
  return new Map(
    Object.entries(byLanguage).map(([language, list]) => {
      const words = list.split(' ');
      return [
        language,
        {
          whole: new Set(words.filter((word) => !word.endsWith('*'))),
          stems: words.flatMap((word) => (word.endsWith('*') ? [word.slice(0, -1)] : [])),
        },
      ];
    }),
  );
}

/** The quantifiers among words in their own spelling, lower case. None in languages without a list. */
export function quantifiersOf(words: readonly string[], language: string | null): readonly Quantifier[] {
  return words.flatMap((word, at) =>
    KINDS.flatMap((kind): Quantifier[] => {
      const known = WORDS[kind].get(language ?? '');
      const isOne = known?.whole.has(word) || known?.stems.some((stem) => word.startsWith(stem));
      return isOne ? [{ at, kind, behind: BEHIND.get(language ?? '')?.whole.has(word) ?? false }] : [];
    }),
  );
}
