import type { PageFeatures } from './block-features.ts';
import { proseOf } from './containers.ts';

const TOLD = 0.5;
/** Less of the page's prose than this among what was chosen, and likelier blocks are looked for. */
const LEAST_PROSE = 0.08;
const LEAST_WORDS = 40;

/**
 * Which blocks are the article's. A page with prose has an article: where too little of it was likely, the likeliest of its
 * prose is taken, so that no page is refused because its markup is like no other's.
 */
export function toldBlocks(
  { blocks, texts, containers }: PageFeatures,
  odds: readonly number[],
): readonly boolean[] {
  const prose = blocks.map((block, index) => {
    const text = texts[index];
    return text ? proseOf(block, text) : 0;
  });
  const told = odds.map((p) => p >= TOLD);
  const sizeOf = (chosen: readonly boolean[]): number =>
    prose.reduce((sum, words, index) => sum + (chosen[index] ? words : 0), 0);
  if (sizeOf(told) >= Math.min(LEAST_WORDS, containers.page.prose * LEAST_PROSE) && sizeOf(told) > 0)
    return told;
  const most = Math.max(0, ...odds.filter((_, index) => (prose[index] ?? 0) > 0));
  return odds.map((p, index) => told[index] === true || ((prose[index] ?? 0) > 0 && p >= most / 3));
}
