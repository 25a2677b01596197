import type { Token, Vocabulary } from './tokens.ts';

/** A word of a text with the tokens `first` to `last` that it is made of: `text.slice(start, end)`. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  /** How rare the word is: minus the logarithm of its probability in the model's own count of words, at most 255/8. */
  readonly rarity: number;
}

const MEANT = /[\p{L}\p{N}]/u;
/** Scripts that put no space between words: each token is a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const MOST_RARE = 255 / 8;

/**
 * Tokens with letters or digits that touch each other are one word; characters between them part words. A rare word is cut
 * into several tokens, so its rarity is their sum.
 */
export function wordsOf(text: string, tokens: readonly Token[], vocabulary: Vocabulary): readonly Word[] {
  const words: Word[] = [];
  for (const [at, { id, start, end }] of tokens.entries()) {
    const piece = text.slice(start, end);
    if (!MEANT.test(piece)) continue;
    const rarity = -(id === vocabulary.unknown ? vocabulary.unknownScore : (vocabulary.scores[id] ?? 0));
    const before = words.at(-1);
    const joins = before?.last === at - 1 && before.end === start && !UNSPACED.test(piece);
    if (before && joins && !UNSPACED.test(text.slice(before.start, before.end))) {
      const sum = Math.min(MOST_RARE, before.rarity + rarity);
      words[words.length - 1] = { start: before.start, end, first: before.first, last: at, rarity: sum };
    } else words.push({ start, end, first: at, last: at, rarity: Math.min(MOST_RARE, rarity) });
  }
  return words;
}
