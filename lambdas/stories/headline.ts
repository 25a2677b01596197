import { isBody } from '../article/body.ts';
import type { Story, WindowArticle } from '../types.ts';
import { originOf, ownTitle } from './sources.ts';

/** Of languages told by as many sources, the first of these is shown. */
const PREFERRED = ['en'];
/** What a place further back in the list of sources costs a title, against its nearness to the event (0 … 1). */
const FURTHER_BACK = 0.04;

/**
 * A verbatim title, of the source whose own title is nearest to the event (`nearness`), in the language that most
 * independent sources write. Without any: the title derived from the first sentence, or the first body block.
 * `representatives` come best first.
 */
export function headlineOf(
  representatives: readonly WindowArticle[],
  nearness: (article: WindowArticle) => number,
): Story['headline'] {
  const language = mainLanguage(representatives);
  const inLanguage = representatives.filter(({ article }) => article.language === language);
  const titled =
    nearest(
      inLanguage.filter(({ article }) => ownTitle(article) !== null),
      nearness,
    ) ??
    inLanguage.find(({ article }) => article.title !== null && !article.editorial?.includes('title')) ??
    inLanguage[0];
  const article = titled?.article;
  const firstBlock = article?.blocks.find(({ role }) => isBody(role))?.text;
  return {
    text:
      (article?.editorial?.includes('title') ? null : article?.title) ??
      firstBlock ??
      article?.outlet ??
      article?.key ??
      '',
    language,
    articleId: titled?.id ?? '',
  };
}

function nearest(
  titled: readonly WindowArticle[],
  nearness: (article: WindowArticle) => number,
): WindowArticle | undefined {
  const judged = titled.map((item, rank) => ({ item, worth: nearness(item) - FURTHER_BACK * rank }));
  return judged.toSorted((a, b) => b.worth - a.worth)[0]?.item;
}

function mainLanguage(representatives: readonly WindowArticle[]): string | null {
  const byLanguage = Map.groupBy(representatives, ({ article }) => article.language);
  const counted = [...byLanguage].map(([language, items]) => ({
    language,
    origins: new Set(items.map(originOf)).size,
    titled: items.some(({ article }) => ownTitle(article) !== null) ? 1 : 0,
    preferred: language !== null && PREFERRED.includes(language) ? 1 : 0,
  }));
  counted.sort((a, b) => b.titled - a.titled || b.origins - a.origins || b.preferred - a.preferred);
  return counted[0]?.language ?? null;
}
