import type { WindowArticle } from '../types.ts';
import type { Event } from './event.ts';
import { byDate, merit } from './sources.ts';
import type { Statement } from './statements.ts';

/** A report comes to its matter in its first two sentences. */
const LEAD = 2;
/** What a lead and a title that tell the story's event are worth, against full metadata (1) and full length (1). */
const CENTRAL = 3;
const TITLED = 1.5;

/**
 * A story's sources, best first: the report that tells the story's event in its lead and title, with what is known of
 * it and its length. An essay with a beautiful title stands behind the news. `statements` carry indexes into
 * `articles`, and so do `titles`.
 */
export function rankSources(
  articles: readonly WindowArticle[],
  statements: readonly Statement[],
  titles: readonly ReadonlySet<string>[],
  event: Event,
): WindowArticle[] {
  const bySource = Map.groupBy(statements, ({ source }) => source);
  const worth = new Map(
    articles.map((item, at) => {
      const leads = (bySource.get(at) ?? []).slice(0, LEAD).filter(({ whole }) => whole);
      const near = Math.max(0, ...leads.map(({ keys }) => event(keys)));
      return [item, merit(item.article) + CENTRAL * near + TITLED * event(titles[at] ?? new Set())] as const;
    }),
  );
  return articles.toSorted((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || byDate(a, b));
}
