import { blocksOf, type HtmlBlock } from './blocks.ts';
import { documentOf } from './document.ts';
import type { DomDocument } from './dom.ts';
import { takeHidden } from './hidden.ts';
import { proseSize } from './prose.ts';

/** Letters of prose: a page that shows less shows no article. */
const LEAST_IN_SIGHT = 200;

/**
 * The page without what a browser would not show, and that, kept as the page's frame. Where no prose is left in sight, the
 * page waits for a script to show its article: then it is taken as it came.
 */
export function shownIn(
  document: DomDocument,
  text: string,
): {
  readonly document: DomDocument;
  readonly whole: readonly HtmlBlock[];
  readonly hidden: readonly HtmlBlock[];
} {
  const taken = takeHidden(document);
  const whole = blocksOf(document.body);
  const hidden = taken.flatMap(blocksOf);
  if (proseSize(hidden) === 0 || proseSize(whole) >= LEAST_IN_SIGHT) return { document, whole, hidden };
  const source = documentOf(text);
  return { document: source, whole: blocksOf(source.body), hidden: [] };
}
