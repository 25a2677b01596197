import type { EncodedSentence } from './encode.ts';
import { cosine, SENTENCE_WIDTH } from './projection.ts';

/** Sentences of one article that get vectors. */
export const MOST_SENTENCES = 40;

/** Letters of title and lead that tell what an article is about. */
const MOST_LETTERS = 400;

/** Title and lead as one text to encode: what grouping compares across languages. */
export function topicText(title: string | null, lead: string | null): string {
  return [title, lead]
    .filter((part) => part)
    .join('. ')
    .slice(0, MOST_LETTERS)
    .trim();
}

/** How alike two encoded texts are as wholes, −1 to 1. */
export function sentenceCosine(a: EncodedSentence, b: EncodedSentence): number {
  return cosine(a.sentence, 0, b.sentence, 0, SENTENCE_WIDTH);
}
