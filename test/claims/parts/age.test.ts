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

  it.each([
    ['The leaders will meet.', 'en', false, [false, false, true]],
    ['The leaders met.', 'en', false, [false, false, false]],
    ['The leaders met.', 'en', true, [false, false, true]],
    ['Leaders begin arriving in the port today.', 'en', false, [false, true, true]],
    ['“We leave today,” the captain said.', 'en', false, [false, false, false]],
    ['El presidente viajará a Kelmar.', 'es', false, [false, false, true]],
    ['Сьогодні лідери зустрілися.', 'uk', false, [false, true, true]],
  ])('makes %s an old plan by its days', (text, language, modal, is) => {
    const one = { ...of('2027-04-07', modal), language };
    const statement = { ...one, quote: { ...one.quote, text, language } };
    expect([0, 1, 2].map((age) => isOldPlan(statement, age))).toEqual(is);
  });
});
