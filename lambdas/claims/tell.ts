import { reasonsOf } from '../stories/rank.ts';
import { sourceOf } from '../stories/sources.ts';
import type { Edition, OverBudget, Quote, Story, StorySource, WindowArticle } from '../types.ts';
import { accountOf, BUDGET } from './budget.ts';
import type { Compare } from './compare/comparisons.ts';
import { differencesOnce } from './parts/differences-once.ts';
import { editorialParts } from './parts/editorial.ts';
import { type Agreed, type Allowance, openQuota } from './parts/material.ts';
import {
  type Copies,
  inDraft,
  nameOf,
  type ReadingContext,
  type ReadWindow,
  readWindow,
} from './read-window.ts';
import { tellRead } from './tell-story.ts';

export interface ToldStories {
  /** In the order in which they are told. */
  readonly stories: Story[];
  readonly offTopic: Edition['offTopic'];
  /** By name, what was too dear to tell. */
  readonly overBudget: readonly OverBudget[];
  /** Articles folded under another one. */
  readonly copies: number;
}

/** What stories are told with. Without a comparison nothing is compared: no agreement, no difference, no "only in". */
export interface TellingContext extends Pick<ReadingContext, 'budget'> {
  readonly allowance?: Allowance;
  readonly compare?: Compare;
}

const NOTHING_SAID = { ab: 'no', ba: 'no', conflict: false } as const;
const UNLIMITED: Allowance = { of: () => Number.POSITIVE_INFINITY, words: () => 0 };

/**
 * The stories of a window. A function of the set of articles: their order, and the same file given twice, change
 * nothing; a copy under another name changes counts and source lists only. Nothing is quoted that does not stand
 * verbatim in a body block (see `Quote`), and of no article more than the `allowance`, where there is one. Each article
 * is in exactly one story, off topic or, where the `budget` ends, set aside.
 */
export function tellStories(
  articles: readonly WindowArticle[],
  context: ReadingContext & TellingContext,
): ToldStories {
  return tellWindow(readWindow(articles, context), context);
}

/** Tells a window that was read before. */
export function tellWindow(window: ReadWindow, context: TellingContext): ToldStories {
  const { affordable, offTopic, overBudget, copies } = window;
  const byId = new Map(affordable.map((item) => [item.id, item] as const));
  const comparisons = accountOf((context.budget ?? BUDGET).comparisons);
  const quota = openQuota(affordable, context.allowance ?? UNLIMITED);
  const isNewDifference = differencesOnce();
  // Without a comparison nothing is told of two outlets.
  const isCompared = context.compare !== undefined;
  const ofWindow = isCompared ? window.stories.flatMap(({ outliers }) => outliers) : [];
  const agreedBefore: Agreed[] = [];
  const stories = window.stories.map((draft): Story => {
    const {
      representatives: sources,
      cost,
      agreed,
      ...all
    } = tellRead(draft.read, {
      quota,
      compare: context.compare ?? (() => NOTHING_SAID),
      elsewhere: draft.elsewhere,
      outliers: isCompared ? draft.outliers : [],
      ofWindow,
      numbers: window.numbers,
      comparisons: comparisons.left(),
      agreedBefore,
    });
    agreedBefore.push(...agreed);
    const withNewDifferences = { ...all, differ: all.differ.filter(isNewDifference) };
    comparisons.spend(cost);
    const lines = sources.map((item) => withCopies(item, draft.copies));
    const others = quotedFromElsewhere(withNewDifferences, lines).flatMap((id) => byId.get(id) ?? []);
    return {
      ...draft.identity,
      ...withNewDifferences,
      ...editorialParts(inDraft(draft), withNewDifferences.headline),
      sources: lines,
      ...(others.length > 0 ? { elsewhere: others.map((item) => sourceOf(item)) } : {}),
      reasons: reasonsOf(draft.rankInput),
    };
  });
  return { stories, offTopic, overBudget, copies };
}

/** Ids of articles that a story quotes, or names as witnesses, and that stand in another story. */
function quotedFromElsewhere(
  { agree, differ }: Pick<Story, 'agree' | 'differ'>,
  lines: readonly StorySource[],
): readonly string[] {
  const own = new Set(
    lines.flatMap(({ articleId, copies }) => [articleId, ...copies.map((one) => one.articleId)]),
  );
  const quotes: readonly Quote[] = [
    ...agree.flatMap((one) => one.quotes),
    ...differ.flatMap((one) => [...one.quotes, ...(one.others ?? []).flat()]),
  ];
  return [...new Set(quotes.map(({ articleId }) => articleId))].filter((id) => !own.has(id));
}

function withCopies(item: WindowArticle, copies: Copies): StorySource {
  const own = copies.get(nameOf(item)) ?? [];
  return { ...sourceOf(item), copies: own.map(({ article, kind }) => sourceOf(article, kind)) };
}
