import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pacer } from '../../lambdas/aws/pace.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { type LocalTables, localTables } from './local-table.ts';

let local: LocalTables;
let table: Table;
beforeAll(async () => {
  local = await localTables();
  table = await local.table('pace');
});
afterAll(() => local.close());

/** A clock that only moves when somebody waits. */
function clock(start: number) {
  let time = start;
  return {
    now: () => time,
    pause: async (ms: number) => {
      time += ms;
    },
  };
}

describe('the pace', () => {
  it.each([
    ['four fifths of the rate', 10, 1000, 8],
    ['one in two seconds at a rate of one, as in the sandbox', 1, 2000, 1],
    ['one in thirteen seconds at a tenth', 0.1, 13_000, 1],
  ])('is %s', async (_, rate, windowMs, limit) => {
    const time = clock(Date.parse('2023-09-14T07:00:00Z') + rate * 1_000_000);
    const turn = pacer(table, rate, time);
    const calls: number[] = [];
    for (let n = 0; n < limit * 3; n += 1) {
      await turn();
      calls.push(Math.floor(time.now() / windowMs));
    }
    for (const bucket of new Set(calls))
      expect(calls.filter((call) => call === bucket).length).toBeLessThanOrEqual(limit);
    expect(new Set(calls).size).toBe(3);
  });

  it('is shared by all workers', async () => {
    const time = clock(Date.parse('2023-09-15T07:00:00Z'));
    const workers = Array.from({ length: 8 }, () => pacer(table, 5, time));
    const calls: number[] = [];
    await Promise.all(
      workers.map(async (turn) => {
        await turn();
        calls.push(Math.floor(time.now() / 1000));
      }),
    );
    expect(calls).toHaveLength(8);
    const first = Math.floor(Date.parse('2023-09-15T07:00:00Z') / 1000);
    expect(calls.filter((second) => second === first).length).toBeLessThanOrEqual(4);
  });
});
