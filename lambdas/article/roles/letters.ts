/** The last sign of Latin and Cyrillic, and the punctuation of print: among these a letter is told by its code. */
const LAST_LATIN = 0x24f;
const CYRILLIC = { first: 0x400, last: 0x52f } as const;
const PRINT = { first: 0x2010, last: 0x2044 } as const;

/** UTF-16 units of letters, whatever the script. By code where that suffices: every block of a page is asked. */
export function letterCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) count += (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ? 1 : 0;
    else if (code <= LAST_LATIN) count += isLatin(code) ? 1 : 0;
    else if (code >= CYRILLIC.first && code <= CYRILLIC.last) count += code < 0x482 || code > 0x489 ? 1 : 0;
    else if (code < PRINT.first || code > PRINT.last) return text.replace(/\P{L}+/gu, '').length;
  }
  return count;
}

function isLatin(code: number): boolean {
  if (code >= 0xc0) return code !== 0xd7 && code !== 0xf7;
  return code === 0xaa || code === 0xb5 || code === 0xba;
}
