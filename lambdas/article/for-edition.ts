import type { Article } from '../types.ts';
import { isBody } from './body.ts';
import { withinBounds } from './bounds.ts';

/**
 * An article as an edition reads it: within today's bounds, also where it was filed before there were any, and without
 * the text of blocks that no edition shows, so that a window of large files fits into memory. Blocks keep their places.
 */
export function forEdition(article: Article): Article {
  const { value } = withinBounds(article);
  const blocks = value.blocks.map((block) =>
    // What was cut out of a longer text would keep all of it in memory: a fresh copy does not.
    isBody(block.role) ? { ...block, text: ownCopy(block.text) } : { ...block, text: '' },
  );
  return { ...value, blocks };
}

function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text));
}
