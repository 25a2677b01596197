import { describe, expect, it } from 'vitest';
import { hasUntoldName } from '../../../lambdas/claims/compare/gaps.ts';
import { pairOf, read } from '../../../lambdas/claims/compare/pair.ts';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';
import { SENTENCE_WIDTH, WORD_WIDTH } from '../../../lambdas/encoder/projection.ts';

const places = new Map<string, number>();

/** Each word lies in a direction of its own: near to itself alone. */
function encoded(text: string): EncodedSentence {
  const words = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
    rarity: 100,
  }));
  const vectors = new Int8Array(words.length * WORD_WIDTH);
  for (const [n, { word }] of words.entries()) {
    const place = places.get(word) ?? places.size;
    places.set(word, place);
    vectors[n * WORD_WIDTH + (place % WORD_WIDTH)] = 127;
  }
  return { words, vectors, sentence: new Int8Array(SENTENCE_WIDTH) };
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
    const [left, right] = [a, b].map((text) =>
      read({
        text,
        language: /\p{sc=Cyrillic}/u.test(text) ? 'ru' : 'en',
        published: null,
        encoded: encoded(text),
      }),
    );
    if (!left || !right) throw new Error('Two sentences are compared.');
    expect(hasUntoldName(pairOf(left, right))).toBe(untold);
  });
});
