import { endsSentence, wordCount } from '../roles/sentences.ts';
import { takeHidden } from './hidden.ts';
import { type PageBlock, pageBlocks } from './page-blocks.ts';
import { type PageElement, treeOf } from './tree.ts';

/** Letters of prose: a page that shows less shows no article. */
const LEAST_IN_SIGHT = 200;
const LEAST_WORDS = 12;
/**
 * So many times what is in sight, and the article is what is hidden: it waits for a script that fades it in or puts it into
 * its place, for a click on "Read more", or was covered by a paywall (25 of 1,022 pages, whose articles were lost without this).
 */
const MANY_TIMES = 2;

/**
 * The page without what a browser would not show, and the texts of that, kept as the page's frame. Where the article itself is
 * hidden, the page is taken as it came. Changes `page`.
 */
export function withoutHidden(
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
  const unseen = proseSize(hidden);
  const isWaiting = unseen > 0 && unseen > leastHidden(proseSize(pageBlocks(page)));
  return isWaiting ? { page: treeOf(html), hidden: [] } : { page, hidden: hidden.map((block) => block.text) };
}

/** Letters of hidden prose beyond which a page with so much in sight hides its article. */
function leastHidden(seen: number): number {
  return seen < LEAST_IN_SIGHT ? 0 : seen * MANY_TIMES;
}

/** Letters in whole sentences that are not links, each counted once: what a page has to tell, its menus left out. */
function proseSize(blocks: readonly PageBlock[]): number {
  const sentences = blocks.filter(
    ({ text, linked }) => linked < text.length / 2 && wordCount(text) >= LEAST_WORDS && endsSentence(text),
  );
  return [...new Set(sentences.map(({ text }) => text))].reduce((sum, text) => sum + text.length, 0);
}
