import { describe, expect, it } from 'vitest';
import { dueSlot, heartbeat } from '../../lambdas/aws/schedule/heartbeat.ts';

const settings = { timeZone: 'Europe/Kyiv', coverage: { first: '2023-09-10', last: '2023-09-30' } };
const at = (now: string) => ({ schedule: '0 7 * * mon,thu', settings, now: Date.parse(now) });
/** Thursday, 07:00 in Kyiv. */
const SLOT = '2023-09-14T04:00:00.000Z';

describe('the edition that must be there', () => {
  it.each([
    ['half an hour after its slot', '2023-09-14T04:30:01Z', SLOT],
    ['sooner: the one before', '2023-09-14T04:29:00Z', '2023-09-11T04:00:00.000Z'],
    ['days later', '2023-09-17T12:00:00Z', SLOT],
    ['before the coverage: none', '2023-09-10T12:00:00Z', null],
    ['after it: none', '2023-10-03T12:00:00Z', null],
  ])('is told %s', (_, now, slot) => expect(dueSlot(at(now))).toBe(slot));

  it.each([
    ['there', true, [], { EditionsMissing: 0, EditionsWaiting: 0 }],
    ['missing', false, [], { EditionsMissing: 1, EditionsWaiting: 0 }],
    ['undecided', false, [SLOT], { EditionsMissing: 0, EditionsWaiting: 1 }],
    [
      'missing while a later one is prepared',
      false,
      ['2023-09-18T04:00:00.000Z'],
      { EditionsMissing: 1, EditionsWaiting: 0 },
    ],
  ])('is %s', async (_, isThere, waiting, told) => {
    const asked: string[] = [];
    const found = await heartbeat(at('2023-09-14T05:00:00Z'), {
      isThere: async (slot) => {
        asked.push(slot);
        return isThere;
      },
      waiting: async () => waiting,
    });
    expect(found).toEqual({ Heartbeats: 1, ...told });
    expect(asked.every((slot) => slot === SLOT)).toBe(true);
  });
});
