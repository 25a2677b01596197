import { bodyText } from '../article/body.ts';
import { byCodeUnits } from '../language/by-code-units.ts';
import { type GroupItem, groupArticles } from '../stories/group.ts';
import { identify } from '../stories/identity.ts';
import { type RankInput, rankScore, reasonsOf } from '../stories/rank.ts';
import { byDate, originOf, ownTitle, publishedAt, sourceOf } from '../stories/sources.ts';
import type {
  CopyKind,
  Edition,
  OverBudget,
  Quote,
  Story,
  StorySource,
  Topic,
  WindowArticle,
} from '../types.ts';
import { withinLetters } from './affordable.ts';
import { accountOf, BUDGET, type Budget } from './budget.ts';
import { type Compare, LEAST_COSINE } from './compare/relations.ts';
import { differencesOnce } from './parts/differences-once.ts';
import { editorialParts, groupDecisions, leadOrder } from './parts/editorial.ts';
import { type Allowance, openQuota } from './parts/material.ts';
import { openingOf } from './statements/chosen.ts';
import { type Statement, statementsOf, type VectorsOf } from './statements/statements.ts';
import { windowIndex } from './statements/window-index.ts';
import { tellStory } from './tell-story.ts';

export interface ToldStories {
  /** In the order in which they are told. */
  readonly stories: Story[];
  readonly offTopic: Edition['offTopic'];
  /** By name, what was too dear to tell. */
  readonly overBudget: readonly OverBudget[];
  /** Articles folded under another one. */
  readonly copies: number;
}

/** What stories are told with. Without vectors and a comparison nothing is compared: no agreement, no difference, no "only in". */
export interface TellingContext {
  readonly topic: Topic;
  readonly previous: Edition | null;
  readonly allowance?: Allowance;
  readonly vectorsOf?: VectorsOf;
  readonly compare?: Compare;
  readonly budget?: Budget;
}

/** Sentences of other stories that one is compared with. */
const MOST_ELSEWHERE = 12;
/** Among these many nearest of the window, its own story's included. */
const MOST_NEAR = 36;
const NOTHING_SAID = { ab: 'no', ba: 'no', conflict: false } as const;
const UNLIMITED: Allowance = { of: () => Number.POSITIVE_INFINITY, words: () => 0 };

/** One story's articles, earliest first, before it has a name and a place. */
interface Draft {
  readonly representatives: readonly WindowArticle[];
  readonly copies: Copies;
  readonly rankInput: RankInput;
}

/** By the name of what they are copies of. */
type Copies = ReadonlyMap<string, readonly { readonly article: WindowArticle; readonly kind: CopyKind }[]>;

/**
 * The stories of a window. A function of the set of articles: their order, and the same file given twice, change
 * nothing; a copy under another name changes counts and source lists only. Nothing is quoted that does not stand
 * verbatim in a body block (see `Quote`), and of no article more than the `allowance`, where there is one. Each article
 * is in exactly one story, off topic or, where the `budget` ends, set aside.
 */
