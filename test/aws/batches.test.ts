import { expect, it } from 'vitest';
import { inBatches } from '../../lambdas/aws/batches.ts';

it('a batch’s rest is sent again, later each time, until nothing is left', async () => {
  const calls: number[][] = [];
  const pauses: number[] = [];
  await inBatches(
    [1, 2, 3, 4, 5],
    3,
    async (some) => {
      calls.push(some);
      return calls.length < 4 ? some.slice(1) : undefined;
    },
    async (ms) => pauses.push(ms),
  );
  expect(calls).toEqual([[1, 2, 3], [2, 3], [3], [4, 5]]);
  expect(pauses).toEqual([50, 100]);
});

it('a rest that stays waits two seconds at most', async () => {
  const pauses: number[] = [];
  let calls = 0;
  await inBatches(
    ['row'],
    25,
    async (some) => {
      calls += 1;
      return calls < 10 ? some : [];
    },
    async (ms) => pauses.push(ms),
  );
  expect(pauses).toEqual([50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]);
});
