import { decodedStrictly, isProse, undecodable } from './decode-strictly.ts';
import { repairMojibake } from './mojibake.ts';
import { utf32, wideText } from './wide-text.ts';

/**
 * The text of a file: byte order mark, UTF-16 or UTF-32 without a mark, UTF-8 (with single bytes of another charset in
 * it), the charset that a page declares, the alphabet that its letters are, then chardet. Text that was UTF-8 and was
 * once saved as something else is mended. Throws `undecodable` when none of them explains the bytes.
 */
export async function decode(bytes: Uint8Array): Promise<string> {
  return repairMojibake(await decoded(bytes));
}

async function decoded(bytes: Uint8Array): Promise<string> {
  const marked = byMark(bytes);
  if (marked !== null) return marked;
  const wide = wideText(bytes);
  if (wide !== null) return wide;
  const switched = isSwitching(bytes) ? decodedStrictly('iso-2022-jp', bytes) : null;
  if (switched !== null) return switched;
  const utf8 = decodedStrictly('utf-8', withoutPadding(bytes));
  if (utf8 !== null) return isProse(utf8) || isProse(repairMojibake(utf8)) ? utf8 : undecodable();
  // Most files are UTF-8, and patterns of whole scripts are dear to make.
  const { inOtherCharset } = await import('./other-charsets.ts');
  return inOtherCharset(bytes);
}

function byMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodedStrictly('utf-8', bytes) ?? undecodable();
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return utf32(bytes, true) ?? undecodable();
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return utf32(bytes, false) ?? undecodable();
  if (a === 0xff && b === 0xfe) return decodedStrictly('utf-16le', bytes) ?? undecodable();
  if (a === 0xfe && b === 0xff) return decodedStrictly('utf-16be', bytes) ?? undecodable();
  return null;
}

/** Programs and disks that write whole blocks fill the last one with zeros. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

/** Japanese mail of seven bits: escapes switch between sets of characters. */
function isSwitching(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return file.includes('\u001b$B') || file.includes('\u001b$@');
}