export function tellStories(articles: readonly WindowArticle[], context: TellingContext): ToldStories {
  const budget = context.budget ?? BUDGET;
  const { affordable, over } = withinLetters(articles, budget.letters, nameOf);
  const byName = new Map(affordable.map((article) => [nameOf(article), article] as const));
  const vectorsOf = context.vectorsOf ?? (() => null);
  const grouping = groupArticles(
    [...byName].map(([name, item]) => groupItem(name, item, vectorsOf)),
    context.topic,
    vectorsOf,
    groupDecisions(byName),
  );
  const linkOf = new Map(grouping.copies.map((link) => [link.id, link] as const));
  const find = (name: string): WindowArticle[] => {
    const found = byName.get(name);
    return found === undefined ? [] : [found];
  };
  const drafts = grouping.stories.map(({ articles: names }): Draft => {
    const representatives = names.filter((name) => !linkOf.has(name)).flatMap(find);
    const folded = names.flatMap((name) => {
      const link = linkOf.get(name);
      return link === undefined
        ? []
        : find(name).map((article) => ({ article, kind: link.kind, of: link.of }));
    });
    const near = names.reduce((most, name) => Math.max(most, grouping.closeness.get(name) ?? 0), 0);
    return {
      representatives: representatives.toSorted(byDate),
      copies: Map.groupBy(folded, ({ of }) => of),
      rankInput: rankInputOf(representatives, near),
    };
  });
  const newest =
    drafts
      .map(({ rankInput }) => rankInput.newest)
      .sort(byCodeUnits)
      .at(-1) ?? '';
  const ranked = drafts
    .map((draft) => ({ draft, score: rankScore(draft.rankInput, newest) }))
    .sort(
      (a, b) =>
        byCodeUnits(leadOrder(inDraft(b.draft)), leadOrder(inDraft(a.draft))) ||
        b.score - a.score ||
        byCodeUnits(earliest(a.draft), earliest(b.draft)),
    )
    .map(({ draft }) => draft);
  const identities = identify(
    ranked.map((draft) => ({ earliest: earliest(draft), articles: allOf(draft) })),
    context.previous,
  );
  const offTopic = grouping.offTopic.flatMap(({ id, closeness }) =>
    find(id).map((item) => ({ ...sourceOf(item, linkOf.get(id)?.kind), closeness })),
  );
  // What is set aside as another subject is looked through as well: "only in" speaks of everything received.
  const aside = grouping.offTopic.flatMap(({ id }) => (linkOf.has(id) ? [] : find(id)));
  const elsewhere = elsewhereIn([...drafts.map(({ representatives }) => representatives), aside], vectorsOf);
  const byId = new Map(articles.map((item) => [item.id, item] as const));
  const comparisons = accountOf(budget.comparisons);
  const quota = openQuota(affordable, context.allowance ?? UNLIMITED);
  const isNewDifference = differencesOnce();
  const stories = ranked.map(({ representatives, copies, rankInput }, index): Story => {
    const {
      representatives: sources,
      cost,
      ...all
    } = tellStory(representatives, {
      quota,
      vectorsOf,
      compare: context.compare ?? (() => NOTHING_SAID),
      elsewhere: elsewhere(representatives),
      copies: [...copies.values()].flat().map(({ article }) => article),
      comparisons: comparisons.left(),
    });
    const withNewDifferences = { ...all, differ: all.differ.filter(isNewDifference) };
    comparisons.spend(cost);
    const lines = sources.map((item) => withCopies(item, copies));
    const others = quotedFromElsewhere(withNewDifferences, lines).flatMap((id) => byId.get(id) ?? []);
    return {
      ...(identities[index] ?? { id: '', state: 'new' }),
      ...withNewDifferences,
      ...editorialParts(inDraft({ representatives, copies }), withNewDifferences.headline),
      sources: lines,
      ...(others.length > 0 ? { elsewhere: others.map((item) => sourceOf(item)) } : {}),
      reasons: reasonsOf(rankInput),
    };
  });
  return { stories, offTopic, overBudget: over, copies: grouping.copies.length };
}

/** For a story, the search through the sentences of all others, what is off the topic included. */
function elsewhereIn(groups: readonly (readonly WindowArticle[])[], vectorsOf: VectorsOf) {
  const storyOf = new Map<string, number>();
  const statements = groups.flatMap((articles, story) =>
    articles.flatMap((item) => {
      storyOf.set(item.id, story);
      return statementsOf(item, { source: -1, origin: originOf(item), vectorsOf });
    }),
  );
  const nearest = windowIndex(statements);
  return (articles: readonly WindowArticle[]) => {
    const own = storyOf.get(articles[0]?.id ?? '');
    return (statement: Statement): readonly Statement[] =>
      nearest(statement, { least: LEAST_COSINE, most: MOST_NEAR })
        .filter(({ quote }) => storyOf.get(quote.articleId) !== own)
        .slice(0, MOST_ELSEWHERE);
  };
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

/** Text first, so that the same bytes under two names stand together and the order never follows the name. */
function nameOf({ id, article }: WindowArticle): string {
  return `${article.version}/${id}`;
}

function groupItem(name: string, { article }: WindowArticle, vectorsOf: VectorsOf): GroupItem {
  return {
    id: name,
    text: bodyText(article),
    title: ownTitle(article),
    outlet: article.outlet,
    published: publishedAt(article),
    language: article.language,
    url: article.url,
    opening: vectorsOf(openingOf(article)),
  };
}

function rankInputOf(representatives: readonly WindowArticle[], closeness: number): RankInput {
  const dates = representatives.map(({ article, received }) => publishedAt(article) ?? received);
  return {
    independent: new Set(representatives.map(originOf)).size,
    languages: new Set(representatives.map(({ article }) => article.language ?? 'und')).size,
    newest:
      dates
        .map((date) => date.slice(0, 10))
        .sort(byCodeUnits)
        .at(-1) ?? '',
    closeness,
  };
}

function earliest({ representatives }: Draft): string {
  return representatives[0]?.article.version ?? '';
}

function inDraft({ representatives, copies }: Pick<Draft, 'representatives' | 'copies'>): WindowArticle[] {
  return [...representatives, ...[...copies.values()].flat().map(({ article }) => article)];
}

function allOf({ representatives, copies }: Draft): { articleId: string; version: string }[] {
  const folded = [...copies.values()].flat().map(({ article }) => article);
  return [...representatives, ...folded].map(({ id, article }) => ({
    articleId: id,
    version: article.version,
  }));
}
