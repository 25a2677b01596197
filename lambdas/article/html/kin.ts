import { isStop } from '../classify.ts';
import { endsSentence, wordCount } from '../sentences.ts';
import type { HtmlBlock } from './blocks.ts';

/** Readability may drop or split a few blocks; further apart, an equal text is another one. */
const REACH = 40;
/** A kind of element that holds this much of the found prose is what the page writes its paragraphs in. */
const SHARE = 0.2;
/** Blocks of another kind in a row after which the article is over. */
const APART = 25;
const LEAST_WORDS = 5;
const LONGEST_SUBHEADING = 24;

/**
 * Gives an article back the paragraphs and subheadings that Readability dropped: what stands between or beside its
 * paragraphs in elements of the same name and class. `page` is the pruned page, `found` what Readability took of it.
 */
export function withKin(page: readonly HtmlBlock[], found: readonly HtmlBlock[]): readonly HtmlBlock[] {
  const taken = aligned(page, found);
  const kin = kinOfProse(found, page, taken);
  const first = taken.indexOf(true);
  const last = taken.lastIndexOf(true);
  if (first < 0) return found;
  const wanted = page.map((block, index) => taken[index] || (kin.has(block.kin) && isOwnProse(block)));
  const start = reach(page, wanted, first, -1);
  const end = reach(page, wanted, last, 1);
  const between = page.map((block, index) => {
    if (index < start || index > end) return false;
    return (
      wanted[index] || (index > first && block.role === 'subheading' && opens(block, index, page, wanted))
    );
  });
  const missing = found.filter(
    (block) => !page.some((one, index) => taken[index] && one.text === block.text),
  );
  // What Readability cut out of a larger block is not in the page's list: then its own list is the better one.
  if (missing.reduce((sum, block) => sum + block.text.length, 0) > sizeOf(found) * 0.1) return found;
  return page.filter((_, index) => between[index]);
}

function aligned(page: readonly HtmlBlock[], found: readonly HtmlBlock[]): readonly boolean[] {
  const taken = page.map(() => false);
  let next = 0;
  for (const { text } of found) {
    const at = page.findIndex(
      (block, index) => index >= next && (next === 0 || index < next + REACH * 4) && block.text === text,
    );
    if (at < 0) continue;
    taken[at] = true;
    next = at + 1;
  }
  return taken;
}

function kinOfProse(
  found: readonly HtmlBlock[],
  page: readonly HtmlBlock[],
  taken: readonly boolean[],
): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  page.forEach((block, index) => {
    if (taken[index] && block.role === 'paragraph' && isOwnProse(block))
      sizes.set(block.kin, (sizes.get(block.kin) ?? 0) + block.text.length);
  });
  const total = sizeOf(found);
  const named = (kin: string): boolean => /\.[^>.]/.test(kin);
  return new Set([...sizes].filter(([kin, size]) => named(kin) && size >= total * SHARE).map(([kin]) => kin));
}

function isOwnProse(block: HtmlBlock): boolean {
  return (
    block.linked < block.text.length / 2 && wordCount(block.text) >= LEAST_WORDS && endsSentence(block.text)
  );
}

/** How far the article goes on from an end of it: until too many strangers, or a line that ends articles. */
function reach(page: readonly HtmlBlock[], wanted: readonly boolean[], from: number, step: 1 | -1): number {
  let end = from;
  for (let at = from + step; at >= 0 && at < page.length && Math.abs(at - end) <= APART; at += step) {
    const block = page[at];
    if (!block || isStop(block.text)) break;
    if (wanted[at]) end = at;
  }
  return end;
}

/** A subheading is followed by the article's own text. */
function opens(
  block: HtmlBlock,
  index: number,
  page: readonly HtmlBlock[],
  wanted: readonly boolean[],
): boolean {
  const next = page[index + 1];
  return (
    block.linked < block.text.length / 2 &&
    wordCount(block.text) <= LONGEST_SUBHEADING &&
    !isStop(block.text) &&
    next !== undefined &&
    wanted[index + 1] === true
  );
}

function sizeOf(blocks: readonly HtmlBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}
