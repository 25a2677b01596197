import { describe, expect, it } from 'vitest';
import { standsIn } from '../../../lambdas/claims/compare/gaps.ts';
import { pairOf, read } from '../../../lambdas/claims/compare/pair.ts';
import {
  hasChangedPlaces,
  hasOtherCountry,
  hasUntoldName,
  tellsOther,
} from '../../../lambdas/claims/compare/untold.ts';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';
import { SENTENCE_WIDTH, WORD_WIDTH } from '../../../lambdas/encoder/projection.ts';

const places = new Map<string, number>();

const LITTLE = new Set(['the', 'a', 'of']);

/** Words that answer to one another, so that their vectors are one. */
const ANSWERING = new Map([
  ['marocaine', 'kenyan'],
  ['морокканська', 'kenyan'],
  ['norwegian', 'ghanaian'],
]);

/** Each word lies in a direction of its own: near to itself alone. */
function encoded(text: string): EncodedSentence {
  const words = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
    rarity: LITTLE.has(word.toLowerCase()) ? 40 : 100,
  }));
  const vectors = new Int8Array(words.length * WORD_WIDTH);
  for (const [n, { word: own }] of words.entries()) {
    const word = ANSWERING.get(own) ?? own;
    const place = places.get(word) ?? places.size;
    places.set(word, place);
    vectors[n * WORD_WIDTH + (place % WORD_WIDTH)] = 127;
  }
  return { words, vectors, sentence: new Int8Array(SENTENCE_WIDTH) };
}

function pairIn(a: readonly [string, string], b: readonly [string, string]) {
  const [left, right] = [a, b].map(([text, language]) =>
    read({ text, language, published: '2026-03-11', encoded: encoded(text) }),
  );
  if (!left || !right) throw new Error('Two sentences are compared.');
  return pairOf(left, right);
}

describe('a name of several words', () => {
  it.each([
    [
      'that the other sentence has nowhere',
      'The South Korean patrols saw boats',
      'The patrols saw two boats',
      true,
    ],
    [
      'of which the other has a part',
      'The South Korean patrols saw boats',
      'A Korean patrol saw two boats',
      false,
    ],
    ['in other letters', 'Сказал Павел Козлов, что шхуна ушла', 'Kozlov said that the boat had left', false],
    ['at the end', 'The boats were seen by South Korea', 'The boats were seen by the ministry', true],
    [
      'that is one word and may be "he" there',
      'Boats, Brandt said, had left',
      'Boats, he said, had left',
      false,
    ],
    ['parted by a comma', 'In Oslo, Bergen and Hamar it rained', 'In the towns it rained', false],
  ])('%s', (_, a, b, untold) => {
    const languageOf = (text: string) => (/\p{sc=Cyrillic}/u.test(text) ? 'ru' : 'en');
    expect(hasUntoldName(pairIn([a, languageOf(a)], [b, languageOf(b)]))).toBe(untold);
  });
});

describe('a country', () => {
  it.each([
    [
      'where the other sentence has another',
      'The Kenyan delegation left',
      'La délégation marocaine a quitté la salle',
      true,
    ],
    [
      'that the other sentence names as well',
      'The Kenyan delegation left',
      'Kenya, la délégation marocaine',
      false,
    ],
    [
      'beside which the other names none',
      'The Kenyan delegation left',
      'La délégation a quitté la salle',
      false,
    ],
    [
      'that is left off a list',
      'Kenya, Ghana, Morocco and Portugal agreed',
      'Ghana, Maroc et Portugal',
      true,
    ],
    ['that is not left off', 'Ghana, Morocco and Portugal agreed', 'Kenya, Ghana, Maroc et Portugal', false],
  ])('%s', (_, a, b, other) => {
    expect(hasOtherCountry(pairIn([a, 'en'], [b, 'fr']))).toBe(other);
  });
});

describe('the words of a sentence', () => {
  const told = 'The Brazilian president, Leocádia Taquaral, left before the vote';
  it.each([
    [
      'stand in one with other accents and articles',
      'Brazilian president Leocadia Taquaral left before a vote on Monday',
      true,
    ],
    ['do not where one is missing', 'The president Leocadia Taquaral left before the vote', false],
    ['do not where one is another', 'The Brazilian president, Leocadia Taquaral, left after the vote', false],
    ['do not in another order', 'Before the vote the Brazilian president, Leocadia Taquaral, left', false],
    [
      'do not where they are denied',
      'The Brazilian president, Leocadia Taquaral, had not left before the vote',
      false,
    ],
  ])('%s', (_, other, stand) => {
    expect(standsIn(pairIn([told, 'en'], [other, 'en']))).toBe(stand);
  });
});

describe('two countries', () => {
  const told = 'Overnight Georgian gunners hit an Azerbaijani drone';
  it.each([
    ['that changed places', 'Azerbaijani gunners said they hit a Georgian drone', true],
    ['that stand as they did', 'An Azerbaijani drone was hit by Georgian gunners', false],
    ['of which one has other words beside it', 'Georgian gunners fired at the Azerbaijani side', false],
  ])('%s', (_, other, changed) => {
    expect(hasChangedPlaces(pairIn([told, 'en'], [other, 'en']))).toBe(changed);
  });
});

describe('across languages, what is told with another', () => {
  it.each([
    ['day', 'The lawmakers must ratify it by July 31.', 'Парламенти мають час до 30 червня.', true],
    [
      'day in other words',
      'The lawmakers must ratify it by June 30.',
      'Парламенти мають час до 30 червня.',
      false,
    ],
    ['season', 'The first one goes up in April 2028.', 'Перший полетить восени 2028 року.', true],
    [
      'season of the same month',
      'The first one goes up in October 2028.',
      'Перший полетить восени 2028 року.',
      false,
    ],
    ['count', 'There will be 18 satellites.', 'Буде 24 супутники.', true],
    ['count, much larger', 'There will be 18 satellites.', 'Буде 24 000 супутників.', false],
    [
      'speaker',
      '"The river has no passport," Ann Korhonen said.',
      '«Річка не має паспорта», — сказав Том Брандт.',
      true,
    ],
    [
      'speaker in other letters',
      '"The river has no passport," Korhonen said.',
      '«Річка не має паспорта», — сказала Корхонен.',
      false,
    ],
  ])('%s', (_, a, b, other) => {
    expect(tellsOther(pairIn([a, 'en'], [b, 'uk']))).toBe(other);
  });

  it('is not known of what is written without spaces', () => {
    const [a, b] = ['They must ratify it by June 30.', '議会は6月30日までに批准する。'];
    expect(tellsOther(pairIn([a, 'en'], [b, 'ja']))).toBe(false);
  });
});

describe('in one language, what is told with another', () => {
  it.each([
    ['date', 'He would travel in October.', 'On September 14 he said he would travel in December.', true],
    ['weekday', 'He travelled on Monday.', 'He travelled on Tuesday, in October.', false],
  ])('%s', (_, a, b, other) => {
    expect(tellsOther(pairIn([a, 'en'], [b, 'en']))).toBe(other);
  });
});
