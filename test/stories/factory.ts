import { createHash } from 'node:crypto';
import type { Article, Block, WindowArticle } from '../../lambdas/types.ts';

/** What a test says about an article; the rest is plain. */
export interface ArticleSketch extends Partial<Omit<Article, 'blocks' | 'version'>> {
  readonly key: string;
  readonly paragraphs: readonly string[];
  readonly extra?: readonly Block[];
  readonly received?: string;
}

/** An article of the window, as intake would have made it; its version comes from what it says, not from its key. */
export function articleOf({ paragraphs, extra = [], received, ...told }: ArticleSketch): WindowArticle {
  const blocks: Block[] = [
    ...paragraphs.map((text): Block => ({ role: 'paragraph', text, language: told.language ?? 'en' })),
    ...extra,
  ];
  const says = JSON.stringify([blocks, told.outlet, told.title, told.published]);
  const article: Article = {
    title: null,
    titleFrom: told.title === undefined ? null : 'header',
    outlet: null,
    outletFrom: null,
    agency: null,
    agencyFrom: null,
    authors: [],
    contributors: [],
    published: null,
    url: null,
    language: 'en',
    languages: [told.language ?? 'en'],
    translations: [],
    flags: [],
    ...told,
    version: createHash('sha256').update(says).digest('hex'),
    blocks,
  };
  const id = createHash('sha256').update(told.key).digest('hex').slice(0, 32);
  return { id, received: received ?? '2023-09-14T05:00:00.000Z', article };
}

export function day(date: string): Article['published'] {
  return { date, from: 'header' };
}
