import type { Quote, Story } from '../../types.ts';
import { overlaps } from './quote-budget.ts';

/**
 * The stories without what outlets dispute in any of them: where they differ it is shown with both sides, and nowhere else
 * in a mail is it told as a fact.
 */
export function withoutDisputed(stories: readonly Story[]): readonly Story[] {
  const sides = stories.flatMap(({ differ }) =>
    differ.flatMap(({ quotes, others = [] }) => [...quotes, ...others.flat()]),
  );
  if (sides.length === 0) return stories;
  const byArticle = Map.groupBy(sides, ({ articleId }) => articleId);
  const isFree = (quote: Quote) =>
    !(byArticle.get(quote.articleId) ?? []).some((side) => overlaps(quote, side));
  return stories.map((story): Story => {
    const { spoken, ...rest } = story;
    return {
      ...rest,
      summary: story.summary.filter(isFree),
      agree: story.agree.filter(({ quotes, shown = 1 }) => quotes.slice(0, shown).every(isFree)),
      only: story.only.filter(({ quote }) => isFree(quote)),
      ...(story.leads === undefined ? {} : { leads: story.leads.filter(isFree) }),
      ...(story.people === undefined ? {} : { people: story.people.filter(({ role }) => isFree(role)) }),
      ...(story.timeline === undefined
        ? {}
        : { timeline: story.timeline.filter(({ quote }) => isFree(quote)) }),
      ...(spoken !== undefined && isFree(spoken.quote) ? { spoken } : {}),
    };
  });
}
