import { bodyText } from '../article/body.ts';
import type { Agreement, Difference, Quote, Story, WindowArticle } from '../types.ts';

/** Words of one article that an edition may quote: 120 or 20 % of it, the smaller. */
const MOST_WORDS = 120;
const MOST_SHARE = 0.2;
/** Below this a short article could not be quoted at all. */
const LEAST_WORDS = 25;

/** How many of an article's words may be quoted. */
export function quoteAllowance(bodyWords: number): number {
  return Math.max(LEAST_WORDS, Math.min(MOST_WORDS, Math.floor(bodyWords * MOST_SHARE)));
}

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/**
 * Drops quotes that go past an article's allowance. First served are the differences, which no other digest has and
 * which need both sides, then the lead sentence, agreements and what stands alone; the rest of the summary takes what is left. A sentence shown twice is
 * counted once; a comparison left with one side is dropped whole.
 */
export function capQuotes(stories: readonly Story[], articles: readonly WindowArticle[]): Story[] {
  const allowances = new Map(
    articles.map(({ id, article }) => [
      `${id}/${article.version}`,
      quoteAllowance(countWords(bodyText(article))),
    ]),
  );
  return stories.map((story) => capStory(story, allowances));
}

function capStory(story: Story, allowances: ReadonlyMap<string, number>): Story {
  const take = taker(allowances);
  const differ = story.differ.flatMap((difference) => sidesOf<Difference>(difference, take));
  const lead = story.summary.slice(0, 1).filter((quote) => take([quote]));
  const agree = story.agree.flatMap((agreement) => sidesOf<Agreement>(agreement, take));
  const only = story.only.filter(({ quote }) => take([quote]));
  const rest = story.summary.slice(1).filter((quote) => take([quote]));
  return { ...story, summary: [...lead, ...rest], differ, agree, only };
}

type Take = (quotes: readonly Quote[]) => boolean;

/** Takes all of the quotes or, when one of their articles has too few words left, none. */
function taker(allowances: ReadonlyMap<string, number>): Take {
  const taken = new Set<string>();
  const used = new Map<string, number>();
  return (quotes) => {
    const fresh = quotes.filter((quote) => !taken.has(placeOf(quote)));
    const after = new Map(used);
    for (const quote of fresh) {
      const article = `${quote.articleId}/${quote.version}`;
      const words = (after.get(article) ?? 0) + countWords(quote.text);
      if (words > (allowances.get(article) ?? LEAST_WORDS)) return false;
      after.set(article, words);
    }
    for (const [article, words] of after) used.set(article, words);
    for (const quote of fresh) taken.add(placeOf(quote));
    return true;
  };
}

function placeOf(quote: Quote): string {
  return `${quote.articleId}/${quote.version}/${quote.block}/${quote.offset}`;
}

/** Two sides make a comparison: they come together or not at all. Further ones come while there is room. */
function sidesOf<T extends { readonly quotes: readonly Quote[] }>(comparison: T, take: Take): T[] {
  const [first, second, ...further] = comparison.quotes;
  if (first === undefined || second === undefined || !take([first, second])) return [];
  return [{ ...comparison, quotes: [first, second, ...further.filter((quote) => take([quote]))] }];
}
