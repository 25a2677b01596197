import { type Rarity, sameQuantities } from './facts.ts';
import type { Statement } from './statements.ts';

/** How near one statement is to each of a story's, by their order: what `match(…).score` says of each pair. */
export type Likeness = (statement: Statement) => Float64Array;

/** Weight of a quantity that two sentences share, as in `match`. */
export const SHARED_QUANTITY = 1.5;

interface Posting {
  readonly at: number;
  /** In a sentence that names this key as who says it. */
  readonly said: boolean;
}

/**
 * Nearness of any statement to all of a story by an index of keys and figures: only those that share something are met,
 * so that a story of thousands of sentences costs no more than what they have in common. The answer is overwritten by
 * the next call.
 */
export function likenessTo(statements: readonly Statement[], rarity: Rarity): Likeness {
  const postings = new Map<string, Posting[]>();
  const figures = new Map<string, number[]>();
  for (const [at, { keys, speakers, quantities }] of statements.entries()) {
    for (const key of keys) listOf(postings, key).push({ at, said: speakers.has(key) });
    for (const value of new Set(quantities.map((quantity) => quantity.value)))
      listOf(figures, value).push(at);
  }
  const whole = statements.map(({ keys }) => weightOf(keys, rarity));
  const shared = statements.map(({ keys }) => weightOf([...keys].filter(crossesLanguages), rarity));
  const zeros = () => new Float64Array(statements.length);
  const [common, spoken, counted, scores] = [zeros(), zeros(), zeros(), zeros()];
  const met = new Set<number>();
  return (statement) => {
    for (const at of met) for (const list of [common, spoken, counted, scores]) list[at] = 0;
    met.clear();
    for (const key of statement.keys) {
      const weight = rarity(key);
      const says = statement.speakers.has(key);
      for (const { at, said } of postings.get(key) ?? []) {
        met.add(at);
        const into = says && said ? spoken : common;
        into[at] = (into[at] ?? 0) + weight;
      }
    }
    for (const at of atFigures(statement, figures)) {
      const other = statements[at];
      if (other === undefined) continue;
      met.add(at);
      counted[at] = SHARED_QUANTITY * sameQuantities(statement, other, rarity);
    }
    const own = {
      whole: weightOf(statement.keys, rarity),
      shared: weightOf([...statement.keys].filter(crossesLanguages), rarity),
    };
    for (const at of met) {
      const inOneLanguage = statements[at]?.language === statement.language;
      const [left, right] = inOneLanguage ? [own.whole, whole[at] ?? 0] : [own.shared, shared[at] ?? 0];
      const [bonus, says] = [counted[at] ?? 0, spoken[at] ?? 0];
      const mean = Math.sqrt(Math.max(0, left - says + bonus) * Math.max(0, right - says + bonus)) || 1;
      scores[at] = ((common[at] ?? 0) + bonus) / mean;
    }
    return scores;
  };
}

/** Words of one language are no measure between two. */
function crossesLanguages(key: string): boolean {
  return !/^[a-z]{2,3}:/u.test(key);
}

function weightOf(keys: Iterable<string>, rarity: Rarity): number {
  let sum = 0;
  for (const key of keys) sum += rarity(key);
  return sum;
}

function atFigures({ quantities }: Statement, figures: ReadonlyMap<string, readonly number[]>): Set<number> {
  const found = new Set<number>();
  for (const { value } of quantities) for (const at of figures.get(value) ?? []) found.add(at);
  return found;
}

function listOf<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}
