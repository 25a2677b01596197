import { describe, expect, test } from 'vitest';
import { introductions } from '../../lambdas/claims/parts/people.ts';
import { tellStories } from '../../lambdas/claims/tell.ts';
import { TOPIC } from '../stories/coverage.ts';
import { articleOf, day } from '../stories/factory.ts';

describe('who is who', () => {
  test.each([
    [
      'an apposition',
      'With him came Hwang Sung Ok, chairman of the space committee, and two generals.',
      'en',
      ['Hwang Sung Ok, chairman of the space committee'],
    ],
    [
      'an apposition at the end',
      'Nobody was told, said Berit Haug, a retired vice admiral who commanded destroyers.',
      'en',
      ['Berit Haug, a retired vice admiral'],
    ],
    [
      'what somebody does',
      'Moscow needs grain, said Ivo Maric, who teaches arms control in Zagreb.',
      'en',
      ['Ivo Maric, who teaches arms control in Zagreb'],
    ],
    [
      'a title before the name',
      'The place was chosen by Deputy Foreign Minister Oleg Barsov himself.',
      'en',
      ['Deputy Foreign Minister Oleg Barsov'],
    ],
    [
      'a country and a title',
      'North Korean leader Kim Jong Un spoke first.',
      'en',
      ['North Korean leader Kim Jong Un'],
    ],
    [
      'an apposition in Spanish',
      'Rosa Villar, profesora de historia en Lugo, no lo cree.',
      'es',
      ['Rosa Villar, profesora de historia en Lugo'],
    ],
  ])('is read from %s', (_, text, language, pieces) => {
    const found = introductions(text, language);
    expect(found.map(({ piece }) => piece)).toEqual(pieces);
    for (const { piece, at } of found) expect(text.slice(at, at + piece.length)).toBe(piece);
  });

  test.each([
    ['an aside that is no role', 'Vladimir Putin, for his part, accepted the invitation of the president.'],
    ['a time', 'Kim Jong Un, hours after the president had left, boarded his train.'],
    ['a list of people', 'Vladimir Putin, President Dmitri Orlov and others dined.'],
    ['an institute', 'The Skagen Institute, a leader in its field, keeps a list.'],
    ['a title alone', 'The President Hotel, a meeting place of the chief editors, was full.'],
    [
      'what stands in quotation marks',
      '“I saw Hwang Sung Ok, chairman of the committee, at the gate,” he said.',
    ],
    ['a role that an abbreviation cuts', 'They met Edgar Ruhl, a former chief and Mr. Lee’s envoy, at sea.'],
    ['a role that letters with stops cut', 'They met Edgar Ruhl, who ran U.N. offices, at sea.'],
    ['an unknown language', 'Hwang Sung Ok, chairman of the committee, spoke.', 'xx'],
  ])('is not read from %s', (_, text, language = 'en') => {
    expect(introductions(text, language)).toEqual([]);
  });

  test('names a person once, those first whom most sources introduce', () => {
    const lead =
      'Russian President Vladimir Putin met North Korean leader Kim Jong-un at the Vostochny cosmodrome.';
    const told = [
      ['Waiting at the gate was Hwang Sung Ok, chairman of the space committee, with two generals.', lead],
      ['North Korean leader Kim Jong Un met Russian President Vladimir Putin at the Vostochny cosmodrome.'],
    ].map((paragraphs, at) =>
      articleOf({ key: `${at}.txt`, outlet: `Outlet ${at}`, published: day('2023-09-14'), paragraphs }),
    );
    const people = tellStories(told, { topic: TOPIC, previous: null }).stories[0]?.people ?? [];
    expect(people.map(({ name }) => name.replace('-un', ' Un')).toSorted()).toEqual([
      'Hwang Sung Ok',
      'Kim Jong Un',
      'Vladimir Putin',
    ]);
    expect(people.at(-1)?.name).toBe('Hwang Sung Ok');
  });
});
