import type { Edition, Story } from '../types.ts';

/**
 * An edition without the stories that editors dropped from it, each known by the articles that it was told from. Their articles leave
 * the edition's list, so that they are new in the next one.
 */
export function withoutStories(edition: Edition, dropped: readonly (readonly string[])[]): Edition {
  const gone = edition.stories.filter((story) => dropped.some((articles) => isOf(story, new Set(articles))));
  if (gone.length === 0) return edition;
  const ids = new Set(gone.flatMap(articleIds));
  const stories = edition.stories.filter((story) => !gone.includes(story));
  const left = stories.flatMap(({ sources }) => sources);
  const { counts } = edition;
  const kept = [...left, ...left.flatMap(({ copies }) => copies), ...edition.offTopic];
  const goneCopies = gone.reduce(
    (sum, { sources }) => sum + sources.reduce((n, one) => n + one.copies.length, 0),
    0,
  );
  return {
    ...edition,
    stories,
    articles: edition.articles.filter((name) => !ids.has(name.slice(0, name.indexOf('/')))),
    counts: {
      ...counts,
      articles: counts.articles - ids.size,
      stories: stories.length,
      copies: counts.copies - goneCopies,
      outlets: new Set(kept.map(({ outlet, articleId }) => outlet?.toLowerCase() ?? articleId)).size,
      languages: new Set(kept.flatMap(({ language }) => language ?? [])).size,
    },
  };
}

/** The articles of a story, copies among them, sorted. */
export function articleIds({ sources }: Story): readonly string[] {
  return sources
    .flatMap((source) => [source.articleId, ...source.copies.map(({ articleId }) => articleId)])
    .toSorted();
}

/** A later draft may group differently: it is the same story while most of its articles are of the dropped one. */
function isOf(story: Story, dropped: ReadonlySet<string>): boolean {
  const own = articleIds(story);
  return own.filter((id) => dropped.has(id)).length * 2 > own.length;
}
