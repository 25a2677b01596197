import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pacer } from '../../lambdas/aws/mail/pace.ts';
import { callsAtATime, LEAST_WORKERS, SHARE_OF_RATE } from '../../lambdas/aws/mail/throughput.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { type LocalTables, localTables } from './local-table.ts';

let local: LocalTables;
beforeAll(async () => {
  local = await localTables();
});
afterAll(() => local.close());

const always = () => true;
let count = 0;
const newTable = (): Promise<Table> => {
  count += 1;
  return local.table(`pace-${count}`);
};

/** A clock that only moves when somebody waits, and never backwards. */
function clock(start = Date.parse('2023-09-14T07:00:00Z')) {
  let time = start;
  return {
    now: () => time,
    pause: async (ms: number) => {
      const until = time + ms;
      await new Promise((resolve) => setImmediate(resolve));
      time = Math.max(time, until);
    },
    advance: (ms: number) => {
      time += ms;
    },
  };
}

describe('the pace', () => {
  it.each([
    ['four hundred a second at a quota of five hundred', 500, 400],
    ['eleven and a fifth at one of fourteen', 14, 11.2],
    ['four in five seconds at one a second, as in the sandbox', 1, 0.8],
    ['two in twenty-five seconds at a tenth', 0.1, 0.08],
  ])('is %s', async (_, rate, expected) => {
    const time = clock();
    const turn = pacer(await newTable(), rate, time);
    const began = time.now();
    const following = rate < 1 ? 3 : 19;
    // The first turn comes at once.
    for (let n = 0; n <= following; n += 1) expect(await turn(always)).toBe(true);
    const seconds = (time.now() - began) / 1_000;
    expect(following / seconds).toBeGreaterThan(expected * 0.95);
    expect(following / seconds).toBeLessThanOrEqual(expected * 1.001);
  });

  it('is shared by all workers and their calls: no second holds more than its turns', async () => {
    const time = clock();
    const table = await newTable();
    const calls: number[] = [];
    const workers = Array.from({ length: 8 }, () => pacer(table, 50, time));
    const caller = async (turn: ReturnType<typeof pacer>) => {
      for (let n = 0; n < 2; n += 1) {
        await turn(always);
        calls.push(time.now());
      }
    };
    await Promise.all(workers.flatMap((turn) => Array.from({ length: 4 }, () => caller(turn))));
    expect(calls).toHaveLength(64);
    const first = Math.min(...calls);
    expect(Math.max(...calls) - first).toBeGreaterThanOrEqual((63 / 40) * 1_000 - 1);
  });

  it('saves no turns up while nobody sends', async () => {
    const time = clock();
    const turn = pacer(await newTable(), 10, time);
    await turn(always);
    time.advance(3_600_000);
    const began = time.now();
    for (let n = 0; n < 9; n += 1) await turn(always);
    expect(time.now() - began).toBeGreaterThanOrEqual(8 * 125 - 1);
  });

  it('gives no turn to a worker whose time is over', async () => {
    const time = clock();
    const turn = pacer(await newTable(), 0.01, time);
    const until = time.now() + 30_000;
    const hasTime = () => time.now() < until;
    expect(await turn(hasTime)).toBe(true);
    expect(await turn(hasTime)).toBe(false);
  });
});

describe('the calls of a worker at the same time', () => {
  it.each([
    [1, 16],
    [14, 16],
    [300, 18],
    [500, 30],
    [1_000_000, 32],
  ])('under a rate of %d are %d', (rate, calls) => expect(callsAtATime(rate)).toBe(calls));

  it('use up a rate of five hundred with the fewest workers, a call and its rows taking 120 ms', () => {
    expect((LEAST_WORKERS * callsAtATime(500)) / 0.12).toBeGreaterThanOrEqual(500 * SHARE_OF_RATE);
  });
});
