import { describe, expect, it } from 'vitest';
import { boundsOf, mayMeet } from '../../../lambdas/claims/compare/differences/number-bounds.ts';
import { quantitiesOf } from '../../../lambdas/claims/numbers/quantities.ts';

const bounds = (text: string, language: string) =>
  quantitiesOf(text, language).map((quantity) => boundsOf(quantity, text, language));

describe('what a number leaves open', () => {
  it.each([
    ['More than 30 boats sailed.', 'en', 30, Number.POSITIVE_INFINITY],
    ['Up to $2 million was paid.', 'en', 0, 2_000_000],
    ['Some 30 or more boats sailed.', 'en', 30, Number.POSITIVE_INFINITY],
    ['Thirty boats sailed, more than ever.', 'en', 30, 30],
    ['Al menos 30 barcos zarparon.', 'es', 30, Number.POSITIVE_INFINITY],
    ['Понад 30 човнів вийшли в море.', 'uk', 30, Number.POSITIVE_INFINITY],
    ['Не менее тридцати лодок вышли в море.', 'ru', 30, Number.POSITIVE_INFINITY],
    ['Maximal 30 Boote liefen aus.', 'de', 0, 30],
    ['No fewer than 30 boats sailed.', 'en', 30, Number.POSITIVE_INFINITY],
    // What is told so far may have grown.
    ['Nine people had been detained by noon.', 'en', 9, Number.POSITIVE_INFINITY],
    ['На полудень затримали 9 людей.', 'uk', 9, Number.POSITIVE_INFINITY],
    ['Hasta ahora hay 9 detenidos.', 'es', 9, Number.POSITIVE_INFINITY],
    ['They were to hand over 48 prisoners by the end of May.', 'en', 48, 48],
    ['About 20 pumps arrived.', 'en', 15, 25],
    ['Близько 20 насосів прибуло.', 'uk', 15, 25],
    ['By noon nine had left, said Noonan.', 'en', 9, Number.POSITIVE_INFINITY],
  ])('%s', (text, language, least, most) => {
    expect(bounds(text, language)).toEqual([{ least, most }]);
  });

  it('leaves open only what is told near it', () => {
    const text =
      'Five countries agreed on a fleet of 48 planes and a fund for those who lost a harvest in the spring, a day after a crash that killed 33 so far.';
    expect(bounds(text, 'en').map(({ most }) => most)).toEqual([5, 48, Number.POSITIVE_INFINITY]);
  });

  it('decides whether two may be one', () => {
    const [open, more, less] = ['More than 30 boats.', '40 boats.', 'Fewer than 25 boats.'].map(
      (text) => bounds(text, 'en')[0] ?? { least: 0, most: 0 },
    );
    if (!open || !more || !less) throw new Error('no bounds');
    expect([mayMeet(open, more), mayMeet(more, open), mayMeet(open, less), mayMeet(more, less)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('numbers written out', () => {
  it.each([
    ["до п'яти відсотків", 'uk', [5]],
    ['из двенадцати стран', 'ru', [12]],
    ['w dwóch miastach', 'pl', [2]],
  ])('are read in every case: %s', (text, language, values) => {
    expect(quantitiesOf(text, language).map(({ value }) => value)).toEqual(values);
  });
});
