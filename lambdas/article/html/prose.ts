import { endsSentence, wordCount } from '../sentences.ts';
import type { HtmlBlock } from './blocks.ts';

/** Letters in whole sentences that are not links: what a page has to tell, its menus left out. */
export function proseSize(blocks: readonly HtmlBlock[]): number {
  const prose = blocks.filter(
    (block) =>
      block.linked < block.text.length / 2 && wordCount(block.text) >= 12 && endsSentence(block.text),
  );
  return sizeOf(prose);
}

/** Letters in all blocks. */
export function sizeOf(blocks: readonly HtmlBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}
