import type { EncodedSentence } from '../../encoder/encode.ts';
import { WORD_WIDTH } from '../../encoder/projection.ts';
import fitted from '../data/verbs.json' with { type: 'json' };

/**
 * How likely each word tells what somebody does, 0 … 1: a plane through the space of word vectors, fitted on English verbs
 * (`test/fit/claims/verbs.ts`) and valid for every language that the encoder knows.
 */
export function verbsOf({ words, vectors }: EncodedSentence): readonly number[] {
  const { bias, weights } = fitted;
  return words.map((_, at) => {
    let odds = bias;
    for (let n = 0; n < WORD_WIDTH; n += 1)
      odds += ((weights[n] ?? 0) * (vectors[at * WORD_WIDTH + n] ?? 0)) / 127;
    return 1 / (1 + Math.exp(-odds));
  });
}
