import { SENTENCE_WIDTH } from '../../encoder/projection.ts';
import type { Statement } from './statements.ts';

/** Sentence vectors side by side, so that a search runs over one block of memory. */
export interface SentenceTable {
  readonly statements: readonly Statement[];
  readonly vectors: Int8Array;
}

export interface Near {
  readonly statement: Statement;
  readonly cosine: number;
}

/** Of this module: read in the innermost of all loops. */
const WIDTH: number = SENTENCE_WIDTH;
const UNIT = 127 * 127;

/** Of the statements that have vectors. */
export function tableOf(statements: readonly Statement[]): SentenceTable {
  const encoded = statements.filter((one) => one.encoded !== null);
  const vectors = new Int8Array(encoded.length * SENTENCE_WIDTH);
  for (const [at, { encoded: own }] of encoded.entries())
    if (own !== null) vectors.set(own.sentence, at * SENTENCE_WIDTH);
  return { statements: encoded, vectors };
}

/** The same sentences, the n-th being the one that stood at the n-th of these places. */
export function tableInOrder(
  { statements, vectors }: SentenceTable,
  places: readonly number[],
): SentenceTable {
  const ordered = new Int8Array(vectors.length);
  for (const [n, at] of places.entries())
    ordered.set(vectors.subarray(at * SENTENCE_WIDTH, (at + 1) * SENTENCE_WIDTH), n * SENTENCE_WIDTH);
  return { statements: places.flatMap((at) => statements[at] ?? []), vectors: ordered };
}

export interface Search {
  /** Cosine. */
  readonly least: number;
  readonly most: number;
}

/** The statements of other origins that are nearest to one, nearest first; equal ones in the table's order. */
export function nearestOf(statement: Statement, table: SentenceTable, search: Search): readonly Near[] {
  const ranks = nearestRanks(statement, table, search);
  for (let at = 0; at < table.statements.length; at += 1) ranks.look(at);
  return ranks.found();
}

/** A search over places of the table that the caller names, each once. */
export function nearestRanks(
  statement: Statement,
  { statements, vectors }: SentenceTable,
  { least, most }: Search,
): { readonly look: (at: number) => void; readonly found: () => readonly Near[] } {
  const own = statement.encoded?.sentence;
  // The best so far, nearest first: among equals those that were looked at first stay.
  const near: Found[] = [];
  let bar = least * UNIT;
  return {
    look: (at) => {
      if (own === undefined) return;
      const likeness = product(own, vectors, at * SENTENCE_WIDTH);
      if (likeness < bar || statements[at]?.origin === statement.origin) return;
      insert(near, { at, likeness });
      if (near.length > most) near.pop();
      // Later equals are no better.
      if (near.length === most) bar = (near.at(-1)?.likeness ?? 0) + 1;
    },
    found: () =>
      near.flatMap(({ at, likeness }) => {
        const found = statements[at];
        return found === undefined ? [] : [{ statement: found, cosine: likeness / UNIT }];
      }),
  };
}

interface Found {
  readonly at: number;
  readonly likeness: number;
}

function insert(near: Found[], found: Found): void {
  let place = near.length;
  while (place > 0 && (near[place - 1]?.likeness ?? 0) < found.likeness) place -= 1;
  near.splice(place, 0, found);
}

/** Cosine of two sentences; 0 where one has no vector. */
export function likeness(a: Statement, b: Statement): number {
  if (a.encoded === null || b.encoded === null) return 0;
  return product(a.encoded.sentence, b.encoded.sentence, 0) / UNIT;
}

export function product(a: Int8Array, table: Int8Array, from: number): number {
  let sum = 0;
  // Whole numbers multiplied as such take half the time of fractions.
  for (let n = 0; n < WIDTH; n += 1) sum += Math.imul(a[n] ?? 0, table[from + n] ?? 0);
  return sum;
}
