import { typesOf } from './json-ld.ts';
import type { PageFacts } from './page-facts.ts';

/** The page says of itself that it is news: by its article's type, or by the keywords that news sites alone give search engines. */
export function declaresNews({ article, meta }: Pick<PageFacts, 'article' | 'meta'>): boolean {
  return (
    meta.has('news_keywords') || (article !== null && typesOf(article).some((type) => /News/.test(type)))
  );
}
