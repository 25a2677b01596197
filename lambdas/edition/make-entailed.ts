import { BUDGET } from '../claims/budget.ts';
import { statementComparison, type WantedPair } from '../claims/compare/compare-statements.ts';
import type { Entail, Entailment, SentencePair } from '../encoder/entailment.ts';
import { pairKey } from '../encoder/pair-key.ts';
import { byCodeUnits } from '../language/by-code-units.ts';
import type { Edition } from '../types.ts';
import { type EditionInput, readEdition } from './make.ts';

/**
 * As `makeEdition`, with a cross-encoder that looks at the likeliest pairs of sentences before anything is printed, and at what is
 * nearest to a sentence that would be told to be in one outlet only; `Budget` says how many. Where it is not asked, words alone decide who
 * tells the same, as of what only the second telling compares, such as beginnings of sentences of which it takes less for told; "only
 * in" is silent there. A window is told twice; it is read, searched and compared by words once.
 */
export async function makeEntailedEdition(
  input: Omit<EditionInput, 'compare'>,
  entail: Entail,
): Promise<Edition> {
  // By text, not by key: most of some hundred thousand pairs are never asked about.
  const known = new Map<string, Map<string, Entailment>>();
  const agreements = new Map<string, WantedPair>();
  const exclusives = new Map<string, { readonly pair: SentencePair; readonly rank: number }>();
  let isAsked = false;
  const compare = statementComparison({
    entailmentOf: ([a, b]) => known.get(a)?.get(b),
    want: (one) => isAsked || agreements.set(pairKey(inOrder(one.pair)), one),
    mayPass: (pair, rank) => {
      if (isAsked) return false;
      const key = pairKey(inOrder(pair));
      if (rank < (exclusives.get(key)?.rank ?? Number.POSITIVE_INFINITY)) exclusives.set(key, { pair, rank });
      return true;
    },
  });
  const tell = readEdition(input);
  const edition = tell(compare);
  const budget = (input.budget ?? BUDGET).entailments;
  const likeliest = first([...agreements], budget.agreements, (a, b) => b.odds - a.odds);
  const chosen = new Set(likeliest.map(([key]) => key));
  const others = [...exclusives].filter(([key]) => !chosen.has(key));
  // What is asked for one sentence stays together: a part of it would make nothing sure.
  const asked = [
    ...likeliest,
    ...first(others, budget.exclusives, (a, b) => a.rank - b.rank || byCodeUnits(a.pair[0], b.pair[0])),
  ];
  const answers =
    asked.length === 0
      ? new Map<SentencePair, Entailment>()
      : await entail(asked.map(([, { pair }]) => pair));
  for (const [[a, b], [ab, ba]] of answers) {
    known.set(a, (known.get(a) ?? new Map<string, Entailment>()).set(b, [ab, ba]));
    known.set(b, (known.get(b) ?? new Map<string, Entailment>()).set(a, [ba, ab]));
  }
  isAsked = true;
  return answers.size === 0 ? edition : tell(compare);
}

/** Where there is no cross-encoder, words alone decide. */
export const NOTHING_ENTAILED: Entail = async () => new Map();

/** Two sentences are asked about once, whichever comes first. */
function inOrder([a, b]: SentencePair): SentencePair {
  return byCodeUnits(a, b) <= 0 ? [a, b] : [b, a];
}

type Keyed<Wanted> = readonly [key: string, wanted: Wanted];

function first<Wanted>(
  wanted: readonly Keyed<Wanted>[],
  most: number,
  by: (a: Wanted, b: Wanted) => number,
): readonly Keyed<Wanted>[] {
  return wanted.toSorted(([n, a], [m, b]) => by(a, b) || byCodeUnits(n, m)).slice(0, Math.max(0, most));
}
