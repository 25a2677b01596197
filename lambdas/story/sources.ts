import { bodyText } from '../article/body.ts';
import type { Article, CopyKind, Source, WindowArticle } from '../types.ts';

/** The line of an article in a source list. */
export function sourceOf({ id, received, article }: WindowArticle, kind?: CopyKind): Source {
  const { key, version, title, titleFrom, outlet, agency, authors, published, url, language } = article;
  return {
    articleId: id,
    version,
    key,
    title,
    titleFrom,
    outlet,
    agency,
    authors,
    published,
    received,
    url,
    language,
    translations: article.translations,
    ...(kind === undefined ? {} : { kind }),
  };
}

/** ISO day or instant by the outlet's own date; null without one. */
export function publishedAt({ published }: Article): string | null {
  if (published === null) return null;
  return published.time === undefined ? published.date : `${published.date}T${published.time}`;
}

/** The title that the outlet gave, not one derived from the first sentence. */
export function ownTitle({ title, titleFrom }: Article): string | null {
  return titleFrom === 'derived' ? null : title;
}

/** Best first: what is known of it, how much of it there is, the earlier date, then the version; never arrival. */
export function bySourceMerit(a: WindowArticle, b: WindowArticle): number {
  return (
    merit(b.article) - merit(a.article) ||
    compare(publishedAt(a.article) ?? '9999', publishedAt(b.article) ?? '9999') ||
    compare(a.article.version, b.article.version) ||
    compare(a.id, b.id)
  );
}

function merit(article: Article): number {
  const known = [ownTitle(article), article.outlet, article.published, article.url, article.authors[0]];
  return known.filter(Boolean).length + Math.min(4, bodyText(article).length / 1500);
}

/**
 * Who vouches for an article: its agency, else its outlet, else itself. Two papers that print one agency's report are
 * one witness.
 */
export function originOf({ id, article }: WindowArticle): string {
  const name = article.agency ?? article.outlet;
  return name === null ? `article ${id}` : name.normalize('NFKC').toLowerCase().trim();
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
