/** What an RTF file is made of; `bytes` are letters in a code page that only the reader's state knows. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** A control word with its number, or null when it has none. */
  | { readonly kind: 'word'; readonly word: string; readonly number: number | null }
  /** A control character: `\~`, `\-`, `\*` and the like. */
  | { readonly kind: 'sign'; readonly sign: string }
  | { readonly kind: 'bytes'; readonly bytes: string };

const WORD = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;
const HEX = /\\'([\da-fA-F]{2})/y;
const PLAIN = /[^\\{}\r\n]+/y;

/** The tokens of an RTF file, one byte a letter (latin1). Binary data is stepped over; line ends mean nothing. */
export function* rtfTokens(file: string): Generator<RtfToken> {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(file);
  };
  while (at < file.length) {
    const sign = file[at];
    if (sign === '{' || sign === '}') {
      at += 1;
      yield { kind: sign === '{' ? 'open' : 'close' };
      continue;
    }
    if (sign === '\r' || sign === '\n') {
      at += 1;
      continue;
    }
    if (sign !== '\\') {
      const text = match(PLAIN)?.[0] ?? sign ?? '';
      at += text.length;
      yield { kind: 'bytes', bytes: text };
      continue;
    }
    const word = match(WORD);
    if (word) {
      at += word[0].length;
      const number = word[2] === undefined ? null : Number(word[2]);
      if (word[1] === 'bin') at += Math.max(0, number ?? 0);
      else yield { kind: 'word', word: word[1] ?? '', number };
      continue;
    }
    const hex = match(HEX);
    if (hex) {
      at += hex[0].length;
      yield { kind: 'bytes', bytes: String.fromCharCode(Number.parseInt(hex[1] ?? '', 16)) };
      continue;
    }
    yield { kind: 'sign', sign: file[at + 1] ?? '' };
    at += file[at + 1] === '\r' && file[at + 2] === '\n' ? 3 : 2;
  }
}
