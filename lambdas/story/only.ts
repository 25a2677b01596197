import type { Quote } from '../types.ts';
import { isYear, match } from './facts.ts';
import type { Likeness } from './likeness.ts';
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
  const { statements, independent, rarity, likeness, account } = material;
  const bySource = Map.groupBy(statements, ({ source }) => source);
  const origins = new Set([...bySource.keys()].map((source) => independent[source])).size;
  if (origins < 2) return [];
  const owners = ownersOf(statements);
  const found: (Alone & { readonly rank: number })[] = [];
  for (const [source, own] of bySource) {
    const elsewhere = whatOthersSay(source, owners);
    const alone = own.flatMap((statement): Alone[] => {
      if (!statement.whole || statement.midAir || shown.has(statement.quote)) return [];
      const adds = told.has(statement);
      if (adds && origins > 2) return [];
      const weight = weigh(statement, elsewhere, adds, origins, material);
      if (weight === null) return [];
      return !adds && isRetold(statement, statements, likeness) ? [] : [{ statement, weight }];
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

/** Which source has a key, a figure, a language; `SEVERAL` where more than one has. */
interface Owners {
  readonly keys: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, number>;
  readonly languages: ReadonlyMap<string, number>;
}

const SEVERAL = -1;

function ownersOf(statements: readonly Statement[]): Owners {
  const keys = new Map<string, number>();
  const values = new Map<string, number>();
  const languages = new Map<string, number>();
  const note = (owners: Map<string, number>, name: string, source: number) =>
    owners.set(name, (owners.get(name) ?? source) === source ? source : SEVERAL);
  for (const { source, keys: own, quantities, language } of statements) {
    for (const key of own) note(keys, key, source);
    for (const { value } of quantities) note(values, value, source);
    note(languages, language, source);
  }
  return { keys, values, languages };
}

/** What other sources say anywhere; also one from the same agency, or "only in" would not be true. */
interface Elsewhere {
  readonly hasKey: (key: string) => boolean;
  readonly hasValue: (value: string) => boolean;
  readonly hasLanguage: (language: string) => boolean;
}

function whatOthersSay(source: number, { keys, values, languages }: Owners): Elsewhere {
  const has = (owners: ReadonlyMap<string, number>) => (name: string) =>
    (owners.get(name) ?? source) !== source;
  return { hasKey: has(keys), hasValue: has(values), hasLanguage: has(languages) };
}

/** How much a sentence has that no other source has, and how near it is to the event; null when too little. */
function weigh(
  statement: Statement,
  { hasKey, hasValue, hasLanguage }: Elsewhere,
  adds: boolean,
  origins: number,
  { event }: Material,
): number | null {
  const comparable = hasLanguage(statement.language);
  const fresh = [...statement.keys].filter(
    (key) => !hasKey(key) && !key.startsWith('@') && (comparable || !/^[a-z]{2,3}:/u.test(key)),
  );
  const newNames = fresh.filter((key) => statement.names.has(key));
  const names = new Set(newNames.map((key) => statement.runs.get(key) ?? key)).size;
  const concepts = fresh.filter((key) => key.startsWith('=') && !statement.names.has(key)).length;
  const numbers = statement.quantities.filter(
    (quantity) => quantity.units.length > 0 && !isYear(quantity) && !hasValue(quantity.value),
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

function isRetold(statement: Statement, statements: readonly Statement[], likeness: Likeness): boolean {
  const scores = likeness(statement);
  return statements.some(({ source, language }, at) => {
    const bar = statement.language === language ? TOLD_ELSEWHERE : TOLD_IN_OTHER_WORDS;
    return source !== statement.source && (scores[at] ?? 0) >= bar;
  });
}
