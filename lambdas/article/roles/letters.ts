import { once } from '../once.ts';

/** Of a text, in UTF-16 units. */
export interface CharacterCounts {
  readonly letters: number;
  readonly capitals: number;
  /** Fractions and raised figures as well. */
  readonly digits: number;
}

/** Codes of Latin and Cyrillic letters, from and to (× and ÷ stand among them); of any other script Unicode's own tables tell. */
export const LETTERS = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0x24f],
  [0x400, 0x481],
  [0x48a, 0x52f],
] as const;
const OTHER_LETTERS = 'ªµº';
const DIGITS = '0123456789²³¹¼½¾';
const NO_LETTERS = '×÷';
const LAST_LATIN = 0x24f;
const CYRILLIC = { first: 0x400, last: 0x52f } as const;
/** Punctuation of print: no letter among it. */
const PRINT = { first: 0x2010, last: 0x2044 } as const;
const [LETTER, CAPITAL, DIGIT] = [1, 2, 4] as const;

const kinds = once(() => {
  const table = new Uint8Array(CYRILLIC.last + 1);
  for (const [from, to] of LETTERS)
    for (let code = from; code <= to; code += 1)
      table[code] = isCapital(String.fromCharCode(code)) ? LETTER + CAPITAL : LETTER;
  for (const letter of OTHER_LETTERS) table[letter.charCodeAt(0)] = LETTER;
  for (const digit of DIGITS) table[digit.charCodeAt(0)] = DIGIT;
  for (const other of NO_LETTERS) table[other.charCodeAt(0)] = 0;
  return table;
});

/** "ǅ" has both cases, and is neither. */
function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase() && letter === letter.toUpperCase();
}

function isKnown(code: number): boolean {
  return (
    code <= LAST_LATIN ||
    (code >= CYRILLIC.first && code <= CYRILLIC.last) ||
    (code >= PRINT.first && code <= PRINT.last)
  );
}

/** By code where that suffices, since every block of a page is asked. */
export function characterCounts(text: string): CharacterCounts {
  const table = kinds();
  let [letters, capitals, digits] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isKnown(code)) return byUnicode(text);
    const kind = table[code] ?? 0;
    letters += kind & LETTER;
    capitals += (kind & CAPITAL) >> 1;
    digits += (kind & DIGIT) >> 2;
  }
  return { letters, capitals, digits };
}

function byUnicode(text: string): CharacterCounts {
  return {
    letters: text.replace(/\P{L}+/gu, '').length,
    capitals: text.match(/\p{Lu}/gu)?.length ?? 0,
    digits: text.match(/\p{N}/gu)?.length ?? 0,
  };
}

export function letterCount(text: string): number {
  return characterCounts(text).letters;
}
