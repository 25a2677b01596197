import { nameKey } from '../../article/metadata/name-key.ts';
import { hashWord, shingles, words } from '../../language/words.ts';
import type { WindowArticle } from '../../types.ts';
import { chosenSentences } from '../statements/chosen.ts';
import type { Statement } from '../statements/statements.ts';

/** A sentence of which so many runs of three words stand in another text is told there too, if shortened or turned round. */
const TOLD = 0.4;

/**
 * Whether another outlet's copy of a text tells a sentence of one of these articles. Copies witness nothing, since their words are another's; but what they
 * print is not one outlet's alone.
 */
export function toldInCopies(
  copies: readonly WindowArticle[],
  articles: readonly WindowArticle[],
): (statement: Statement) => boolean {
  const outlets = new Map([...articles, ...copies].map((item) => [item.id, outletOf(item)]));
  const known = copies.map((item) => ({
    outlet: outletOf(item),
    runs: new Set(chosenSentences(item.article).flatMap(({ text }) => [...runsOf(text)])),
  }));
  return ({ quote }) => {
    const own = runsOf(quote.text);
    return known.some((copy) => {
      if (copy.outlet === outlets.get(quote.articleId)) return false;
      const told = own.reduce((sum, run) => sum + (copy.runs.has(run) ? 1 : 0), 0);
      return told > 0 && told >= TOLD * own.length;
    });
  };
}

/** Two papers with one agency's report are one witness, but two outlets. */
function outletOf({ id, article }: WindowArticle): string {
  return nameKey(article.outlet ?? '') || `article ${id}`;
}

function runsOf(text: string): Uint32Array {
  return shingles(Uint32Array.from(words(text), hashWord), 3);
}
