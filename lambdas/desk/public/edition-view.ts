import { shownOf } from '../../edition/overlay/shown.ts';
import { articlesOf } from '../../edition/overlay/without.ts';
import { instantInWords } from '../arrivals.ts';
import { editionActs, type HistoryContext } from './history.ts';
import type { PublicRecord } from './public-ports.ts';
import { articleTarget, storyTarget, type Target, wholeEdition } from './target.ts';

export interface EditionContext extends HistoryContext {
  readonly languages: readonly string[];
  /** Whether this editor may correct and take down. */
  readonly isApprover: boolean;
}

/** An edition that went out as the public sees it now, what an approver can do about each part of it, and what was done. */
export function editionView(record: PublicRecord, context: EditionContext): object {
  const { edition, overlay, delivery, stop } = record;
  const { timeZone, languages, isApprover } = context;
  const { edition: shown, isTakenDown } = shownOf(edition, overlay);
  const acts = editionActs(record, context);
  return {
    title: `No ${edition.number}, ${instantInWords(edition.slot, timeZone)}`,
    delivery: deliveryInWords(delivery, stop),
    isTakenDown,
    isApprover,
    pages: languages.map((language) => ({ language, href: `/editions/${edition.id}.${language}.html` })),
    whole: linksOf(wholeEdition(edition)),
    stories: shown.stories.map((story) => ({
      headline: story.headline.text,
      language: story.headline.language,
      links: linksOf(storyTarget(edition, story)),
      articles: articlesOf(story).map((source) => {
        const target = articleTarget(edition, source);
        const { articleId, key } = source;
        return { name: target.name, key, links: linksOf(target), href: `/desk/file/${articleId}` };
      }),
    })),
    gone: edition.stories.length - shown.stories.length,
    acts: acts.toReversed(),
    isOnItsWay: acts.some(({ isOnItsWay }) => isOnItsWay),
  };
}

const linksOf = ({ path }: Target) => ({
  correct: `/desk/amend/correct/${path}`,
  takeDown: `/desk/amend/take-down/${path}`,
});

function deliveryInWords(delivery: PublicRecord['delivery'], stop: PublicRecord['stop']): string {
  if (delivery === null) return 'Nothing of it was mailed so far.';
  if (delivery.state === 'closed') return 'Its mail has gone out.';
  return stop === null ? 'Its mail is going out.' : `Its mail was stopped: ${stop.reason}.`;
}
