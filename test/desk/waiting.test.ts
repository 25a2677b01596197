import { expect, test } from 'vitest';
import { arrivalView } from '../../lambdas/desk/arrivals.ts';
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

test('what an edit answered asks no more on the desk', () => {
  const receipt = {
    articleId: 'a'.repeat(32),
    key: 'harbour.txt',
    sequencer: '1',
    received: MADE,
    size: 1,
    outcome: 'accepted',
    message: '',
    version: 'v',
    flags: ['no-byline', 'no-date', 'no-outlet', 'refused-name'],
  } as const;
  const changes = { outlet: 'Harbour Gazette', authors: ['Ada Quay'], date: '2023-09-13' };
  const decided = { articleId: receipt.articleId, key: receipt.key, changes, by: {}, contradictions: [] };
  const seen = (one: typeof decided | null) =>
    arrivalView(
      { receipt, decided: one, isThere: true },
      { kind: 'none' },
      { threshold: 0, timeZone: 'UTC' },
    );
  expect(seen(null)).toMatchObject({ questions: { length: 3 }, remarks: { length: 1 } });
  expect(seen(decided)).toMatchObject({ questions: [], remarks: [] });
});
