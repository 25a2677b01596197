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
    ['45 detenidos según la policía', 'es', ['count']],
    ['45 detidos segundo a polícia', 'pt', ['count']],
    ['12 secondary schools', 'en', ['count']],
    ['12 heureux gagnants', 'fr', ['count']],
    ['$12m this year', 'en', ['money']],
    ['1,200 last year', 'en', ['count']],
    ['24,000 every week', 'en', ['count']],
    ['45 millions pour ce projet', 'fr', ['count']],
    ['12,000 PCR tests', 'en', ['count']],
    ['of 45, 30 per cent', 'en', ['count', 'percent']],
    ['asilimia 30', 'sw', ['percent']],
    ['12 Mio. Euro', 'de', ['money']],
    ['56 млн грн', 'uk', ['money']],
    ['12 Kč', 'cs', ['money']],
    ['12 руб.', 'ru', ['money']],
    ['5,000 pounds of fish', 'en', ['count']],
    ['AU$5m', 'en', ['money']],
    ['nach 5 Jahren', 'de', ['year']],
    ['за 5 місяців', 'uk', ['month']],
    ['30% of 5', 'constructor', ['percent', 'count']],
  ])('%s (%s) → %j', (text, language, kinds) => {
    expect(quantitiesOf(text, language).map((quantity) => numberKind(text, language, quantity))).toEqual(
      kinds,
    );
  });
});
