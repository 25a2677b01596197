import type { Article, Role } from '../../types.ts';

const NAMING: readonly Role[] = ['byline', 'contributors', 'dateline', 'metadata'];

/** Where an article's authors stand, as `titleFrom` and `outletFrom` say it of title and outlet; null without any. */
export function authorsFrom({ authors, blocks, editorial }: Article): string | null {
  if (authors.length === 0) return null;
  if (editorial?.includes('authors')) return 'editor';
  const named = NAMING.find((role) =>
    blocks.some((block) => block.role === role && authors.some((name) => block.text.includes(name))),
  );
  if (named === 'byline' || named === 'contributors') return named;
  // A page declares them; a text has them above its first paragraph.
  return named === undefined ? 'data' : 'header';
}
