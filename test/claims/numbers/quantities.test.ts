import { describe, expect, it } from 'vitest';
import { mayBeRounded, quantitiesOf } from '../../../lambdas/claims/numbers/quantities.ts';

describe('numbers', () => {
  it.each([
    ['50 000 тонн пшениці, п’ять дронів', 'uk', [50_000, 5]],
    ['50,000 tonnes and 2.5 million dollars', 'en', [50_000, 2_500_000]],
    ['1.500 personas y 2,5 mil millones de euros', 'es', [1500, 2_500_000_000]],
    ['vier Millionen', 'de', [4_000_000]],
    ['12 ships', 'constructor', [12]],
    ['149 في ماليزيا و163 في مدغشقر', 'ar', [149, 163]],
    ['16 млн рублей', 'ru', [16_000_000]],
    ['twelve of 40 ships', 'en', [12, 40]],
    ['a Su-35 at the G7 on the 5th', 'en', []],
    ['12 345 678 mieszkańców', 'pl', [12_345_678]],
    ['a six-hour delay, up 40%', 'en', [6, 40]],
    ['Thirty-one people and one dog', 'en', [31]],
    ['Four hundred and twelve million kilos', 'en', [412_000_000]],
    ['a hundred and fifty, two thousand and twelve, one hundred thousand', 'en', [150, 2012, 100_000]],
    ['two and a half hours, two and three days', 'en', [2.5, 2, 3]],
    ['two three-day visits, hundreds of others', 'en', [2, 3]],
    ['£3.2bn, $640m, NOK 48m, 5M', 'en', [3.2e9, 640e6, 48e6, 5e6]],
    ['118,000 t, 88,000t of 28.6', 'en', [118_000, 28.6]],
    ['1,140m long, 15 m deep', 'en', []],
    ['10 km, 10 k', 'en', [10, 10_000]],
    ['at 14:10, 2:10 p.m., 2.10pm or 4 pm, for 3 hours', 'en', [3]],
    ['won 3.5 million and 12.50 crowns', 'en', [3_500_000, 12.5]],
    ['treinta y un heridos, mil quinientos, doscientos cincuenta y dos', 'es', [31, 1500, 252]],
    ['cien mil personas y dos perros', 'es', [100_000, 2]],
    ['cuatro horas y media, 4 horas y media, dos horas y mediaban otros', 'es', [4.5, 4.5, 2]],
    ['quatre heures et demie', 'fr', [4.5]],
    ['dos mil millones de euros, tres millones', 'es', [2e9, 3e6]],
    ['6 mil milhões de coroas, 2 bilhões, 30 mil', 'pt', [6e9, 2e9, 30_000]],
    ['two million four hundred thousand and six', 'en', [2_400_006]],
    ['двадцать две минуты, две с половиной тысячи', 'ru', [22, 2500]],
    ['двадцять дві хвилини, чотириста п’ять', 'uk', [22, 405]],
    ['einundzwanzig Menschen, zweihundert Boote', 'de', [21, 200]],
    ['quatre-vingt-dix jours, soixante-douze heures, trente et un', 'fr', [90, 72, 31]],
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

describe('one number', () => {
  it.each([
    [29_400, 29_000, true],
    [27_000, 29_400, false],
    [4.5, 5, true],
    [4.3, 4, true],
    [4.5, 6, false],
    [4, 5, false],
    [0.4, 0.9, false],
  ])('%d may be %d, rounded: %s', (a, b, rounded) => {
    expect(mayBeRounded(a, b)).toBe(rounded);
    expect(mayBeRounded(b, a)).toBe(rounded);
  });
});
