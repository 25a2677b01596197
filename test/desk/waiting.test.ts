import { expect, test } from 'vitest';
import { changedSince } from '../../lambdas/desk/public/list.ts';

const MADE = '2023-09-14T03:00:00.000Z';
const SLOT = '2023-09-14T04:00:00.000Z';
const came = (at: string) => ({ receipt: { received: `2023-09-14T${at}:00.000Z` }, decided: null });
const edited = {
  ...came('01:00'),
  decided: {
    by: { title: { id: 'a', at: '2023-09-14T03:30:00.000Z', by: 'ada', version: null } },
  },
};

test.each([
  ['nothing since', 'held', [came('02:59')], ''],
  ['a file that came since', 'held', [came('02:59'), came('03:01')], 'One file came in or was changed since'],
  ['a file that was edited since, too', 'open', [came('03:01'), edited], '2 files came in or were changed'],
  ['what is of the next edition', 'held', [came('04:00')], ''],
  ['what waits for the next edition, since this one is approved', 'approved', [came('03:01')], ''],
] as const)('a draft tells what it lacks: %s', (_, phase, arrivals, said) => {
  const told = changedSince(MADE, { slot: SLOT, state: { phase } }, arrivals);
  if (said === '') expect(told).toBe('');
  else expect(told).toContain(said);
});
