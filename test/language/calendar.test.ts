import { describe, expect, it } from 'vitest';
import { dayWithoutYear, monthWithoutYear } from '../../lambdas/language/calendar.ts';

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

describe('a date without a year', () => {
  it.each([
    ['2026-03-10', '09-22', '2026-09-22'],
    ['2026-03-10', '12-01', '2026-12-01'],
    ['2026-07-01', '03-03', '2026-03-03'],
    ['2026-01-05', '12-20', '2025-12-20'],
    ['2026-12-20', '01-15', '2027-01-15'],
    ['2026-02-10', '02-10', '2026-02-10'],
    ['2028-02-01', '02-29', '2028-02-29'],
    ['2026-02-01', '02-29', null],
  ])('of a text of %s, %s is %s', (written, day, meant) => {
    const [month = 0, date = 0] = day.split('-').map(Number);
    expect(dayWithoutYear(month - 1, date, at(written))).toBe(meant === null ? null : at(meant));
  });

  it.each([
    [3, 9, 0],
    [1, 12, -1],
    [12, 1, 1],
    [7, 3, 0],
    [5, 5, 0],
  ])('in month %i, month %i is of the year %i later', (now, month, later) => {
    expect(Math.floor(monthWithoutYear(month - 1, 2026 * 12 + now - 1) / 12) - 2026).toBe(later);
  });
});
