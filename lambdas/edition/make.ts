import { withKnownDate } from '../article/metadata/known-date.ts';
import { nameKey } from '../article/metadata/name-key.ts';
import { BUDGET, type Budget } from '../claims/budget.ts';
import type { Compare } from '../claims/compare/comparisons.ts';
import type { Allowance } from '../claims/parts/material.ts';
import { readWindow } from '../claims/read-window.ts';
import type { VectorsOf } from '../claims/statements/statements.ts';
import { type ToldStories, tellWindow } from '../claims/tell.ts';
import { withOneName } from '../stories/outlet-names.ts';
import type { Edition, Settings, WindowArticle } from '../types.ts';
import {
  articleAllowance,
  countWords,
  DEFAULT_QUOTE_BUDGET,
  keepWithinQuoteBudget,
  type QuoteBudget,
} from './select/quote-budget.ts';
import { editionId, instantOf, windowOf } from './slot.ts';

export interface EditionInput extends TellingMeans {
  readonly articles: readonly WindowArticle[];
  readonly previous: Edition | null;
  readonly settings: Settings;
  /** ISO instant. */
  readonly slot: string;
  /** Without them nothing is compared: no agreement, no difference, no "only in". */
  readonly vectorsOf?: VectorsOf;
}

interface TellingMeans {
  /** What the telling may cost; absent: `BUDGET`. */
  readonly budget?: Budget;
  readonly compare?: Compare;
}

/**
 * The edition of a slot: a function of the set of articles, in whatever order they come and however often (promise 1).
 * Articles outside the slot's window are left out; of two versions at one key the one received last counts.
 */
export function makeEdition(input: EditionInput): Edition {
  return readEdition(input)(input.compare);
}

/** The same in two steps: its window is read once, and may be told by one comparison and then by another. */
export function readEdition({
  articles,
  previous,
  settings,
  slot,
  budget = BUDGET,
  vectorsOf,
}: Omit<EditionInput, 'compare'>): (compare?: Compare) => Edition {
  const window = windowOf(slot, settings.windowHours);
  const latest = latestVersions(articles.filter(({ received }) => isWithin(received, window)));
  const wanted = latest.filter(({ decisions }) => decisions?.drop !== true);
  const inWindow = withOneName(
    wanted
      .filter((one) => !isQuarantined(one))
      .map((one) => ({
        ...one,
        article: withKnownDate(one.article, { received: one.received, coverage: settings.coverage }),
      })),
  );
  const reading = {
    topic: settings.topic,
    previous,
    budget,
    ...(vectorsOf === undefined ? {} : { vectorsOf }),
  };
  const read = readWindow(inWindow, reading);
  const all = inWindow.map(({ id, article }) => `${id}/${article.version}`).toSorted();
  const cap = settings.quoteCap ?? DEFAULT_QUOTE_BUDGET;
  const counted = {
    articles: inWindow.length,
    languages: new Set(inWindow.flatMap(({ article }) => article.language ?? [])).size,
    quarantined: wanted.length - inWindow.length,
    ...(wanted.length === latest.length ? {} : { dropped: latest.length - wanted.length }),
  };
  return (compare) => {
    const means = { budget, allowance: allowanceOf(cap), ...(compare === undefined ? {} : { compare }) };
    const told = tellWindow(read, means);
    const stories = keepWithinQuoteBudget(told.stories, inWindow, { cap, languages: settings.languages });
    return {
      id: editionId(slot),
      number: (previous?.number ?? 0) + 1,
      slot: instantOf(slot),
      window,
      name: settings.name,
      topic: settings.topic.title,
      stories,
      offTopic: told.offTopic,
      ...(told.overBudget.length === 0 ? {} : { overBudget: told.overBudget }),
      articles: all,
      ...(previous === null ? {} : { fresh: freshIn(all, previous) }),
      counts: {
        ...counted,
        outlets: countOutlets(inWindow, told),
        stories: stories.length,
        copies: told.copies,
        offTopic: told.offTopic.length,
      },
    };
  };
}

/** Articles, by id and version, that the edition before did not have in any version. */
function freshIn(all: readonly string[], previous: Edition): readonly string[] {
  const idOf = (name: string) => name.slice(0, name.indexOf('/'));
  const before = new Set(previous.articles.map(idOf));
  return all.filter((one) => !before.has(idOf(one)));
}

/** What an editor must confirm first is in no list of the edition, so it is new once it is released. */
export function isQuarantined({ article, confirmed }: WindowArticle): boolean {
  return article.quarantine !== undefined && confirmed !== true;
}

/** Stories stay within the quote budget from the start, so that the cap has little to drop. */
function allowanceOf(cap: QuoteBudget): Allowance {
  return {
    of: ({ article }) => articleAllowance(article, cap),
    words: countWords,
  };
}

function isWithin(received: string, window: { readonly from: string; readonly to: string }): boolean {
  const time = Date.parse(received);
  return Date.parse(window.from) <= time && time < Date.parse(window.to);
}

function latestVersions(articles: readonly WindowArticle[]): WindowArticle[] {
  const latest = new Map<string, WindowArticle>();
  for (const article of articles) {
    const known = latest.get(article.id);
    if (known === undefined || rank(known) < rank(article)) latest.set(article.id, article);
  }
  return [...latest.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Newest last; equal times fall back on the version, so that the choice does not hang on the order of arrival. */
function rank({ received, article }: WindowArticle): string {
  return `${new Date(received).toISOString()} ${article.version}`;
}

function order({ id, article }: WindowArticle): string {
  return `${article.published?.date ?? ''} ${article.version} ${id}`;
}

/** Copies under no name add no outlet; any other article that names none is its own source. */
function countOutlets(articles: readonly WindowArticle[], { stories, offTopic }: ToldStories): number {
  const named = articles.flatMap(({ article }) => (article.outlet === null ? [] : nameKey(article.outlet)));
  const originals = [...stories.flatMap(({ sources }) => sources), ...offTopic];
  return new Set(named).size + originals.filter(({ outlet }) => outlet === null).length;
}
