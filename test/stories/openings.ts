import type { EncodedSentence } from '../../lambdas/encoder/encode.ts';
import { SENTENCE_WIDTH, WORD_WIDTH } from '../../lambdas/encoder/projection.ts';
import fitted from '../../lambdas/stories/data/openings.json' with { type: 'json' };

/** A vector of length 127 along one direction. */
export function unitVector(direction: number): Int8Array {
  const vector = new Int8Array(SENTENCE_WIDTH);
  vector[direction % SENTENCE_WIDTH] = 127;
  return vector;
}

/** An encoded opening: those of one matter have a cosine of .8 in any language and words that cover each other, others have little in common. */
export function openingAbout(matter: number, language: string, own = 0): EncodedSentence {
  const means = new Map<string, readonly number[]>(Object.entries(fitted.means));
  const wanted = new Float64Array(SENTENCE_WIDTH);
  wanted[matter % 64] = 2;
  wanted[64 + (own % 64)] = 1;
  const sentence = Int8Array.from(wanted, (value, n) =>
    Math.round((means.get(language)?.[n] ?? 0) + value * (fitted.spreads[n] ?? 1) * 3),
  );
  const words = [0, 1, 2, 3].map((at) => ({ start: 6 * at, end: 6 * at + 5, rarity: 90 }));
  const vectors = new Int8Array(words.length * WORD_WIDTH);
  for (const at of words.keys()) {
    vectors[at * WORD_WIDTH + ((4 * matter + at) % WORD_WIDTH)] = 120;
    vectors[at * WORD_WIDTH + ((4 * matter + at + own + 17) % WORD_WIDTH)] = 40;
  }
  return { words, vectors, sentence };
}
