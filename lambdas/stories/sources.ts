import { bodyText } from '../article/body.ts';
import { nameKey } from '../article/metadata/name-key.ts';
import { byCodeUnits } from '../language/by-code-units.ts';
import type { Article, CopyKind, EditorialField, Source, WindowArticle } from '../types.ts';

/** The line of an article in a source list. */
export function sourceOf({ id, received, article }: WindowArticle, kind?: CopyKind): Source {
  const { key, version, titleFrom, agency, published, url, language, editorial = [] } = article;
  const marked = (field: EditorialField, text: string) =>
    editorial.includes(field) ? bracketed(text) : text;
  return {
    articleId: id,
    version,
    key,
    title: article.title === null ? null : marked('title', article.title),
    titleFrom,
    outlet: article.outlet === null ? null : marked('outlet', article.outlet),
    agency,
    authors: article.authors.map((name) => marked('authors', name)),
    published,
    received,
    url,
    language,
    translations: article.translations,
    ...(kind === undefined ? {} : { kind }),
    ...(editorial.length === 0 ? {} : { editorial }),
  };
}

/** Square brackets hold what editors put in: no word of theirs stands bare under an outlet's name. */
export function bracketed(text: string): string {
  return `[${text}]`;
}

/** ISO day or instant by the outlet's own date; null without one. */
export function publishedAt({ published }: Article): string | null {
  if (published === null) return null;
  return published.time === undefined ? published.date : `${published.date}T${published.time}`;
}

/** The title that the outlet gave, not one derived from the first sentence or worded by editors. */
export function ownTitle({ title, titleFrom, editorial }: Article): string | null {
  return titleFrom === 'derived' || editorial?.includes('title') ? null : title;
}

/** How much is known of an article and how much of it there is, 0 … 2. */
export function merit(article: Article): number {
  const known = [ownTitle(article), article.outlet, article.published, article.url, article.authors[0]];
  return known.filter(Boolean).length / known.length + Math.min(1, bodyText(article).length / 3000);
}

/** The earlier date first, then the version, then the name; never arrival. */
export function byDate(a: WindowArticle, b: WindowArticle): number {
  return (
    byCodeUnits(publishedAt(a.article) ?? '9999', publishedAt(b.article) ?? '9999') ||
    byCodeUnits(a.article.version, b.article.version) ||
    byCodeUnits(a.id, b.id)
  );
}

/**
 * Who vouches for an article: its agency, else its outlet, else itself. Two papers that print one agency's report are
 * one witness.
 */
export function originOf({ id, article }: WindowArticle): string {
  const name = article.agency ?? article.outlet;
  return (name === null ? '' : nameKey(name)) || `article ${id}`;
}
