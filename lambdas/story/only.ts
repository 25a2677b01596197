import type { Quote } from '../types.ts';
import { isYear, match, type Rarity } from './facts.ts';
import type { Material } from './material.ts';
import type { Statement } from './statements.ts';

const MOST_ONLY_OF_TWO = 8;
const MOST_ONLY = 6;
/** Of one source among two, and among more. */
const MOST_OF_TWO = 4;
const MOST_OF_MANY = 3;

/** A sentence this near to one of another source is told there too, if in other words. */
const TOLD_ELSEWHERE = 0.25;
/** Across languages only names and concepts are compared, so that likeness comes cheaper. */
const TOLD_IN_OTHER_WORDS = 0.45;
/** Two sentences of one source nearer than this say the same. */
const REPEATED = 0.3;
/** Keys that no other source has, in a sentence that is to stand for its source alone. */
const NEW_KEYS = 3;
/** Names and numbers, where no other source writes its language: words cannot be compared. */
const NEW_SIGNS = 2;

/* What a sentence is worth: what is new in it, and how near it is to the event; less the time that it takes to read. */
const NAME = 1;
const FIGURE = 1.5;
const CONCEPT = 2;
const KEY = 0.5;
const ADDS_TO_AGREED = 5;
const EVENT = 10;
const SPEECH = 2;
const PLAN = 1;
const DENIAL = 5;
const POINTS_BACK = 2;
const COMFORTABLE_WORDS = 16;
const PER_WORD = 1 / 5;
const PER_POSITION = 1 / 100;

interface Alone {
  readonly statement: Statement;
  readonly weight: number;
}

/**
 * What a single source has: a few sentences each, whole and able to stand alone, with names, numbers or, between two
 * sources, concepts that no other source has anywhere, and near to none of their sentences; not what the summary or a difference has
 * shown. Between two sources, a sentence whose matter the other tells too (`told`) is here for a name or a figure of
 * its own.
 */
export function onlyIn(
  material: Material,
  told: ReadonlySet<Statement>,
  shown: ReadonlySet<Quote>,
): Statement[] {
  const { statements, independent, rarity, account } = material;
  const bySource = Map.groupBy(statements, ({ source }) => source);
  const origins = new Set([...bySource.keys()].map((source) => independent[source])).size;
  if (origins < 2) return [];
  const found: (Alone & { readonly rank: number })[] = [];
  for (const [source, own] of bySource) {
    const elsewhere = whatOthersSay(source, material);
    const alone = own.flatMap((statement): Alone[] => {
      if (!statement.whole || statement.midAir || shown.has(statement.quote)) return [];
      const adds = told.has(statement);
      if (adds && origins > 2) return [];
      const weight = weigh(statement, elsewhere, adds, origins, material);
      if (weight === null) return [];
      const retold = elsewhere.others.some((other) => near(statement, other, rarity));
      return retold && !adds ? [] : [{ statement, weight }];
    });
    const chosen: Alone[] = [];
    for (const candidate of alone.toSorted((a, b) => b.weight - a.weight)) {
      if (chosen.length === (origins > 2 ? MOST_OF_MANY : MOST_OF_TWO)) break;
      const repeats = chosen.some(
        ({ statement }) => match(statement, candidate.statement, rarity).score >= REPEATED,
      );
      if (!repeats) chosen.push(candidate);
    }
    found.push(...chosen.map((item, rank) => ({ ...item, rank })));
  }
  return found
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight)
    .filter(({ statement }) => account.take(statement))
    .slice(0, origins > 2 ? MOST_ONLY : MOST_ONLY_OF_TWO)
    .map(({ statement }) => statement);
}

interface Elsewhere {
  readonly others: readonly Statement[];
  readonly keys: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  readonly languages: ReadonlySet<string>;
}

/** All that other articles say: also one from the same agency, or "only in" would not be true. */
function whatOthersSay(source: number, { statements }: Material): Elsewhere {
  const others = statements.filter((other) => other.source !== source);
  return {
    others,
    keys: new Set(others.flatMap(({ keys }) => [...keys])),
    values: new Set(others.flatMap(({ quantities }) => quantities.map(({ value }) => value))),
    languages: new Set(others.map(({ language }) => language)),
  };
}

/** How much a sentence has that no other source has, and how near it is to the event; null when too little. */
function weigh(
  statement: Statement,
  { keys, values, languages }: Elsewhere,
  adds: boolean,
  origins: number,
  { event }: Material,
): number | null {
  const comparable = languages.has(statement.language);
  const fresh = [...statement.keys].filter(
    (key) => !keys.has(key) && !key.startsWith('@') && (comparable || !/^[a-z]{2,3}:/u.test(key)),
  );
  const newNames = fresh.filter((key) => statement.names.has(key));
  const names = new Set(newNames.map((key) => statement.runs.get(key) ?? key)).size;
  const concepts = fresh.filter((key) => key.startsWith('=') && !statement.names.has(key)).length;
  const numbers = statement.quantities.filter(
    (quantity) => quantity.units.length > 0 && !isYear(quantity) && !values.has(quantity.value),
  ).length;
  const telling = names + numbers + (adds || origins > 2 ? 0 : concepts);
  if (telling === 0) return null;
  if (!comparable && names + numbers < NEW_SIGNS) return null;
  if (!adds && comparable && fresh.length + numbers < NEW_KEYS) return null;
  return (
    NAME * Math.min(2, names) +
    FIGURE * Math.min(2, numbers) +
    CONCEPT * Math.min(1, concepts) +
    KEY * Math.min(4, fresh.length) +
    EVENT * event(statement.keys) +
    (adds ? ADDS_TO_AGREED : 0) -
    (statement.modal ? PLAN : 0) -
    (statement.negated ? DENIAL : 0) -
    (statement.pointsBack ? POINTS_BACK : 0) -
    (/[“"«„]/u.test(statement.quote.text) ? SPEECH : 0) -
    PER_POSITION * statement.position -
    PER_WORD * Math.max(0, statement.quote.text.split(' ').length - COMFORTABLE_WORDS)
  );
}

function near(statement: Statement, other: Statement, rarity: Rarity): boolean {
  const bar = statement.language === other.language ? TOLD_ELSEWHERE : TOLD_IN_OTHER_WORDS;
  return match(statement, other, rarity).score >= bar;
}
