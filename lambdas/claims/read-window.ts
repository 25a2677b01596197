import { bodyText } from '../article/body.ts';
import type { EncodedSentence } from '../encoder/encode.ts';
import { ofLegible } from '../encoder/legible.ts';
import { byCodeUnits } from '../language/by-code-units.ts';
import { type GroupItem, groupArticles } from '../stories/group.ts';
import { identify } from '../stories/identity.ts';
import { type RankInput, rankScore } from '../stories/rank.ts';
import { byDate, originOf, ownTitle, publishedAt, sourceOf } from '../stories/sources.ts';
import type { CopyKind, Edition, OverBudget, Story, Topic, WindowArticle } from '../types.ts';
import { withinLetters } from './affordable.ts';
import { BUDGET, type Budget } from './budget.ts';
import { type Outlier, outliersAmong } from './compare/differences/outliers.ts';
import { LEAST_COSINE } from './compare/relations.ts';
import { numbersOfWindow, type WindowNumbers } from './numbers/window-numbers.ts';
import { groupDecisions, leadOrder } from './parts/editorial.ts';
import { openingOf } from './statements/chosen.ts';
import { type Statement, statementsOf, type VectorsOf } from './statements/statements.ts';
import { type WindowIndex, windowIndex } from './statements/window-index.ts';
import { type ReadStory, readStory } from './tell-story.ts';

/** A window's articles in stories, with what is near to each of their sentences: all that does not depend on how two sentences compare. */
export interface ReadWindow {
  /** In the order in which they are told. */
  readonly stories: readonly WindowStory[];
  readonly affordable: readonly WindowArticle[];
  readonly offTopic: Edition['offTopic'];
  /** By name, what was too dear to tell. */
  readonly overBudget: readonly OverBudget[];
  /** Articles folded under another one. */
  readonly copies: number;
  readonly numbers: WindowNumbers;
}

export interface WindowStory extends Draft {
  readonly identity: Pick<Story, 'id' | 'state'>;
  readonly read: ReadStory;
  /** Statements of other stories near to one of this story, nearest first. */
  readonly elsewhere: (statement: Statement) => readonly Statement[];
  /** Numbers and days that contradict each other, the surest sentence of the side that more outlets tell being of this story. */
  readonly outliers: readonly Outlier[];
}

/** Without vectors nothing can be compared. */
export interface ReadingContext {
  readonly topic: Topic;
  readonly previous: Edition | null;
  readonly vectorsOf?: VectorsOf;
  readonly budget?: Budget;
}

/** Sentences of other stories that one is compared with. */
const MOST_ELSEWHERE = 12;
/** Among these many nearest of the window, its own story's included. */
const MOST_NEAR = 36;

/** One story's articles, earliest first, before it has a name and a place. */
interface Draft {
  readonly representatives: readonly WindowArticle[];
  readonly copies: Copies;
  readonly rankInput: RankInput;
}

/** By the name of what they are copies of. */
export type Copies = ReadonlyMap<string, readonly CopiedArticle[]>;

interface CopiedArticle {
  readonly article: WindowArticle;
  readonly kind: CopyKind;
}

/**
 * Reads the stories of a window. A function of the set of articles: their order, and the same file given twice, change nothing. Each
 * article is in exactly one story, off topic or, where the `budget` ends, set aside.
 */
