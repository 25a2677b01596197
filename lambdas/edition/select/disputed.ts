import type { Quote, Story } from '../../types.ts';
import { headlineIn } from './headline-in-language.ts';
import { overlaps } from './same-words.ts';

/** Whether a sentence is, or holds, a side of what these stories' outlets dispute. */
export function disputedIn(stories: readonly Story[]): (quote: Quote) => boolean {
  const sides = stories.flatMap(({ differ }) =>
    differ.flatMap(({ quotes, others = [] }) => [...quotes, ...others.flat()]),
  );
  const byArticle = Map.groupBy(sides, ({ articleId }) => articleId);
  return (quote) => (byArticle.get(quote.articleId) ?? []).some((side) => overlaps(quote, side));
}

/**
 * The stories without what outlets dispute in any of them: where they differ it is shown with both sides, and nowhere else
 * in a mail or on a page is it told as a fact, by a headline either where another title does not.
 */
export function withoutDisputed(stories: readonly Story[]): readonly Story[] {
  if (stories.every(({ differ }) => differ.length === 0)) return stories;
  const isDisputed = disputedIn(stories);
  const isFree = (quote: Quote) => !isDisputed(quote);
  return stories.map((story): Story => {
    const { spoken, ...rest } = story;
    return {
      ...rest,
      headline: { ...story.headline, ...headlineIn(story, story.headline.language ?? '') },
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
