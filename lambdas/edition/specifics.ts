import { bodyText } from '../article/body.ts';
import type { Quote, WindowArticle } from '../types.ts';

/** Words as they are compared: without accents and case. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const WORD = /[\p{L}\p{N}]+/gu;
/** A figure, or a word with a capital that does not begin a sentence. */
const SPECIFIC =
  /(?<![\p{L}\p{N}.,])\d[\d.,]*\d|(?<![\p{L}\p{N}])\d+|(?<=[\p{L},;:’'"”)]\s)\p{Lu}[\p{L}’']{2,}/gu;

/** How many names and figures of a quote no other witness's article has at all, among those in its language. */
export type CountAlone = (quote: Quote, witnesses: readonly Quote[]) => number;

/**
 * For quotes that stand for several sources: what they name must not be one source's alone, or a reader takes it for
 * agreed. Whole articles are looked into, since a name may stand in another sentence there.
 */
export function countAlone(articles: readonly WindowArticle[]): CountAlone {
  const byId = new Map(articles.map((item) => [`${item.id}/${item.article.version}`, item]));
  const read = new Map<string, ReadonlySet<string>>();
  const wordsOf = (quote: Quote): ReadonlySet<string> => {
    const name = `${quote.articleId}/${quote.version}`;
    const item = byId.get(name);
    const words = read.get(name) ?? new Set(fold(item ? bodyText(item.article) : '').match(WORD) ?? []);
    read.set(name, words);
    return words;
  };
  return (quote, witnesses) => {
    const others = witnesses.filter(
      ({ articleId, language }) => articleId !== quote.articleId && language === quote.language,
    );
    if (others.length === 0) return 0;
    const specifics = new Set((quote.text.match(SPECIFIC) ?? []).map(fold));
    return [...specifics].filter((specific) => {
      const parts = specific.match(WORD) ?? [];
      return !others.some((other) => parts.every((part) => wordsOf(other).has(part)));
    }).length;
  };
}
