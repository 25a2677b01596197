import data from '../data/opposites.json' with { type: 'json' };

interface Words {
  readonly whole: ReadonlySet<string>;
  readonly stems: readonly string[];
}

type Sides = readonly [Words, Words];

/** By name of the pair, then by language. */
const PAIRS: readonly ReadonlyMap<string, Sides>[] = Object.values<
  Readonly<Record<string, readonly string[]>>
>(data.pairs).map(
  (languages) =>
    new Map(
      Object.entries(languages).map(([language, [one = '', other = '']]) => [
        language,
        [wordsOf(one), wordsOf(other)],
      ]),
    ),
);

function wordsOf(list: string): Words {
  const words = list.split(' ');
  return {
    whole: new Set(words.filter((word) => !word.endsWith('*'))),
    stems: words.flatMap((word) => (word.endsWith('*') ? [word.slice(0, -1)] : [])),
  };
}

/** A word of one side of a pair of opposites. `at` is its place among the encoded words. */
export interface Opposite {
  readonly at: number;
  readonly pair: number;
  readonly side: 0 | 1;
}

/** The opposites among words in their own spelling, lower case. None in languages without a list. */
export function oppositesOf(words: readonly string[], language: string | null): readonly Opposite[] {
  return PAIRS.flatMap((languages, pair) => {
    const sides = languages.get(language ?? '');
    if (sides === undefined) return [];
    return words.flatMap((word, at) =>
      ([0, 1] as const).flatMap((side): Opposite[] => {
        const { whole, stems } = sides[side];
        return whole.has(word) || stems.some((stem) => word.startsWith(stem)) ? [{ at, pair, side }] : [];
      }),
    );
  });
}
