import { describe, expect, it } from 'vitest';
import { daysOf } from '../../../lambdas/claims/compare/days.ts';
import { quantitiesOf } from '../../../lambdas/claims/compare/quantities.ts';
import { sameName } from '../../../lambdas/claims/compare/statement-reading.ts';
import { skeleton } from '../../../lambdas/language/skeleton.ts';

describe('numbers', () => {
  it.each([
    ['50 000 тонн пшениці, п’ять дронів', 'uk', [50_000, 5]],
    ['50,000 tonnes and 2.5 million dollars', 'en', [50_000, 2_500_000]],
    ['1.500 personas y 2,5 mil millones de euros', 'es', [1500, 2_500_000_000]],
    ['vier Millionen', 'de', [4_000_000]],
    ['16 млн рублей', 'ru', [16_000_000]],
    ['twelve of 40 ships', 'en', [12, 40]],
    ['a Su-35 at the G7 on the 5th', 'en', []],
    ['12 345 678 mieszkańców', 'pl', [12_345_678]],
    ['a six-hour delay, up 40%', 'en', [6, 40]],
  ])('of %j in %s are %j', (text, language, values) => {
    expect(quantitiesOf(text, language).map(({ value }) => value)).toEqual(values);
  });

  it('between 1900 and 2099 without a sign are years', () => {
    expect(quantitiesOf('In 2019, 2,019 came.', 'en').map(({ kind }) => kind)).toEqual(['year', 'count']);
  });

  it('stand where they are said to stand', () => {
    const text = 'Es kostet 3,7 Milliarden Euro.';
    const [{ start, end } = { start: 0, end: 0 }] = quantitiesOf(text, 'de');
    expect(text.slice(start, end)).toBe('3,7 Milliarden');
  });
});

describe('days', () => {
  it.each([
    ['The talks on Tuesday failed.', 'en', ['2026-03-03', '2026-03-10']],
    ['в среду прошли переговоры', 'ru', ['2026-03-04', '2026-03-11']],
    ['le 12 mars, à Lyon', 'fr', ['2026-03-12']],
    ['on September 15, 2023, to tour', 'en', ['2023-09-15']],
    ['el 15 de septiembre de 2023', 'es', ['2023-09-15']],
    ['they may march in spring', 'en', []],
  ])('of %j in %s are %j', (text, language, days) => {
    expect(daysOf(text, language, '2026-03-04').flatMap((day) => [...day.days])).toEqual(days);
  });

  it('are not known in an article without a day', () => {
    expect(daysOf('on Tuesday', 'en', null)).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['Козлов', 'Kozlov'],
    ['Козлова', 'Kozlov'],
    ['Korhonen', 'Корхонен'],
  ])('%s and %s are one', (a, b) => {
    expect(sameName(skeleton(a), skeleton(b))).toBe(true);
  });

  it.each([
    ['Brandt', 'Korhonen'],
    ['Lena', 'Orla'],
  ])('%s and %s are two', (a, b) => {
    expect(sameName(skeleton(a), skeleton(b))).toBe(false);
  });
});
