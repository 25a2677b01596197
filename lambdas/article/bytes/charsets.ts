import { utf16 } from './wide-text.ts';

/** Single-byte charsets of alphabets that share no letters with ASCII, in the order in which equals are preferred. */
const ALPHABETS: readonly {
  readonly charsets: readonly string[];
  readonly script: RegExp;
  readonly common: RegExp;
}[] = [
  {
    charsets: ['windows-1251', 'koi8-u', 'ibm866', 'x-mac-cyrillic', 'iso-8859-5'],
    script: /\p{Script=Cyrillic}/u,
    common: /[оаеинтсрвлкмдпуі]/giu,
  },
  { charsets: ['windows-1253', 'iso-8859-7'], script: /\p{Script=Greek}/u, common: /[αεηιουντσρκλπάέίό]/giu },
  { charsets: ['windows-1256', 'iso-8859-6'], script: /\p{Script=Arabic}/u, common: /[اليمونرتبةعدسفأ]/gu },
  { charsets: ['windows-1255', 'iso-8859-8'], script: /\p{Script=Hebrew}/u, common: /[יוהלאמרתבשנ]/gu },
];
/** Fifteen or so letters make two thirds of any text in such an alphabet; in a wrong charset other letters do. */
const LEAST_COMMON = 0.55;
const LEAST_REGULAR = 0.9;
/** Of the words with a byte beyond ASCII, those in the alphabet alone: accents stand among Latin letters. */
const LEAST_SHARE = 0.6;
const SAMPLE = 20_000;
const WORD = /[\p{L}\p{M}]+(?:['’ʼ-][\p{L}\p{M}]+)*/gu;
/** Small letters, a capital before small ones, capitals, or letters without case: what a wrong charset does not give. */
const REGULAR =
  /^(?:\p{Lu}?[\p{Ll}\p{M}]*|\p{Lu}+|[\p{Lo}\p{M}ـ]+)(?:['’ʼ-](?:\p{Lu}?[\p{Ll}\p{M}]*|\p{Lu}+|[\p{Lo}\p{M}]+))*$/u;
/** A character that is no letter between two that are: "Р»Р" where a small letter should be. */
const TORN = /\p{L}[^\p{L}\p{M}\p{N}\s\p{P}]\p{L}|\p{L}[«»„“”‚†‡•…]\p{L}|[\u0080-\u009f]/gu;

/** The text of bytes in a charset of another alphabet, by its letters, their case and how common they are; null for others. */
export function byAlphabet(bytes: Uint8Array): string | null {
  const sample = beyondAscii(bytes);
  let best: { readonly charset: string; readonly score: number } | null = null;
  for (const { charsets, script, common } of ALPHABETS) {
    for (const charset of charsets) {
      const score = scoreOf(new TextDecoder(charset).decode(sample), script, common);
      if (score > (best?.score ?? 0)) best = { charset, score };
    }
  }
  return best === null ? null : new TextDecoder(best.charset).decode(bytes);
}

/** The words that hold bytes beyond ASCII: a page's markup says nothing about its charset. */
function beyondAscii(bytes: Uint8Array): Uint8Array {
  const found = new Uint8Array(Math.min(bytes.length, SAMPLE));
  let size = 0;
  let end = 0;
  for (let at = 0; at < bytes.length && size < found.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80 || at < end) continue;
    let start = at;
    while (start > end && isInWord(bytes[start - 1])) start -= 1;
    end = at + 1;
    while (end < bytes.length && isInWord(bytes[end])) end += 1;
    const word = bytes.subarray(start, Math.min(end + 1, start + found.length - size));
    found.set(word, size);
    size += word.length;
  }
  return found.subarray(0, size);
}

/** Not white space, and no character of markup. */
function isInWord(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && byte !== 0x3c && byte !== 0x3e;
}

function scoreOf(text: string, script: RegExp, common: RegExp): number {
  const words = (text.match(WORD) ?? []).filter((word) => /[^\0-\u007f]/.test(word));
  const own = words.filter((word) => (word.match(/\p{L}/gu) ?? []).every((letter) => script.test(letter)));
  const letters = own.join('');
  if (own.length < Math.max(3, words.length * LEAST_SHARE)) return 0;
  const regular = own.filter((word) => REGULAR.test(word)).length;
  const torn = text.match(TORN)?.length ?? 0;
  const regularity = (regular - torn) / own.length;
  const commonness = (letters.match(common)?.length ?? 0) / letters.length;
  return regularity >= LEAST_REGULAR && commonness >= LEAST_COMMON ? regularity + commonness : 0;
}

/** Words with a capital inside, and characters inside of words: what a Western text in the wrong Western charset has. */
export function irregularities(text: string): number {
  const words = (text.slice(0, SAMPLE).match(WORD) ?? []).filter((word) => /[^\0-\u007f]/.test(word));
  return (
    words.filter((word) => !REGULAR.test(word)).length + (text.slice(0, SAMPLE).match(TORN)?.length ?? 0)
  );
}

/** Characters that end sentences and clauses in Chinese and Japanese. */
const EAST_ASIAN_STOP = /[。，、]/gu;
const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef\0-\u007f]/gu;

/** Chinese and Japanese in UTF-16 without a mark: hardly a zero tells the order, its own stops do. */
export function eastAsianUtf16(bytes: Uint8Array): string | null {
  for (const charset of ['utf-16le', 'utf-16be']) {
    const text = bytes.length % 2 === 0 ? utf16(charset, bytes) : null;
    const signs = text?.slice(0, SAMPLE) ?? '';
    const known = signs.match(EAST_ASIAN)?.length ?? 0;
    const stops = signs.match(EAST_ASIAN_STOP)?.length ?? 0;
    if (text !== null && stops >= 3 && known > signs.length * 0.95) return text;
  }
  return null;
}
