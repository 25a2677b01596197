import { describe, expect, test } from 'vitest';
import {
  currenciesNamed,
  currenciesOfSign,
  mayBeOneCurrency,
} from '../../../lambdas/claims/numbers/currencies.ts';

describe('what a sum is told in', () => {
  test.each([
    ['dollars', 'en', 'USD'],
    ['euros', 'en', 'EUR'],
    ['kroner', 'en', 'NOK'],
    ['доларів', 'uk', 'USD'],
    ['гривень', 'uk', 'UAH'],
    ['рублей', 'ru', 'RUB'],
    ['dólares', 'es', 'USD'],
    ['francs', 'fr', 'CHF'],
    ['Kronen', 'de', 'SEK'],
    ['złotych', 'pl', 'PLN'],
    ['doları', 'tr', 'USD'],
    ['دولار', 'ar', 'USD'],
    ['dollars', 'xx', 'USD'],
    ['avroluk', 'tr', 'EUR'],
    ['гривнях', 'uk', 'UAH'],
  ])('%s (%s) may be %s', (word, language, code) => {
    expect(currenciesNamed(word, language)).toContain(code);
  });

  test.each([
    ['people', 'en'],
    ['Polish', 'en'],
    ['Swiss', 'en'],
    ['російських', 'uk'],
    ['estadounidenses', 'es'],
    ['of', 'en'],
    ['European', 'en'],
    ['France', 'en'],
    ['managers', 'en'],
    ['nuevos', 'es'],
    ['coroneles', 'es'],
    ['yeni', 'tr'],
    ['Tonnen', 'de'],
    ['really', 'en'],
    ['leur', 'fr'],
    ['Leute', 'de'],
    ['вони', 'uk'],
    ['такий', 'uk'],
    ['Europa', 'de'],
  ])('%s (%s) is none', (word, language) => {
    expect(currenciesNamed(word, language)).toBeUndefined();
  });

  test('a sign or a code may be several, and what shares one may be one', () => {
    const [dollar, euro] = [currenciesOfSign('$'), currenciesOfSign('€')];
    expect(currenciesOfSign('CHF')).toEqual(new Set(['CHF']));
    expect(currenciesOfSign('ABC')).toBeUndefined();
    expect([currenciesOfSign('NZ$'), currenciesOfSign('US$')]).toEqual([new Set(['NZD']), new Set(['USD'])]);
    expect(currenciesOfSign('FJ$')).not.toEqual(currenciesOfSign('$'));
    expect(dollar && mayBeOneCurrency(dollar, new Set(['CAD']))).toBe(true);
    expect(dollar && euro && mayBeOneCurrency(dollar, euro)).toBe(false);
  });
});
