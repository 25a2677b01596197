import { SENTENCE_WIDTH } from '../../encoder/projection.ts';
import { nearestRanks, product, type Search, type SentenceTable, tableOf } from './sentence-table.ts';
import type { Statement } from './statements.ts';

/** Finds what all stories of a window say that is near to a statement. */
export type WindowIndex = (statement: Statement, search: Search) => readonly Statement[];

/** Up to so many sentences all are looked at: that takes as long as finding out which to look at. */
const FEW = 8_000;
const CELLS = 256;
/** Cells that are looked into: of the neighbours that matter, those in further cells are lost (1 in 50 at 100,000). */
const LOOKED_INTO = 12;

/**
 * An index of sentences by their vectors: each lies in the cell of the nearest of 256 fixed sentences, and a search looks into
 * the nearest cells: a twentieth of all, so that a window's cost still grows somewhat faster than its sentences. Statements of the
 * asker's own origin are left out; equal ones come in the order given.
 */
export function windowIndex(statements: readonly Statement[]): WindowIndex {
  const table = tableOf(statements);
  const cells = table.statements.length <= FEW ? null : cellsOf(table);
  return (statement, search) => {
    const own = statement.encoded?.sentence;
    if (own === undefined) return [];
    const ranks = nearestRanks(statement, table, search);
    if (cells === null) for (let at = 0; at < table.statements.length; at += 1) ranks.look(at);
    else for (const cell of nearestCells(own, cells)) for (const at of cell) ranks.look(at);
    return ranks.found().map((near) => near.statement);
  };
}

interface Cells {
  readonly centres: Int8Array;
  readonly members: readonly (readonly number[])[];
}

function cellsOf({ statements: all, vectors }: SentenceTable): Cells {
  const centres = new Int8Array(CELLS * SENTENCE_WIDTH);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const from = Math.floor((cell * all.length) / CELLS) * SENTENCE_WIDTH;
    centres.set(vectors.subarray(from, from + SENTENCE_WIDTH), cell * SENTENCE_WIDTH);
  }
  const members = Array.from({ length: CELLS }, (): number[] => []);
  for (const at of all.keys()) {
    const own = vectors.subarray(at * SENTENCE_WIDTH, (at + 1) * SENTENCE_WIDTH);
    members[nearestCell(own, centres)]?.push(at);
  }
  return { centres, members };
}

function nearestCells(own: Int8Array, { centres, members }: Cells): (readonly number[])[] {
  return ranked(own, centres)
    .slice(0, LOOKED_INTO)
    .map((cell) => members[cell] ?? []);
}

function nearestCell(own: Int8Array, centres: Int8Array): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let cell = 0; cell < CELLS; cell += 1) {
    const cosine = product(own, centres, cell * SENTENCE_WIDTH);
    if (cosine > most) [best, most] = [cell, cosine];
  }
  return best;
}

function ranked(own: Int8Array, centres: Int8Array): number[] {
  const cosines = Array.from({ length: CELLS }, (_, cell) => product(own, centres, cell * SENTENCE_WIDTH));
  return [...cosines.keys()].sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0) || a - b);
}
