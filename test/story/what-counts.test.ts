import { describe, expect, test } from 'vitest';
import { mainEvent } from '../../lambdas/story/event.ts';
import { match, rarityOf } from '../../lambdas/story/facts.ts';
import { featureReader, lexicon } from '../../lambdas/story/features.ts';
import { areOpposed } from '../../lambdas/story/opposites.ts';
import { presentOf, sameTime } from '../../lambdas/story/present.ts';
import { type Statement, statementsOf } from '../../lambdas/story/statements.ts';
import { articleOf } from './factory.ts';

/** The statements of two reports, one sentence each. */
function read(sentences: readonly string[]): Statement[] {
  const names = new Set(
    sentences.flatMap((text) => [...featureReader()({ text, title: null, language: 'en' }).telling]),
  );
  return sentences.flatMap((sentence, at) =>
    statementsOf(articleOf({ key: `${at}.txt`, paragraphs: [sentence] }), at, lexicon('en'), names),
  );
}

function matchOf(left: string, right: string) {
  const [a, b] = read([left, right]);
  if (a === undefined || b === undefined) throw new Error('two statements expected');
  return { a, b, how: match(a, b, rarityOf([a, b])) };
}

describe('what two sentences share', () => {
  test('is not who says it', () => {
    const { how } = matchOf(
      'The dam will hold, said Ilya Sorokin, a spokesman of the region.',
      'Ilya Sorokin, a spokesman of the region, said that ferries were late.',
    );
    expect(how.names).toBe(0);
    expect(how.score).toBeLessThan(0.2);
  });

  test('counts the words of one name once', () => {
    const { how } = matchOf(
      'Grain came from the Relief and Works Agency on Monday.',
      'The Relief and Works Agency runs the school by the sea.',
    );
    expect(how.names).toBe(1);
  });

  test('knows days and months across languages', () => {
    const day = (text: string, language: string) => {
      const article = articleOf({ key: 'x.txt', language, paragraphs: [text] });
      const [statement] = statementsOf(article, 0, lexicon(language), new Set());
      return [...(statement?.keys ?? [])].filter((key) => key.startsWith('@'));
    };
    expect(day('They met on Wednesday in September.', 'en')).toEqual(['@weekday 3', '@month 8']);
    expect(day('Se reunieron el miércoles en septiembre.', 'es')).toEqual(['@weekday 3', '@month 8']);
    expect(day('Вони зустрілися в середу у вересні.', 'uk')).toEqual(['@weekday 3', '@month 8']);
  });

  test('is a month in May, and a modal in what may be', () => {
    const [month, modal] = read(['The launch failed in May.', 'The launch may fail.']);
    expect([month?.modal, modal?.modal]).toEqual([false, true]);
  });

  test('has opposites: a trial that begins is not one that ends', () => {
    const { a, b } = matchOf(
      'The trial of the captain began in Oslo.',
      'The trial of the captain ended in Oslo.',
    );
    expect(areOpposed(a.sides, b.sides)).toBe(true);
    expect(areOpposed(a.sides, a.sides)).toBe(false);
  });
});

describe('the event of a story', () => {
  const statements = read([
    'Putin received Kim at the Vostochny cosmodrome on Wednesday.',
    'Kim and Putin met at the Vostochny cosmodrome.',
    'The army warned of fog, hours after Kim and Putin met at the Vostochny cosmodrome.',
    'Fishermen in Busan mended their nets.',
  ]);
  const event = mainEvent(
    statements,
    statements.map(({ source }) => ({ origin: String(source), title: new Set() })),
  );
  const near = statements.map(({ keys }) => event(keys));

  test('is nearest to the sentence that says who met whom and where', () => {
    expect(near[1]).toBeGreaterThan(near[3] ?? 1);
    expect(near[1]).toBe(Math.max(...near));
  });

  test('counts for less where a sentence tells it in passing', () => {
    expect(near[2]).toBeLessThan(near[1] ?? 0);
  });
});

describe('the years that an article lives in', () => {
  test.each([
    ['September 13, 2023\nThe rivers met.', null, 'en', 2023],
    ['13 de septiembre de 2023. Los ríos.', null, 'es', 2023],
    ['2023-09-13 The rivers met.', null, 'en', 2023],
    ['14.09.2023 Ріки.', null, 'uk', 2023],
    ['The rivers met as in 1999.', '2023-09-13', 'en', 2023],
    ['The rivers met as in 1999.', null, 'en', null],
  ])('%j, published %s', (text, published, language, year) => {
    expect(presentOf(text, published, language).year).toBe(year);
  });

  test('part articles of different years, and leave all others as near as they are', () => {
    const [then, now] = [presentOf('', '2019-04-25', 'en'), presentOf('', '2023-09-13', 'en')];
    const unknown = presentOf('The rivers met.', null, 'en');
    expect(sameTime(then, now)).toBeLessThan(1);
    expect(sameTime(now, presentOf('It was as in 2019.', null, 'en'))).toBeLessThan(1);
    expect([sameTime(now, now), sameTime(now, unknown), sameTime(unknown, unknown)]).toEqual([1, 1, 1]);
  });
});
