import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startingTime } from '../../infra/local/starting-time.ts';
import { coverageOf } from '../../infra/parts/coverage.ts';

describe('the days of the coverage', () => {
  it.each([
    ['Europe/Kyiv', '2023-09-10', '2023-09-30', '2023-09-09T21:00:00.000Z', '2023-09-30T21:00:00.000Z'],
    ['UTC', '2023-09-10', '2023-09-10', '2023-09-10T00:00:00.000Z', '2023-09-11T00:00:00.000Z'],
    ['Asia/Vladivostok', '2023-12-31', '2023-12-31', '2023-12-30T14:00:00.000Z', '2023-12-31T14:00:00.000Z'],
    ['America/New_York', '2024-02-28', '2024-02-29', '2024-02-28T05:00:00.000Z', '2024-03-01T05:00:00.000Z'],
    // The clocks change within the day: it has 25 hours, then 23.
    ['Europe/Kyiv', '2023-10-29', '2023-10-29', '2023-10-28T21:00:00.000Z', '2023-10-29T22:00:00.000Z'],
    ['Europe/Kyiv', '2024-03-31', '2024-03-31', '2024-03-30T22:00:00.000Z', '2024-03-31T21:00:00.000Z'],
  ])('in %s, %s to %s, begin and end at its midnights', (timeZone, first, last, start, end) => {
    const period = coverageOf({ coverage: { first, last }, timeZone });
    expect([period.start.toISOString(), period.end.toISOString()]).toEqual([start, end]);
  });

  it('hold every wall-clock hour of theirs', () => {
    const zones = ['Europe/Kyiv', 'Asia/Pyongyang', 'America/Los_Angeles', 'Australia/Lord_Howe', 'UTC'];
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (date, timeZone) => {
        const first = date.toISOString().slice(0, 10);
        const { start, end } = coverageOf({ coverage: { first, last: first }, timeZone });
        const wall = new Intl.DateTimeFormat('sv-SE', { timeZone });
        expect([wall.format(start), wall.format(new Date(end.getTime() - 1))]).toEqual([first, first]);
        expect(wall.format(new Date(start.getTime() - 1)) < first).toBe(true);
      }),
    );
  });
});

describe('a local run without an instant', () => {
  const briefing = {
    coverage: { first: '2023-09-10', last: '2023-09-30' },
    timeZone: 'Europe/Kyiv',
    schedule: { time: '07:30', days: ['mon' as const] },
  };

  it.each([
    ['lives now before the coverage', '2023-01-01T00:00:00Z', undefined],
    ['lives now until its last moment', '2023-09-30T20:59:59.999Z', undefined],
    ['lives on its last day once it is over', '2023-09-30T21:00:00.000Z', '2023-09-30T04:30:00.000Z'],
    ['does so years later', '2026-11-25T00:00:00Z', '2023-09-30T04:30:00.000Z'],
  ])('%s', (_, now, at) => {
    expect(startingTime(briefing, new Date(now))?.toISOString()).toBe(at);
  });
});
