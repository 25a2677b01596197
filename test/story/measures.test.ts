import { describe, expect, test } from 'vitest';
import { lexicon } from '../../lambdas/story/features.ts';
import { type Measure, measureOf, measuresDiffer } from '../../lambdas/story/measures.ts';
import { statementsOf } from '../../lambdas/story/statements.ts';
import { articleOf } from './factory.ts';

function measure(text: string, language = 'en'): Measure | null {
  const article = articleOf({ key: 'a.txt', language, paragraphs: [text] });
  const [statement] = statementsOf(article, 0, lexicon(language), new Set());
  if (statement === undefined) throw new Error('one statement expected');
  return measureOf(statement);
}

describe('what a sentence says of the length of an event', () => {
  test.each([
    ['The handshake lasted 40 seconds.', 'en', 'handshake', 32, 48],
    ['The two men shook hands for about forty seconds.', 'en', 'handshake', 32, 48],
    ['It was a 40-second handshake.', 'en', 'handshake', 32, 48],
    ['The talks went on for at least two hours.', 'en', 'talks', 7200, Number.POSITIVE_INFINITY],
    ['The missiles flew up to 650 kilometres.', 'en', 'missile flight', 0, 780],
    ['La reunión duró unas dos horas.', 'es', 'talks', 5760, 8640],
    ['Розмова тривала майже п’ять годин.', 'uk', 'talks', 14_400, 21_600],
    ['Переговоры длились пять часов.', 'ru', 'talks', 14_400, 21_600],
  ])('%s', (text, language, event, least, most) => {
    expect(measure(text, language)).toMatchObject({ event, least, most });
  });

  test.each([
    ['another event', 'The dinner lasted 40 minutes.'],
    ['a part of the event', 'The talks with the delegations lasted two hours.'],
    ['an event of another time', 'The first meeting lasted two hours.'],
    ['two figures', 'The missiles flew 350 kilometres and 650 kilometres.'],
    ['a figure with a fraction', 'The talks lasted four and a half hours.'],
    ['a figure that belongs to something else', 'The talks began 5 hours late.'],
  ])('is nothing for %s', (_, text) => {
    expect(measure(text)).toBeNull();
  });

  test('differs only where no figure fits both', () => {
    const differ = (a: string, b: string) => {
      const [left, right] = [measure(a), measure(b)];
      return left !== null && right !== null && measuresDiffer(left, right);
    };
    expect(differ('The handshake lasted 20 seconds.', 'The handshake lasted 40 seconds.')).toBe(true);
    expect(differ('The talks lasted 90 minutes.', 'The talks lasted four hours.')).toBe(true);
    expect(differ('The talks lasted 60 minutes.', 'The talks lasted one hour.')).toBe(false);
    expect(differ('The talks lasted about five hours.', 'The talks lasted more than four hours.')).toBe(
      false,
    );
    expect(differ('The handshake lasted 20 seconds.', 'The talks lasted four hours.')).toBe(false);
  });
});
