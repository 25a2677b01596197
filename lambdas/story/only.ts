import type { OnlyIn, Quote } from '../types.ts';
import { match, type Rarity } from './facts.ts';
import type { Statement } from './statements.ts';

export const MOST_ONLY = 4;
/** A sentence this near to one of another source is told there too, if in other words. */
const TOLD_ELSEWHERE = 0.25;
const NEW_KEYS = 3;

/**
 * What a single source has: one sentence each, whole and able to stand alone, with names, numbers or rare words that no
 * other source has anywhere, and near to none of their sentences; not what the summary has `shown`.
 */
export function onlyIn(
  statements: readonly Statement[],
  told: ReadonlySet<Statement>,
  shown: ReadonlySet<Quote>,
  independent: readonly string[],
  rarity: Rarity,
): OnlyIn[] {
  const bySource = Map.groupBy(statements, ({ source }) => source);
  const origins = new Set([...bySource.keys()].map((source) => independent[source]));
  if (origins.size < 2) return [];
  const found: { readonly quote: OnlyIn['quote']; readonly weight: number }[] = [];
  for (const [source, own] of bySource) {
    const others = statements.filter((other) => independent[other.source] !== independent[source]);
    const sisters = statements.filter(
      (other) => other.source !== source && independent[other.source] === independent[source],
    );
    const keys = new Set(others.flatMap((other) => [...other.keys]));
    const values = new Set(others.flatMap(({ quantities }) => quantities.map(({ value }) => value)));
    const oneLanguage = [...others, ...sisters].every(({ language }) => language === own[0]?.language);
    let best: { readonly statement: Statement; readonly weight: number } | undefined;
    for (const statement of own) {
      if (!statement.whole || statement.midAir || told.has(statement) || shown.has(statement.quote)) continue;
      const fresh = [...statement.keys].filter(
        (key) => !keys.has(key) && (oneLanguage || !/^[a-z]{2,3}:/u.test(key)),
      );
      const names = fresh.filter((key) => statement.names.has(key)).length;
      const numbers = statement.quantities.filter(({ value }) => !values.has(value)).length;
      if (fresh.length + numbers < (oneLanguage ? NEW_KEYS : 2) || names + numbers === 0) continue;
      if (others.some((other) => match(statement, other, rarity).score >= TOLD_ELSEWHERE)) continue;
      const weight = 2 * names + 2 * numbers + fresh.length - statement.position / 10;
      if (best === undefined || weight > best.weight) best = { statement, weight };
    }
    if (best !== undefined) found.push({ quote: best.statement.quote, weight: best.weight });
  }
  return found
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_ONLY)
    .map(({ quote }) => ({ quote }));
}
