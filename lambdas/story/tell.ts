import { bodyText } from '../article/body.ts';
import type { CopyKind, Edition, Story, StorySource, Topic, WindowArticle } from '../types.ts';
import { compareSources } from './agreement.ts';
import { rarityOf } from './facts.ts';
import { featureReader, lexicon } from './features.ts';
import { groupArticles } from './group.ts';
import { headlineOf } from './headline.ts';
import { identify } from './identity.ts';
import { onlyIn } from './only.ts';
import { peopleIn } from './people.ts';
import { rankScore, reasonsOf, type Standing } from './rank.ts';
import { rankSources } from './rank-sources.ts';
import { byDate, compare, originOf, ownTitle, publishedAt, sourceOf } from './sources.ts';
import { spokenIn } from './spoken.ts';
import { statementsOf } from './statements.ts';
import { summarize } from './summary.ts';
import { timelineOf } from './timeline.ts';

export interface Told {
  /** In the order in which they are told. */
  readonly stories: Story[];
  readonly offTopic: Edition['offTopic'];
  /** Articles folded under another one. */
  readonly copies: number;
}

/** One story's articles, earliest first, before it has a name and a place. */
interface Draft {
  readonly representatives: readonly WindowArticle[];
  readonly copies: ReadonlyMap<
    string,
    readonly { readonly article: WindowArticle; readonly kind: CopyKind }[]
  >;
  readonly standing: Standing;
}

/**
 * The stories of a window. A function of the set of articles: their order, and the same file given twice, change
 * nothing; a copy under another name changes counts and source lists only. Nothing is quoted that does not stand
 * verbatim in a body block (see `Quote`).
 */
export function tellStories(
  articles: readonly WindowArticle[],
  context: { readonly topic: Topic; readonly previous: Edition | null },
): Told {
  const byName = new Map(articles.map((article) => [nameOf(article), article] as const));
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
    const near = names.map((name) => grouping.closeness.get(name) ?? 0);
    return {
      representatives: representatives.toSorted(byDate),
      copies: Map.groupBy(folded, ({ of }) => of),
      standing: standingOf(representatives, Math.max(...near)),
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
  return {
    stories: ranked.map((draft, index) => tell(draft, identities[index] ?? { id: '', state: 'new' })),
    offTopic,
    copies: grouping.copies.length,
  };
}

function tell(draft: Draft, identity: Pick<Story, 'id' | 'state'>): Story {
  const { standing } = draft;
  const names = namesIn(draft.representatives);
  const read = (items: readonly WindowArticle[]) =>
    items.flatMap((item, source) =>
      statementsOf(item, source, lexicon(item.article.language ?? 'und'), names),
    );
  const unranked = read(draft.representatives);
  const rarity = rarityOf(unranked);
  const representatives = rankSources(draft.representatives, unranked, rarity);
  const headline = headlineOf(representatives);
  const statements = read(representatives);
  const independent = representatives.map(originOf);
  const { agree, differ, told } = compareSources(statements, independent, rarity, headline.language);
  const summary = summarize(statements, headline.language ?? 'und', rarity);
  const spoken = spokenIn(statements, headline.language);
  return {
    ...identity,
    headline,
    summary,
    agree,
    differ,
    people: peopleIn(statements, headline.language),
    timeline: timelineOf(
      statements,
      (source) => representatives[source]?.article.published ?? null,
      headline.language,
      rarity,
    ),
    ...(spoken === undefined ? {} : { spoken }),
    only: onlyIn(statements, told, new Set(summary), independent, rarity),
    sources: representatives.map((item): StorySource => {
      const copies = (draft.copies.get(nameOf(item)) ?? []).map(({ article, kind }) =>
        sourceOf(article, kind),
      );
      return { ...sourceOf(item), copies };
    }),
    reasons: reasonsOf(standing),
  };
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

/** Skeletons of what the story's articles write with a capital inside a sentence. */
function namesIn(representatives: readonly WindowArticle[]): Set<string> {
  const read = featureReader();
  const names = new Set<string>();
  for (const { article } of representatives) {
    const features = read({ text: bodyText(article), title: null, language: article.language ?? 'und' });
    for (const sign of features.telling) names.add(sign);
  }
  return names;
}
