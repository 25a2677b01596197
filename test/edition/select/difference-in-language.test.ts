import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { briefView } from '../../../lambdas/edition/brief/brief-view.ts';
import { storyWithout } from '../../../lambdas/edition/overlay/without.ts';
import {
  differenceIn,
  withFurtherLanguages,
} from '../../../lambdas/edition/select/difference-in-language.ts';
import { headlineIn } from '../../../lambdas/edition/select/headline-in-language.ts';
import { textOf } from '../../../lambdas/edition/view/linked-text.ts';
import type { Difference, Quote } from '../../../lambdas/types.ts';
import { edition, quote, settings, source, story, storySource } from '../sample.ts';

const outlet = (name: string, language: string, title = `${name} reports`) =>
  storySource(name, { ...source(name), language, title });
const VODA = outlet('Вода', 'uk');
const STAV = outlet('Став', 'uk');
const COURIER = outlet('Courier', 'en');
const HERALD = outlet('Herald', 'en');
const FARO = outlet('Faro', 'es');
const HIGH = quote(VODA, 'На канали піде 850 мільйонів доларів.');
const LOW = quote(STAV, 'На канали піде 650 мільйонів доларів.');
const ENGLISH = quote(COURIER, 'The canals will get 850 million dollars.');
const LONGER = quote(HERALD, 'All in all the canals of these countries will get 850 million dollars.');
const SPANISH = quote(FARO, 'Los canales recibirán 650 millones de dólares.');

const DIFFERENCE: Difference = {
  about: 'number',
  quotes: [HIGH, LOW],
  others: [[LONGER, ENGLISH], [SPANISH]],
};
const everything = { languages: ['en', 'uk', 'es'], fits: () => true };
const SHOWN = withFurtherLanguages(DIFFERENCE, everything);
const texts = ({ quotes }: Difference) => quotes.map(({ text }) => text);

describe('a difference for readers of a language', () => {
  test.each([
    ['en', [ENGLISH, LOW]],
    ['es', [HIGH, SPANISH]],
    ['uk', [HIGH, LOW]],
    ['ar', [HIGH, LOW]],
  ] as const)('in %s has the sides that outlets wrote in it', (language, sides) => {
    expect(differenceIn(SHOWN, language).quotes).toEqual(sides);
  });

  it('names the outlet whose sentence made room, and each other one still', () => {
    expect(differenceIn(SHOWN, 'en').others).toEqual([[HIGH, LONGER], [SPANISH]]);
  });

  it('takes the shortest sentence that may still be quoted, or none', () => {
    const but = (refused: readonly Quote[]) =>
      withFurtherLanguages(DIFFERENCE, { ...everything, fits: (one) => !refused.includes(one) });
    expect(texts(differenceIn(but([ENGLISH]), 'en'))).toEqual([LONGER.text, LOW.text]);
    expect(texts(differenceIn(but([ENGLISH, LONGER]), 'en'))).toEqual(texts(DIFFERENCE));
    expect(texts(differenceIn(DIFFERENCE, 'en'))).toEqual(texts(DIFFERENCE));
  });

  it('keeps sentences whose figures can be set side by side', () => {
    const vague = quote(COURIER, 'Of 3 billion dollars 850 million are for canals, 40 million for 12 farms.');
    const told = { ...DIFFERENCE, others: [[vague], []], shown: [1, 0] };
    expect(texts(differenceIn(told, 'en'))).toEqual(texts(DIFFERENCE));
  });

  it('shows nothing of an article that is gone', () => {
    const sources = [VODA, STAV, COURIER, HERALD, FARO];
    const told = story('W', { sources, differ: [SHOWN] });
    const left = storyWithout(told, new Set([COURIER.articleId]))?.differ[0];
    expect(left?.shown).toEqual([0, 1]);
    expect(left && texts(differenceIn(left, 'en'))).toEqual(texts(DIFFERENCE));
  });

  it('never moves a sentence to the other side, and loses none', () => {
    const anyQuote = fc.constantFrom(HIGH, LOW, ENGLISH, LONGER, SPANISH);
    const anySide = fc.uniqueArray(anyQuote, { minLength: 1 });
    const language = fc.constantFrom('en', 'uk', 'es', 'ar');
    fc.assert(
      fc.property(anySide, anySide, language, ([a = HIGH, ...left], [b = LOW, ...right], wanted) => {
        const told = withFurtherLanguages(
          { about: 'date', quotes: [a, b], others: [left, right] },
          { ...everything, fits: ({ text }) => text.length % 2 === 0 },
        );
        const shown = differenceIn(told, wanted);
        const side = (of: Difference, at: number) => new Set([of.quotes[at], ...(of.others?.[at] ?? [])]);
        expect(side(shown, 0)).toEqual(new Set([a, ...left]));
        expect(side(shown, 1)).toEqual(new Set([b, ...right]));
      }),
    );
  });
});

describe('a mail in which two sides differ', () => {
  const told = story('W', {
    sources: [VODA, STAV, COURIER, HERALD, FARO],
    summary: [],
    differ: [SHOWN],
  });
  const brief = (language: string) => briefView(edition([told]), { language, settings });

  it('quotes each side in the reader’s language where it can', () => {
    const [shown] = brief('en').stories;
    expect(shown?.differ?.rows.flat().map(({ text, figure }) => [text, figure])).toEqual([
      [ENGLISH.text, '850 million'],
      [LOW.text, '650 мільйонів'],
    ]);
    expect(shown?.differ?.rows.flat().map(({ also }) => textOf(also))).toEqual([
      'Also: Herald and Вода (Ukrainian)',
      'Also: Faro (Spanish)',
    ]);
  });

  test.each([
    ['en', 'they differ: 850 million or 650 million'],
    ['es', 'difieren: 850 millones o 650 millones'],
    ['uk', 'розходяться: 850 мільйонів або 650 мільйонів'],
  ])('at a glance tells both numbers in %s', (language, line) => {
    expect(brief(language).contents[0]?.differ).toBe(line);
  });

  it('has no headline that tells one side, in whatever language the other stands', () => {
    const loud = outlet('Post', 'en', 'Canals get 850 million');
    const calm = outlet('Dispatch', 'en', 'Three countries share a river');
    const both = {
      ...told,
      sources: [loud, calm],
      headline: { ...told.headline, text: 'Річка на трьох', language: 'uk' },
    };
    expect(headlineIn(both, 'en').text).toBe('Three countries share a river');
  });

  it('has none of days ago where a newer one tells no side either', () => {
    const on = (date: string, title: string) => ({
      ...outlet('Post', 'en', title),
      articleId: title,
      published: { date, from: 'header' as const },
    });
    const sources = [
      on('2026-05-03', 'Leaders head for the river'),
      on('2026-05-06', 'Three countries share a river'),
    ];
    const both = {
      ...told,
      sources,
      headline: { ...told.headline, text: 'Canals get 850 million', language: 'en' },
    };
    expect(headlineIn(both, 'en').text).toBe('Three countries share a river');
    expect(headlineIn({ ...both, sources: sources.slice(0, 1) }, 'en').text).toBe(
      'Leaders head for the river',
    );
  });
});
