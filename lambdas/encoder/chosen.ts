import type { EncodedSentence } from './encode.ts';
import { cosine, SENTENCE_WIDTH } from './projection.ts';

/** Sentences of one article that get vectors. */
export const MOST_SENTENCES = 40;

/** How alike two encoded texts are as wholes, −1 to 1. */
export function sentenceCosine(a: EncodedSentence, b: EncodedSentence): number {
  return cosine(a.sentence, 0, b.sentence, 0, SENTENCE_WIDTH);
}
