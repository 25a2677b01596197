import { describe, expect, it } from 'vitest';
import { numberKind } from '../../../lambdas/claims/numbers/number-kinds.ts';
import { quantitiesOf } from '../../../lambdas/claims/numbers/quantities.ts';

describe('what a number is given in', () => {
  it.each<[string, string, readonly string[]]>([
    ['30 per cent of 40 hours for $1.2bn', 'en', ['percent', 'hour', 'money']],
    ['52 km of road and 17 people', 'en', ['count', 'count']],
    ['24,000 a year', 'en', ['count']],
    ['17 straight hours', 'en', ['hour']],
    ['8 saat, 1,24 milyar dolar', 'tr', ['hour', 'money']],
    ['yüzde 30', 'tr', ['percent']],
    ['un 30 % y 10 por habitante', 'es', ['percent', 'count']],
    ['5 millones de dólares', 'es', ['money']],
    ['45 відсотків за 56 мільйонів гривень', 'uk', ['percent', 'money']],
    ['23 Stunden und 5 min', 'de', ['hour', 'minute']],
    ['30٪ و 640 ألف طن', 'ar', ['percent', 'count']],
    ['NZ$442m', 'en', ['money']],
    ['30% of 5', 'constructor', ['percent', 'count']],
  ])('%s (%s) → %j', (text, language, kinds) => {
    expect(quantitiesOf(text, language).map((quantity) => numberKind(text, language, quantity))).toEqual(
      kinds,
    );
  });
});
