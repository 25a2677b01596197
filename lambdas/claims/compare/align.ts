import type { EncodedSentence } from '../../encoder/encode.ts';
import { cosine, WORD_WIDTH } from '../../encoder/projection.ts';

/** For each word of one sentence its nearest word in the other. */
export interface Side {
  readonly best: readonly number[];
  /** Index of the nearest word; −1 where the other sentence has none. */
  readonly to: readonly number[];
}

export interface Alignment {
  readonly a: Side;
  readonly b: Side;
}

/** Compares every word of A with every word of B: the cost is the product of their lengths, at most 200 each. */
export function align(a: EncodedSentence, b: EncodedSentence): Alignment {
  const [rows, columns] = [a.words.length, b.words.length];
  const [bestA, toA] = [new Array<number>(rows).fill(0), new Array<number>(rows).fill(-1)];
  const [bestB, toB] = [new Array<number>(columns).fill(0), new Array<number>(columns).fill(-1)];
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const near = cosine(a.vectors, i * WORD_WIDTH, b.vectors, j * WORD_WIDTH, WORD_WIDTH);
      if (near > (bestA[i] ?? 0)) [bestA[i], toA[i]] = [near, j];
      if (near > (bestB[j] ?? 0)) [bestB[j], toB[j]] = [near, i];
    }
  }
  return { a: { best: bestA, to: toA }, b: { best: bestB, to: toB } };
}
