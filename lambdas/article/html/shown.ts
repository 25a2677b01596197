import { endsSentence, wordCount } from '../sentences.ts';
import { takeHidden } from './hidden.ts';
import { type PageBlock, pageBlocks } from './page-blocks.ts';
import { type PageElement, treeOf } from './tree.ts';

/** Letters of prose: a page that shows less shows no article. */
const LEAST_IN_SIGHT = 200;
const LEAST_WORDS = 12;

/**
 * The page without what a browser would not show, and the texts of that, kept as the page's frame. Where no prose is left in
 * sight, the page waits for a script or a click to show its article: then it is taken as it came. Changes `page`.
 */
export function shownIn(
  page: PageElement,
  html: string,
): { readonly page: PageElement; readonly hidden: readonly string[] } {
  const taken = takeHidden(page);
  if (taken.length === 0) return { page, hidden: [] };
  const hidden = taken.flatMap((node) =>
    pageBlocks(
      typeof node === 'string' ? { name: '#text', attributes: {}, parent: null, children: [node] } : node,
    ),
  );
  const isWaiting = proseSize(hidden) > 0 && proseSize(pageBlocks(page)) < LEAST_IN_SIGHT;
  return isWaiting ? { page: treeOf(html), hidden: [] } : { page, hidden: hidden.map((block) => block.text) };
}

/** Letters in whole sentences that are not links: what a page has to tell, its menus left out. */
function proseSize(blocks: readonly PageBlock[]): number {
  return blocks
    .filter(
      ({ text, linked }) => linked < text.length / 2 && wordCount(text) >= LEAST_WORDS && endsSentence(text),
    )
    .reduce((sum, { text }) => sum + text.length, 0);
}
