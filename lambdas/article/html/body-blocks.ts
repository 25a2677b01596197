import { proseOf } from './containers.ts';
import type { PageFeatures } from './features/block-features.ts';
import { typesOf } from './metadata/json-ld.ts';
import type { PageFacts } from './metadata/page-facts.ts';

const TOLD = 0.5;
/**
 * Where a page says of itself much, but not that it is news nor when it was published: guides and product reviews, whose markup is like no
 * newspaper's. Of publishers left out, WCXB F1 .960 so, .957 with .5 for all; those of article-extraction-benchmark stay at .976.
 */
const TOLD_UNDATED = 0.3;
/** Less of the page's prose than this among what was chosen, and likelier blocks are looked for. */
const LEAST_PROSE = 0.08;
const LEAST_WORDS = 40;

/**
 * Which blocks are the article's. A page with prose has an article: where too little of it was likely, the likeliest of its
 * prose is taken, so that no page is refused because its markup is like no other's.
 */
export function bodyBlocks(
  { blocks, texts, containers }: PageFeatures,
  odds: readonly number[],
  facts: Pick<PageFacts, 'meta' | 'article'>,
): readonly boolean[] {
  const prose = blocks.map((block, index) => {
    const text = texts[index];
    return text ? proseOf(block, text) : 0;
  });
  const least = isUndated(facts) ? TOLD_UNDATED : TOLD;
  const isBody = odds.map((p) => p >= least);
  const sizeOf = (chosen: readonly boolean[]): number =>
    prose.reduce((sum, words, index) => sum + (chosen[index] ? words : 0), 0);
  if (sizeOf(isBody) >= Math.min(LEAST_WORDS, containers.page.prose * LEAST_PROSE) && sizeOf(isBody) > 0)
    return isBody;
  const most = Math.max(0, ...odds.filter((_, index) => (prose[index] ?? 0) > 0));
  return odds.map((p, index) => isBody[index] === true || ((prose[index] ?? 0) > 0 && p >= most / 3));
}

function isUndated({ meta, article }: Pick<PageFacts, 'meta' | 'article'>): boolean {
  const isNews = article !== null && typesOf(article).some((type) => /News/.test(type));
  return meta.size > 0 && !isNews && !DATED.some((name) => meta.has(name));
}

const DATED = ['article:published_time', 'article:section'];
