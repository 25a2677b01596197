import { BUDGET } from '../claims/budget.ts';
import { statementComparison, type WantedPair } from '../claims/compare/compare-statements.ts';
import type { Entail, Entailment, SentencePair } from '../encoder/entailment.ts';
import { pairKey } from '../encoder/pair-key.ts';
import { byCodeUnits } from '../language/by-code-units.ts';
import type { Edition } from '../types.ts';
import { type EditionInput, readEdition } from './make.ts';

/**
 * As `makeEdition`, with a cross-encoder that looks at the likeliest pairs of sentences before anything is printed; `Budget` says how
 * many. Where it is not asked, words alone decide: so of what only the second telling compares, such as beginnings of sentences of which
 * it takes less for told. A window is told twice; it is read, searched and compared by words once.
 */
export async function makeEntailedEdition(
  input: Omit<EditionInput, 'compare'>,
  entail: Entail,
): Promise<Edition> {
  // By text, not by key: most of some hundred thousand pairs are never asked about.
  const known = new Map<string, Map<string, Entailment>>();
  const wanted = new Map<string, WantedPair>();
  const compare = statementComparison({
    entailmentOf: ([a, b]) => known.get(a)?.get(b),
    want: (one) => wanted.set(pairKey(one.pair), one),
  });
  const tell = readEdition(input);
  const edition = tell(compare);
  const asked = likeliest([...wanted.values()], (input.budget ?? BUDGET).entailments);
  const answers = asked.length === 0 ? new Map<SentencePair, Entailment>() : await entail(asked);
  for (const [[a, b], entailment] of answers) known.set(a, (known.get(a) ?? new Map()).set(b, entailment));
  return answers.size === 0 ? edition : tell(compare);
}

/** Where there is no cross-encoder, words alone decide. */
export const NOTHING_ENTAILED: Entail = async () => new Map();

function likeliest(wanted: readonly WantedPair[], most: number): readonly SentencePair[] {
  return wanted
    .toSorted((a, b) => b.odds - a.odds || byCodeUnits(pairKey(a.pair), pairKey(b.pair)))
    .slice(0, Math.max(0, most))
    .map(({ pair }) => pair);
}
