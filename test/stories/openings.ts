import type { EncodedSentence } from '../../lambdas/encoder/encode.ts';
import { OPENING_WIDTH, SENTENCE_WIDTH, WORD_WIDTH } from '../../lambdas/encoder/projection.ts';
import means from '../../lambdas/stories/data/openings.json' with { type: 'json' };

/** A vector of length 127 along one direction. */
export function unitVector(direction: number, width = SENTENCE_WIDTH): Int8Array {
  const vector = new Int8Array(width);
  vector[direction % width] = 127;
  return vector;
}

/** An encoded opening: those of one matter have a cosine of .8 in any language and words that cover each other, others have little in common. */
export function openingAbout(matter: number, language: string, own = 0): EncodedSentence {
  const mean = new Map<string, readonly number[]>(Object.entries(means)).get(language);
  const wanted = new Float64Array(OPENING_WIDTH);
  wanted[matter % 64] = 80;
  wanted[64 + (own % 64)] = 40;
  const opening = Int8Array.from(wanted, (value, n) => Math.round((mean?.[n] ?? 0) + value));
  const words = [0, 1, 2, 3].map((at) => ({ start: 6 * at, end: 6 * at + 5, rarity: 90 }));
  const vectors = new Int8Array(words.length * WORD_WIDTH);
  for (const at of words.keys()) {
    vectors[at * WORD_WIDTH + ((4 * matter + at) % WORD_WIDTH)] = 120;
    vectors[at * WORD_WIDTH + ((4 * matter + at + own + 17) % WORD_WIDTH)] = 40;
  }
  return { words, vectors, sentence: unitVector(matter), opening };
}
