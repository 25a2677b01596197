import type { OnlyIn, Quote } from '../types.ts';
import { match, type Rarity } from './facts.ts';
import type { Statement } from './statements.ts';

const MOST_ONLY_OF_TWO = 12;
export const MOST_ONLY = 6;
/** Of one source among two, and among more. */
const MOST_OF_TWO = 6;
const MOST_OF_MANY = 3;
/** A detail of what both tell weighs more than a matter of its own. */
const ADDS_TO_AGREED = 5;
/** A sentence this near to one of another source is told there too, if in other words. */
const TOLD_ELSEWHERE = 0.25;
/** Two sentences of one source nearer than this say the same. */
const REPEATED = 0.3;
const NEW_KEYS = 3;
const COMFORTABLE = 240;
/** Names and concepts that are all over the story; a sentence with them is about its matter. */
const CENTRAL = 0.55;

interface Alone {
  readonly statement: Statement;
  readonly weight: number;
}

/**
 * What a single source has: a few sentences each, whole and able to stand alone, with names, numbers, concepts or
 * rare words that no other source has anywhere, and near to none of their sentences; not what the summary has `shown`.
 * Between two sources, a sentence whose matter the other tells too (`told`) is here for a name or a figure of its own.
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
  const found: (Alone & { readonly rank: number })[] = [];
  for (const [source, own] of bySource) {
    const others = statements.filter((other) => independent[other.source] !== independent[source]);
    const sisters = statements.filter(
      (other) => other.source !== source && independent[other.source] === independent[source],
    );
    const oneLanguage = [...others, ...sisters].every(({ language }) => language === own[0]?.language);
    const keys = new Set(others.flatMap((other) => [...other.keys]));
    const values = new Set(others.flatMap(({ quantities }) => quantities.map(({ value }) => value)));
    const alone = own.flatMap((statement): Alone[] => {
      if (!statement.whole || statement.midAir || shown.has(statement.quote)) return [];
      if (told.has(statement) && origins.size > 2) return [];
      const weight = weigh(statement, { keys, values, oneLanguage, told: told.has(statement), rarity });
      const retold = !told.has(statement) && others.some((other) => near(statement, other, rarity));
      return weight === null || retold ? [] : [{ statement, weight }];
    });
    const chosen: Alone[] = [];
    for (const candidate of alone.toSorted((a, b) => b.weight - a.weight)) {
      if (chosen.length === (origins.size > 2 ? MOST_OF_MANY : MOST_OF_TWO)) break;
      const repeats = chosen.some(
        ({ statement }) => match(statement, candidate.statement, rarity).score >= REPEATED,
      );
      if (!repeats) chosen.push(candidate);
    }
    found.push(...chosen.map((item, rank) => ({ ...item, rank })));
  }
  return found
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight)
    .slice(0, origins.size > 2 ? MOST_ONLY : MOST_ONLY_OF_TWO)
    .map(({ statement }) => ({ quote: statement.quote }));
}

interface Elsewhere {
  /** What all other sources say. */
  readonly keys: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  readonly oneLanguage: boolean;
  readonly told: boolean;
  readonly rarity: Rarity;
}

/** How much a sentence has that no other source has, and how near it is to the story's matter; null when too little. */
function weigh(statement: Statement, { keys, values, oneLanguage, told, rarity }: Elsewhere): number | null {
  const fresh = [...statement.keys].filter(
    (key) => !keys.has(key) && (oneLanguage || !/^[a-z]{2,3}:/u.test(key)),
  );
  const names = fresh.filter((key) => statement.names.has(key)).length;
  const concepts = fresh.filter((key) => key.startsWith('=') && !statement.names.has(key)).length;
  const numbers = statement.quantities.filter(
    ({ value, units }) => units.length > 0 && !values.has(value),
  ).length;
  if (told ? names + numbers === 0 : names + numbers + concepts === 0) return null;
  if (!told && fresh.length + numbers < (oneLanguage ? NEW_KEYS : 2)) return null;
  const central = [...statement.names].filter((key) => keys.has(key) && rarity(key) < CENTRAL).length;
  return (
    1.5 * Math.min(2, names) +
    1.5 * Math.min(2, numbers) +
    3 * Math.min(1, concepts) +
    Math.min(4, fresh.length) / 2 +
    1.5 * Math.min(3, central) +
    (told ? ADDS_TO_AGREED : 0) -
    (statement.modal ? 1 : 0) -
    statement.position / 30 -
    Math.max(0, statement.quote.text.length - COMFORTABLE) / 60
  );
}

function near(statement: Statement, other: Statement, rarity: Rarity): boolean {
  return match(statement, other, rarity).score >= TOLD_ELSEWHERE;
}
