import { bodyText } from '../article/body.ts';
import { byCodeUnits } from '../language/by-code-units.ts';
import { sourceOf } from '../stories/sources.ts';
import type { OverBudget, WindowArticle } from '../types.ts';

/** Of a window that is too large the longest articles are set aside: the fewest, and what is left is read whole. `nameOf` orders equals. */
export function withinLetters(
  articles: readonly WindowArticle[],
  most: number,
  nameOf: (item: WindowArticle) => string,
): { readonly affordable: readonly WindowArticle[]; readonly over: readonly OverBudget[] } {
  const sizes = articles.map((item) => ({ item, size: bodyText(item.article).length }));
  let letters = sizes.reduce((sum, { size }) => sum + size, 0);
  if (letters <= most) return { affordable: articles, over: [] };
  const over: OverBudget[] = [];
  const affordable: WindowArticle[] = [];
  for (const { item, size } of sizes.toSorted(
    (a, b) => b.size - a.size || byCodeUnits(nameOf(a.item), nameOf(b.item)),
  )) {
    if (letters <= most) affordable.push(item);
    else over.push({ ...sourceOf(item), over: 'letters' });
    if (letters > most) letters -= size;
  }
  return { affordable, over };
}
