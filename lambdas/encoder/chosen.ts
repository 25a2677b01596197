import type { EncodedSentence } from './encode.ts';
import { cosine, SENTENCE_WIDTH } from './projection.ts';

/** Sentences of one article that get vectors. */
export const MOST_SENTENCES = 40;

/** The sentences of an article that get vectors: the first ones of its body, each once. Empty ones and those without a letter have nothing to compare. */
export function sentencesToEncode(body: readonly string[]): readonly string[] {
  const worth = body.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text));
  return [...new Set(worth)].slice(0, MOST_SENTENCES);
}

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

/** A whole text's vector for comparing across languages, of length 1. */
export type TopicVector = Float32Array;

/**
 * The vectors of title and lead, less what all texts of their language have in common: without it a text is nearest to others of its
 * own language. The mean is taken over the texts given, so their set decides, not their order.
 */
export function topicVectors(
  texts: readonly { readonly language: string | null; readonly encoded: EncodedSentence }[],
): readonly TopicVector[] {
  const sums = new Map<string | null, { readonly sum: Float64Array; count: number }>();
  for (const { language, encoded } of texts) {
    const found = sums.get(language) ?? { sum: new Float64Array(SENTENCE_WIDTH), count: 0 };
    sums.set(language, found);
    found.count += 1;
    // Whole numbers: their sum is the same in any order.
    for (const [n, value] of encoded.sentence.entries()) found.sum[n] = (found.sum[n] ?? 0) + value;
  }
  return texts.map(({ language, encoded }) => {
    const { sum, count } = sums.get(language) ?? { sum: new Float64Array(SENTENCE_WIDTH), count: 1 };
    // One text alone is no language: it keeps its vector.
    const vector = Float64Array.from(encoded.sentence, (value, n) =>
      count < FEWEST_TEXTS ? value : value - (sum[n] ?? 0) / count,
    );
    const length = Math.sqrt(vector.reduce((total, value) => total + value * value, 0)) || 1;
    return Float32Array.from(vector, (value) => value / length);
  });
}

/** Texts of a language from which on their mean says something. */
const FEWEST_TEXTS = 5;

export function topicCosine(a: TopicVector, b: TopicVector): number {
  return a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
}
