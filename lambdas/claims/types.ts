import type { EncodedSentence } from '../encoder/encode.ts';

/** A sentence of an article with what is needed to compare it. */
export interface ComparedText {
  readonly text: string;
  /** ISO 639-1, or null where it is not known. */
  readonly language: string | null;
  /** The day of the article, `YYYY-MM-DD`. */
  readonly published: string | null;
  readonly encoded: EncodedSentence;
}

/** How much of a sentence another one says too: all that matters of it, some, or nothing. */
export type Said = 'full' | 'part' | 'no';

export interface PairVerdict {
  /** Whether A may be printed with B's outlet on the strength of B. */
  readonly ab: Said;
  readonly ba: Said;
  /** Both speak of the same thing and cannot both be right. */
  readonly conflict: boolean;
}
