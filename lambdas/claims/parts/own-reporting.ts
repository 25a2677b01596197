import { nameKey } from '../../article/metadata/name-key.ts';
import { hashWord, shingles, words } from '../../language/words.ts';
import type { WindowArticle } from '../../types.ts';
import { type Statement, statementsOf, type VectorsOf } from '../statements/statements.ts';

/** A sentence of which so much stands elsewhere, in runs of three words, is another's. */
const TAKEN = 0.3;
/** Below this a sentence says too little to be told from what others write. */
const FEWEST_WORDS = 8;

/**
 * What copies add to the text that they repeat: an outlet's own reporting under an agency's report. Such a sentence is the
 * outlet's, whoever the rest is from. Its source counts on after `read`.
 */
export function ownReporting(
  copies: readonly WindowArticle[],
  read: readonly Statement[],
  vectorsOf: VectorsOf,
): Statement[] {
  if (copies.length === 0) return [];
  const known = new Set<number>();
  for (const { quote } of read) for (const run of runsOf(quote.text)) known.add(run);
  const first = read.reduce((most, { source }) => Math.max(most, source + 1), 0);
  return copies.flatMap((item, at) => {
    const { id, article } = item;
    const statements = statementsOf(item, {
      source: first + at,
      origin: nameKey(article.outlet ?? '') || `article ${id}`,
      vectorsOf,
    });
    const added = statements.filter((one) => {
      const runs = runsOf(one.quote.text);
      const taken = runs.reduce((sum, run) => sum + (known.has(run) ? 1 : 0), 0);
      return one.wordCount >= FEWEST_WORDS && taken < TAKEN * runs.length;
    });
    // Of two copies with the same addition the second has nothing of its own.
    for (const { quote } of added) for (const run of runsOf(quote.text)) known.add(run);
    // What an outlet adds stands below the other's text: its place is counted from where its own begins.
    return added.map((one, position) => ({ ...one, position, isAdded: true }));
  });
}

function runsOf(text: string): Uint32Array {
  return shingles(Uint32Array.from(words(text), hashWord), 3);
}
