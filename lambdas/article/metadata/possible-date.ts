import type { Article } from '../../types.ts';

/** No place on earth is further ahead of UTC. */
const FURTHEST_AHEAD_MS = 14 * 3_600_000;

/**
 * The article with a date that it can have: what claims to be published after it was `received` (ISO instant), or after
 * that day anywhere on earth, is dated by the day on which it came, and flagged `future-date`. The days that its text counts
 * from the claimed date are left out.
 */
export function withPossibleDate(article: Article, received: string): Article {
  const { published } = article;
  const latest = new Date(Date.parse(received) + FURTHEST_AHEAD_MS).toISOString().slice(0, 10);
  if (published === null || published.date <= latest) return article;
  return {
    ...article,
    published: { date: received.slice(0, 10), from: 'received' },
    blocks: article.blocks.map(({ days: _, ...block }) => block),
    flags: [...article.flags, 'future-date'].toSorted(),
  };
}
