import { fold } from '../language/words.ts';

/** What makes one copy the better one to show. */
export interface Merit {
  /** How much of title, outlet, author, date and address is known. */
  readonly metadata: number;
  /** ISO day or instant; unknown sorts last. */
  readonly date: string;
  /** Unique, and independent of arrival. */
  readonly key: string;
}

/** An article as the copy search sees it. */
export interface CopyInput extends Merit {
  readonly text: string;
  readonly title: string | null;
}

/** One distinct text, and the inputs that have it, best first. */
export interface CopyText {
  readonly members: readonly number[];
  readonly best: CopyInput;
  /** Its words, folded, with single spaces. */
  readonly folded: string;
  readonly hashes: Uint32Array;
  readonly bigrams: Uint32Array;
  readonly trigrams: Uint32Array;
  readonly minHashes: Uint32Array;
}

export interface CopyEdge {
  readonly a: number;
  readonly b: number;
  /** Jaccard of word bigrams. */
  readonly jaccard: number;
  /** Share of the shorter text's trigrams that the longer one has. */
  readonly containment: number;
}

export function round(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

/** The first words of a text with its title, folded: where a round-up says that it is one. */
export function opening(item: CopyInput): string {
  return fold(`${item.title ?? ''} ${item.text.slice(0, 160)}`);
}
