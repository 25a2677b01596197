import { InvalidUpload } from '../../invalid-upload.ts';

const ARABIC_WORD = /[\p{Script=Arabic}\p{M}]+/gu;
const LEAST_WORDS = 60;
/** "And" is one letter in Arabic, but written with the word behind it. */
const MOST_TORN = 0.25;

/** Throws `undecodable` where a PDF's font draws each Arabic letter as its body and its dots and names neither: words come out as single letters. */
export function refuseTornLetters(texts: readonly string[]): void {
  const words = texts.flatMap((text) => text.match(ARABIC_WORD) ?? []);
  const torn = words.filter((word) => word.replace(/\p{M}/gu, '').length === 1).length;
  if (words.length < LEAST_WORDS || torn < words.length * MOST_TORN) return;
  throw new InvalidUpload(
    'undecodable',
    'The letters of this PDF cannot be read: its font does not say which they are. Copy the text from where it was published into a .txt file and upload that.',
  );
}
