import { isOpening } from './opening.ts';
import { centre, readProjections, reduce, SENTENCE_WIDTH, WORD_WIDTH } from './projection.ts';
import { type Hidden, openSession } from './session.ts';
import { readVocabulary } from './tokens.ts';
import { WIDTH } from './word-table.ts';
import { type Word, wordsOf } from './words.ts';

/** A word where it stands in its sentence: `text.slice(start, end)`. */
export interface EncodedWord {
  readonly start: number;
  readonly end: number;
  /** How rare it is: minus the logarithm of its probability, in eighths, 0 to 255. */
  readonly rarity: number;
}

/** A sentence as it is compared and stored. */
export interface EncodedSentence {
  /** Of the first 200 word pieces. */
  readonly words: readonly EncodedWord[];
  /** `WORD_WIDTH` whole numbers for each word, of length 127. */
  readonly vectors: Int8Array;
  /** `SENTENCE_WIDTH` whole numbers, of length 127. */
  readonly sentence: Int8Array;
  /** Of an opening (`openingText`) alone: `OPENING_WIDTH` whole numbers, of length 127. */
  readonly opening?: Int8Array;
}

/** The bytes of the files that a model is made of, and of the runtime that computes it. */
export interface ModelFiles {
  readonly runtime: Uint8Array;
  readonly body: Uint8Array;
  /** Only for the cross-encoder, which shares the matrices of `body`. */
  readonly entailment: Uint8Array;
  readonly words: Uint8Array;
  readonly pieces: Uint8Array;
  readonly projections: Uint8Array;
}

/** Sentences to vectors: the same bits for the same text on every machine, whatever was encoded before. */
export interface Encoder {
  encode(text: string): Promise<EncodedSentence>;
  close(): Promise<void>;
}

/** Names the model and the form of its vectors: vectors of two versions are never compared. To be raised with any of its files. */
export const MODEL_VERSION = 'e5-small-1';

/** Loads the network: about a second, and some 150 MB while it is open. */
export async function openEncoder(files: ModelFiles): Promise<Encoder> {
  const vocabulary = readVocabulary(files.pieces);
  const projections = readProjections(files.projections);
  const session = await openSession(files, vocabulary);
  return {
    async encode(text) {
      const hidden = await session.run(text);
      const words = wordsOf(text, hidden.tokens, vocabulary);
      const vectors = new Int8Array(words.length * WORD_WIDTH);
      for (const [at, word] of words.entries())
        reduce(wordVector(hidden, word), projections.words, vectors, at * WORD_WIDTH);
      const sentence = new Int8Array(SENTENCE_WIDTH);
      const mean = unit(hidden.mean);
      reduce(mean, projections.sentences, sentence, 0);
      const found = { words: words.map(stored), vectors, sentence };
      return isOpening(text) ? { ...found, opening: centre(mean, projections.sentences) } : found;
    },
    close: () => session.close(),
  };
}

/** A word's vector: the mean of its tokens'. */
export function wordVector({ vectors }: Hidden, { first, last }: Word): Float32Array {
  const mean = new Float32Array(WIDTH);
  for (let token = first; token <= last; token += 1)
    for (let n = 0; n < WIDTH; n += 1)
      mean[n] = (mean[n] ?? 0) + (vectors[token * WIDTH + n] ?? 0) / (last - first + 1);
  return mean;
}

export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}

function stored({ start, end, rarity }: Word): EncodedWord {
  return { start, end, rarity: Math.round(rarity * 8) };
}
