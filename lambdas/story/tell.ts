import { bodyText } from '../article/body.ts';
import type { CopyKind, Edition, OverBudget, Story, StorySource, Topic, WindowArticle } from '../types.ts';
import type { Allowance } from './account.ts';
import { accountOf, BUDGET, type Budget, pairsOf, readingOf } from './budget.ts';
import { digestOf } from './digest.ts';
import { featureReader, lexicons } from './features.ts';
import { groupArticles } from './group.ts';
import { identify } from './identity.ts';
import { rankScore, reasonsOf, type Standing } from './rank.ts';
import { byDate, compare, merit, originOf, ownTitle, publishedAt, sourceOf } from './sources.ts';

export interface Told {
  /** In the order in which they are told. */
  readonly stories: Story[];
  readonly offTopic: Edition['offTopic'];
  /** By name, what was too dear to tell. */
  readonly overBudget: readonly OverBudget[];
  /** Articles folded under another one. */
  readonly copies: number;
}

const UNLIMITED: Allowance = { of: () => Number.POSITIVE_INFINITY, words: () => 0 };

/** One story's articles, earliest first, before it has a name and a place. */
interface Draft {
  readonly representatives: readonly WindowArticle[];
  readonly copies: Copies;
  readonly standing: Standing;
}

/** By the name of what they are copies of. */
type Copies = ReadonlyMap<string, readonly { readonly article: WindowArticle; readonly kind: CopyKind }[]>;

/**
 * The stories of a window. A function of the set of articles: their order, and the same file given twice, change
 * nothing; a copy under another name changes counts and source lists only. Nothing is quoted that does not stand
 * verbatim in a body block (see `Quote`), and of no article more than the `allowance`, where there is one. Each article
 * is in exactly one story, off topic or, where the `budget` ends, set aside.
 */
export function tellStories(
  articles: readonly WindowArticle[],
  context: {
    readonly topic: Topic;
    readonly previous: Edition | null;
    readonly allowance?: Allowance;
    readonly budget?: Budget;
  },
): Told {
  const budget = context.budget ?? BUDGET;
  const { affordable, over } = withinLetters(articles, budget.letters);
  const byName = new Map(affordable.map((article) => [nameOf(article), article] as const));
  const grouping = groupArticles(
    [...byName].map(([name, item]) => groupItem(name, item)),
    context.topic,
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
      standing: standingOf(representatives, near),
    };
  });
  const newest =
    drafts
      .map(({ standing }) => standing.newest)
      .sort(compare)
      .at(-1) ?? '';
  const ranked = drafts
    .map((draft) => ({ draft, score: rankScore(draft.standing, newest) }))
    .sort((a, b) => b.score - a.score || compare(earliest(a.draft), earliest(b.draft)))
    .map(({ draft }) => draft);
  const identities = identify(
    ranked.map((draft) => ({ earliest: earliest(draft), articles: allOf(draft) })),
    context.previous,
  );
  const offTopic = grouping.offTopic.flatMap(({ id, closeness }) =>
    find(id).map((item) => ({ ...sourceOf(item, linkOf.get(id)?.kind), closeness })),
  );
  const lexiconOf = lexicons();
  const reading = {
    allowance: context.allowance ?? UNLIMITED,
    lexiconOf,
    featuresOf: featureReader(lexiconOf),
  };
  const [sentences, comparisons] = [accountOf(budget.sentences), accountOf(budget.comparisons)];
  const unread: OverBudget[] = [];
  const stories = ranked.flatMap(({ representatives, copies, standing }, index): Story[] => {
    const extent = readingOf(representatives.length, sentences.left());
    const { read, rest } = bestKnown(representatives, extent.sources);
    for (const item of rest) unread.push(...setAside(item, copies));
    if (read.length === 0) return [];
    const {
      representatives: sources,
      compared,
      ...told
    } = digestOf(read, reading, {
      extent,
      pairs: comparisons.left(),
    });
    sentences.spend(read.length * extent.sentences);
    comparisons.spend(pairsOf(compared));
    return [
      {
        ...(identities[index] ?? { id: '', state: 'new' }),
        ...told,
        sources: sources.map((item) => withCopies(item, copies)),
        reasons: reasonsOf(standing),
      },
    ];
  });
  return { stories, offTopic, overBudget: [...over, ...unread], copies: grouping.copies.length };
}

/** Of a window that is too large the longest articles are set aside: the fewest, and what is left is read whole. */
function withinLetters(
  articles: readonly WindowArticle[],
  most: number,
): { readonly affordable: readonly WindowArticle[]; readonly over: readonly OverBudget[] } {
  const sizes = articles.map((item) => ({ item, size: bodyText(item.article).length }));
  let letters = sizes.reduce((sum, { size }) => sum + size, 0);
  if (letters <= most) return { affordable: articles, over: [] };
  const over: OverBudget[] = [];
  const affordable: WindowArticle[] = [];
  for (const { item, size } of sizes.toSorted(
    (a, b) => b.size - a.size || compare(nameOf(a.item), nameOf(b.item)),
  )) {
    if (letters <= most) affordable.push(item);
    else over.push({ ...sourceOf(item), over: 'letters' });
    if (letters > most) letters -= size;
  }
  return { affordable, over };
}

/** Those of which most is known, in their own order; the rest. */
function bestKnown(
  articles: readonly WindowArticle[],
  most: number,
): { readonly read: readonly WindowArticle[]; readonly rest: readonly WindowArticle[] } {
  if (articles.length <= most) return { read: articles, rest: [] };
  const merits = new Map(articles.map((item) => [item, merit(item.article)]));
  const ranked = articles.toSorted((a, b) => (merits.get(b) ?? 0) - (merits.get(a) ?? 0) || byDate(a, b));
  const chosen = new Set(ranked.slice(0, most));
  return {
    read: articles.filter((item) => chosen.has(item)),
    rest: articles.filter((item) => !chosen.has(item)),
  };
}

/** What stood under an article goes with it. */
function setAside(item: WindowArticle, copies: Copies): OverBudget[] {
  const { copies: folded, ...source } = withCopies(item, copies);
  return [source, ...folded].map((one) => ({ ...one, over: 'sentences' }));
}

function withCopies(item: WindowArticle, copies: Copies): StorySource {
  const own = copies.get(nameOf(item)) ?? [];
  return { ...sourceOf(item), copies: own.map(({ article, kind }) => sourceOf(article, kind)) };
}

/** Text first, so that the same bytes under two names stand together and the order never follows the name. */
function nameOf({ id, article }: WindowArticle): string {
  return `${article.version}/${id}`;
}

function groupItem(name: string, { article }: WindowArticle) {
  return {
    id: name,
    text: bodyText(article),
    title: ownTitle(article),
    outlet: article.outlet,
    published: publishedAt(article),
    language: article.language,
    url: article.url,
  };
}

function standingOf(representatives: readonly WindowArticle[], closeness: number): Standing {
  const dates = representatives.map(({ article, received }) => publishedAt(article) ?? received);
  return {
    independent: new Set(representatives.map(originOf)).size,
    languages: new Set(representatives.map(({ article }) => article.language ?? 'und')).size,
    newest:
      dates
        .map((date) => date.slice(0, 10))
        .sort(compare)
        .at(-1) ?? '',
    closeness,
  };
}

function earliest({ representatives }: Draft): string {
  return representatives[0]?.article.version ?? '';
}

function allOf({ representatives, copies }: Draft): { articleId: string; version: string }[] {
  const folded = [...copies.values()].flat().map(({ article }) => article);
  return [...representatives, ...folded].map(({ id, article }) => ({
    articleId: id,
    version: article.version,
  }));
}
