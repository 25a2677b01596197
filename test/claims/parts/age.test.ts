import { describe, expect, it } from 'vitest';
import { agesAmong, isOldPlan } from '../../../lambdas/claims/parts/age.ts';
import { bareStatement } from '../bare-statement.ts';

const NOTHING = { words: [], vectors: new Int8Array(0), sentence: new Int8Array(0) };

describe('the age of a sentence', () => {
  const of = (day: string | null, modal = false) => ({
    ...bareStatement({ origin: 'a', text: 'The leaders will meet.' }, NOTHING),
    day,
    modal,
  });
  const all = [of('2027-04-07', true), of('2027-04-10'), of('2027-04-11'), of(null), of('2027-03-01')];

  it('is counted in days from the newest, three at most', () => {
    expect(all.map(agesAmong(all))).toEqual([3, 1, 0, 0, 3]);
    expect(agesAmong([])(of('2027-04-07'))).toBe(0);
  });

  it('makes a plan of two days ago an old one', () => {
    expect([0, 1, 2].map((age) => isOldPlan(of('2027-04-07', true), age))).toEqual([false, false, true]);
    expect(isOldPlan(of('2027-04-07'), 3)).toBe(false);
  });
});