export function readWindow(articles: readonly WindowArticle[], context: ReadingContext): ReadWindow {
  const { affordable, over } = withinLetters(articles, (context.budget ?? BUDGET).letters, nameOf);
  const byName = new Map(affordable.map((article) => [nameOf(article), article] as const));
  const vectorsOf = ofLegible(context.vectorsOf ?? (() => null));
  const grouping = groupArticles(
    [...byName].map(([name, item]) => groupItem(name, item, vectorsOf)),
    context.topic,
    vectorsOf,
    groupDecisions(byName),
  );
  const linkOf = new Map(grouping.copies.map((link) => [link.id, link] as const));
  const find = (name: string): readonly WindowArticle[] => {
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
  const ranked = inOrder(drafts);
  const identities = identify(
    ranked.map((draft) => ({ earliest: earliest(draft), articles: allOf(draft) })),
    context.previous,
  );
  const reads = ranked.map(({ representatives, copies }) =>
    readStory(representatives, {
      vectorsOf,
      copies: [...copies.values()].flat().map(({ article }) => article),
    }),
  );
  // What is set aside as another subject is looked through as well: "only in" speaks of everything received.
  const aside = grouping.offTopic.flatMap(({ id }) => (linkOf.has(id) ? [] : find(id)));
  const told = ranked.map(({ representatives }, at) => sentencesOf(representatives, reads[at], vectorsOf));
  const groups = [...told, sentencesOf(aside, undefined, vectorsOf)];
  const nearest = windowIndex(groups.flat());
  const elsewhere = elsewhereIn(groups, nearest);
  const storyOf = new Map(told.flatMap((group, at) => group.map((one) => [one, at] as const)));
  const numbers = numbersOfWindow([...drafts.flatMap(({ representatives }) => representatives), ...aside]);
  const outliers = Map.groupBy(outliersAmong(told.flat(), nearest, numbers), ({ several: [first] }) =>
    first === undefined ? undefined : storyOf.get(first),
  );
  return {
    stories: ranked.flatMap((draft, at) => {
      const read = reads[at];
      if (read === undefined) return [];
      return [
        {
          ...draft,
          identity: identities[at] ?? { id: '', state: 'new' },
          read,
          elsewhere: elsewhere(at),
          outliers: outliers.get(at) ?? [],
        },
      ];
    }),
    affordable,
    offTopic: grouping.offTopic.flatMap(({ id, closeness }) =>
      find(id).map((item) => ({ ...sourceOf(item, linkOf.get(id)?.kind), closeness })),
    ),
    overBudget: over,
    copies: grouping.copies.length,
    numbers,
  };
}

/** The newest and most reported first, as an editor ranks them. */
function inOrder(drafts: readonly Draft[]): readonly Draft[] {
  const newest =
    drafts
      .map(({ rankInput }) => rankInput.newest)
      .sort(byCodeUnits)
      .at(-1) ?? '';
  return drafts
    .map((draft) => ({ draft, score: rankScore(draft.rankInput, newest) }))
    .sort(
      (a, b) =>
        byCodeUnits(leadOrder(inDraft(b.draft)), leadOrder(inDraft(a.draft))) ||
        b.score - a.score ||
        byCodeUnits(earliest(a.draft), earliest(b.draft)),
    )
    .map(({ draft }) => draft);
}

/** All sentences of these articles: those that a story reads anyway, and the rest. */
function sentencesOf(
  articles: readonly WindowArticle[],
  read: ReadStory | undefined,
  vectorsOf: VectorsOf,
): readonly Statement[] {
  const compared = new Set(read?.compared);
  const others = articles.filter((item) => !compared.has(item));
  return [
    ...(read?.statements ?? []).filter((one) => one.isAdded !== true),
    ...others.flatMap((item) => statementsOf(item, { source: -1, origin: originOf(item), vectorsOf })),
  ];
}

/** For a story, the search through the sentences of all others, what is off the topic included. */
function elsewhereIn(groups: readonly (readonly Statement[])[], nearest: WindowIndex) {
  const storyOf = new Map<string, number>();
  for (const [story, statements] of groups.entries())
    for (const { quote } of statements) storyOf.set(quote.articleId, story);
  return (own: number) => {
    // A window is told more than once, and searched once.
    const known = new WeakMap<EncodedSentence, Map<string, readonly Statement[]>>();
    const search = (statement: Statement) =>
      nearest(statement, { least: LEAST_COSINE, most: MOST_NEAR })
        .filter(({ quote }) => storyOf.get(quote.articleId) !== own)
        .slice(0, MOST_ELSEWHERE);
    return (statement: Statement): readonly Statement[] => {
      const { encoded, origin } = statement;
      if (encoded === null) return [];
      const byOrigin = known.get(encoded) ?? new Map<string, readonly Statement[]>();
      const found = byOrigin.get(origin) ?? search(statement);
      known.set(encoded, byOrigin.set(origin, found));
      return found;
    };
  };
}

/** Text first, so that the same bytes under two names stand together and the order never follows the name. */
export function nameOf({ id, article }: WindowArticle): string {
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

const earliest = ({ representatives }: Draft): string => representatives[0]?.article.version ?? '';

export function inDraft({
  representatives,
  copies,
}: Pick<Draft, 'representatives' | 'copies'>): readonly WindowArticle[] {
  return [...representatives, ...[...copies.values()].flat().map(({ article }) => article)];
}

function allOf(draft: Draft): { articleId: string; version: string }[] {
  return inDraft(draft).map(({ id, article }) => ({ articleId: id, version: article.version }));
}
