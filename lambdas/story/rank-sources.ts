import type { WindowArticle } from '../types.ts';
import { match, type Rarity } from './facts.ts';
import { byDate, merit, originOf } from './sources.ts';
import type { Statement } from './statements.ts';

/** The sentences that tell what a report is about. */
const LEAD = 3;
/** What a lead that all others repeat is worth, against full metadata (1) and full length (1). */
const CENTRAL = 4;

/**
 * A story's sources, best first: the report whose lead the others tell too, with what is known of it and its length.
 * An essay with a beautiful title stands behind the news. `statements` carry indexes into `articles`.
 */
export function rankSources(
  articles: readonly WindowArticle[],
  statements: readonly Statement[],
  rarity: Rarity,
): WindowArticle[] {
  const bySource = Map.groupBy(statements, ({ source }) => source);
  const central = articles.map((item, source) => {
    const lead = (bySource.get(source) ?? []).slice(0, LEAD);
    const rivals = articles.flatMap((other, at) =>
      originOf(other) !== originOf(item) && other.article.language === item.article.language
        ? [bySource.get(at) ?? []]
        : [],
    );
    return rivals.length === 0 ? null : mean(rivals.map((theirs) => retold(lead, theirs, rarity)));
  });
  // A report alone in its language cannot be compared by its words: it counts as an average one.
  const average = mean(central.filter((value) => value !== null));
  const worth = new Map(
    articles.map((item, at) => [item, merit(item.article) + CENTRAL * (central[at] ?? average)] as const),
  );
  return articles.toSorted((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || byDate(a, b));
}

/** How much of a lead another report tells, sentence by sentence, 0 … 1. */
function retold(lead: readonly Statement[], theirs: readonly Statement[], rarity: Rarity): number {
  return mean(lead.map((mine) => Math.max(0, ...theirs.map((their) => match(mine, their, rarity).score))));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
