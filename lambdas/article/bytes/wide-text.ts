/** Letters that are looked at. */
const SAMPLE = 20_000;

/** UTF-16 or UTF-32 without a mark, by where the zeros stand; the text itself must then prove it. */
export function wideText(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4_000);
  const zeros = [0, 0, 0, 0];
  if (!head.includes(0)) return null;
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  });
  const [a = 0, b = 0, c = 0, d = 0] = zeros;
  const quarter = head.length / 4;
  if (bytes.length % 4 === 0 && quarter >= 2) {
    if (d > quarter * 0.95 && c > quarter * 0.95 && a < quarter * 0.2) return utf32(bytes, true);
    if (a > quarter * 0.95 && b > quarter * 0.95 && d < quarter * 0.2) return utf32(bytes, false);
  }
  const [even, odd] = [a + c, b + d];
  if (bytes.length < 4 || Math.max(even, odd) < head.length * 0.02) return null;
  if (Math.min(even, odd) > Math.max(even, odd) / 10) return null;
  return utf16(odd > even ? 'utf-16le' : 'utf-16be', bytes);
}

/** Null where what comes out is no text. */
export function utf16(charset: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes.subarray(0, bytes.length & ~1));
    const signs = text.slice(0, SAMPLE);
    const known = signs.match(/[\p{L}\p{M}\p{N}\p{P}\s]/gu)?.length ?? 0;
    return known > signs.length * 0.9 ? text : null;
  } catch {
    return null;
  }
}

/** UTF-32, which no decoder of the platform knows; null for numbers that are no characters. */
export function utf32(bytes: Uint8Array, isLittleEndian: boolean): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const sign = view.getUint32(at, isLittleEndian);
    if (sign > 0x10_ff_ff) return null;
    parts.push(String.fromCodePoint(sign));
  }
  return parts
    .join('')
    .replace(/^\ufeff/, '')
    .toWellFormed();
}
