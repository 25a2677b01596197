import { sentenceCells } from './sentence-cells.ts';
import { nearestRanks, type Search, type SentenceTable, tableInOrder, tableOf } from './sentence-table.ts';
import type { Statement } from './statements.ts';

/** Finds what all stories of a window say that is near to a statement. */
export interface WindowIndex {
  (statement: Statement, search: Search): readonly Statement[];
  /** Pairs of sentence vectors compared so far: what the index has cost, the same on every machine. */
  readonly cost: () => number;
}

/** Up to so many sentences all are looked at: none is missed. */
const FEW = 6_000;
/** Cells that a search looks into at most, and sentences that it looks at. */
const MOST_CELLS = 48;
const MOST_CANDIDATES = 6_000;

/**
 * An index of sentences by their vectors. A search looks into the nearest cells, at a bounded number of sentences. Statements of the
 * asker's own origin are left out; of equal ones those of nearer cells come first, then those given first.
 */
export function windowIndex(statements: readonly Statement[]): WindowIndex {
  const given = tableOf(statements);
  const { table, runsNear, cost } = given.statements.length <= FEW ? whole(given) : inCells(given);
  let looked = 0;
  const find = (statement: Statement, search: Search): readonly Statement[] => {
    const own = statement.encoded?.sentence;
    if (own === undefined) return [];
    const { look, found } = nearestRanks(statement, table, search);
    let left = MOST_CANDIDATES;
    for (const [from, to] of runsNear(own)) {
      const end = Math.min(to, from + left);
      for (let at = from; at < end; at += 1) look(at);
      looked += end - from;
      left -= end - from;
      if (left === 0) break;
    }
    return found().map((near) => near.statement);
  };
  return Object.assign(find, { cost: () => looked + cost() });
}

interface Arranged {
  readonly table: SentenceTable;
  /** Where to look for what is near to a vector, nearest first: runs of places, `to` not included. */
  readonly runsNear: (own: Int8Array) => readonly (readonly [from: number, to: number])[];
  readonly cost: () => number;
}

function whole(table: SentenceTable): Arranged {
  const all = [[0, table.statements.length]] as const;
  return { table, runsNear: () => all, cost: () => 0 };
}

/** Each cell's sentences lie side by side: memory is read in long runs. */
function inCells(given: SentenceTable): Arranged {
  const { members, nearest, cost } = sentenceCells(given.vectors);
  const ends: number[] = [];
  for (const cell of members) ends.push((ends.at(-1) ?? 0) + cell.length);
  return {
    table: tableInOrder(given, members.flat()),
    runsNear: (own) => nearest(own, MOST_CELLS).map((cell) => [ends[cell - 1] ?? 0, ends[cell] ?? 0]),
    cost,
  };
}
