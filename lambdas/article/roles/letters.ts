import { once } from '../once.ts';

/** Of a text, in UTF-16 units. */
export interface CharacterCounts {
  readonly letters: number;
  readonly capitals: number;
  /** Fractions and raised figures as well. */
  readonly digits: number;
}

/** Latin, Greek and Cyrillic; punctuation of print has none of the three. */
const LAST = 0x52f;
const PRINT = { first: 0x2010, last: 0x2044 } as const;
const [LETTER, CAPITAL, DIGIT] = [1, 2, 4] as const;

const kinds = once(() =>
  Uint8Array.from({ length: LAST + 1 }, (_, code) => {
    const character = String.fromCharCode(code);
    if (/\p{N}/u.test(character)) return DIGIT;
    if (!/\p{L}/u.test(character)) return 0;
    return /\p{Lu}/u.test(character) ? LETTER + CAPITAL : LETTER;
  }),
);

/** By code where that suffices, since every block of a page is asked. */
export function characterCounts(text: string): CharacterCounts {
  const table = kinds();
  let [letters, capitals, digits] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > LAST && (code < PRINT.first || code > PRINT.last)) return byUnicode(text);
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
