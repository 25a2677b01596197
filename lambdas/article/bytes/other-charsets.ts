import { byAlphabet, eastAsianUtf16, irregularities } from './charsets.ts';
import { decodedStrictly, isProse, undecodable } from './decode-strictly.ts';

/** Charsets that editors' files come in, by the names of the WHATWG Encoding Standard. */
const READABLE = new Set(
  'utf-16le utf-16be windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 koi8-u iso-8859-2 iso-8859-5 iso-8859-7 iso-8859-9 x-mac-cyrillic ibm866 shift_jis euc-jp euc-kr gb18030 big5'.split(
    ' ',
  ),
);
const ALIASES: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'koi8-r': 'koi8-u',
  'utf-16 le': 'utf-16le',
  'utf-16 be': 'utf-16be',
};
const DECLARED =
  /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{3,20})/i;
/** Below this, what chardet says is a guess; a short Cyrillic text reaches 30, random bytes fail the tests after it. */
const MIN_CONFIDENCE = 25;
const SURE = 90;

/**
 * The text of bytes that are not wholly UTF-8: UTF-16 of East Asia, UTF-8 with single bytes of another charset in it, the charset that
 * a page declares, the alphabet that its letters are, then chardet. Throws `undecodable` when none of them explains the bytes.
 */
export async function inOtherCharset(bytes: Uint8Array): Promise<string> {
  const eastAsian = eastAsianUtf16(bytes);
  if (eastAsian !== null) return eastAsian;
  const repaired = repairedUtf8(bytes);
  if (repaired !== null) return repaired;
  const declared = declaredCharset(bytes);
  const named = declared && declared !== 'utf-8' ? decodedStrictly(declared, bytes) : null;
  if (named !== null && isProse(named) && !WESTERN.test(declared ?? '')) return named;
  const found = byAlphabet(bytes) ?? (named !== null && isProse(named) ? named : await guessed(bytes));
  if (found !== null) return found;
  // A page that declares UTF-8 and holds a few bad bytes is still that page.
  return declared === 'utf-8' ? new TextDecoder('utf-8').decode(bytes) : undecodable();
}

/** What programs declare when they do not know. */
const WESTERN = /^(?:windows-1252|iso-8859-1|iso-8859-15|us-ascii|ascii|latin1)$/;
/** Bytes of a Windows charset that a paste left in UTF-8: at most twice as many as there are whole sequences. */
const STRAYS_PER_SEQUENCE = 2;

function repairedUtf8(bytes: Uint8Array): string | null {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const strays = lenient.match(/\ufffd/g)?.length ?? 0;
  const whole = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (whole === 0 || strays > whole * STRAYS_PER_SEQUENCE) return null;
  const cyrillic = lenient.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const stray = new TextDecoder(cyrillic > whole / 2 ? 'windows-1251' : 'windows-1252');
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length === 0) {
      parts.push(
        new TextDecoder().decode(bytes.subarray(start, at)),
        stray.decode(bytes.subarray(at, at + 1)),
      );
      start = at + 1;
    }
    at += Math.max(1, length);
  }
  const text = parts.join('') + new TextDecoder().decode(bytes.subarray(start));
  return isProse(text) && isPlausible(text) ? text : null;
}

/** The bytes of the character of UTF-8 that begins here, 0 for none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  // Longer forms than needed, halves of pairs, numbers beyond the last character.
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 0;
  return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f) ? 0 : length;
}

function declaredCharset(bytes: Uint8Array): string | null {
  const match = DECLARED.exec(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'));
  const name = (match?.[1] ?? match?.[2])?.toLowerCase();
  if (!name) return null;
  return name === 'utf8' ? 'utf-8' : (ALIASES[name] ?? name);
}

async function guessed(bytes: Uint8Array): Promise<string | null> {
  // Bundled, a CommonJS package that is imported late has its default alone.
  const isBroken = isBrokenUtf8(bytes);
  const { analyse } = (await import('chardet')).default;
  for (const { name, confidence } of analyse(bytes.subarray(0, 65_536))) {
    const charset = ALIASES[name.toLowerCase()] ?? name.toLowerCase();
    if (confidence < MIN_CONFIDENCE || !READABLE.has(charset)) continue;
    const text = decodedStrictly(charset, bytes);
    if (text === null || !isProse(text)) continue;
    // Two-byte characters of East Asia look like UTF-8 here and there, and are sure by their own stops.
    if (confidence >= SURE && isEastAsian(text)) return text;
    if (isBroken) return null;
    if (isPlausible(text)) return byOldMac(bytes, text) ?? text;
  }
  return null;
}

/** The Western charset of old Macs, which chardet does not know, where it explains the bytes far better. */
function byOldMac(bytes: Uint8Array, text: string): string | null {
  const faults = irregularities(text);
  const mac = faults >= 2 ? decodedStrictly('macintosh', bytes) : null;
  return mac !== null && isProse(mac) && irregularities(mac) * 4 <= faults ? mac : null;
}

/** Whole multi-byte sequences beside broken ones: the file was UTF-8 once, and guessing would print nonsense. */
function isBrokenUtf8(bytes: Uint8Array): boolean {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const broken = lenient.match(/\ufffd/g)?.length ?? 0;
  const whole = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return whole > 0 && whole * 3 > broken;
}

/**
 * Broken UTF-8 always "decodes" as a Western charset, into characters that no newsroom types: those, or accents that stand
 * in no word, betray it.
 */
function isPlausible(text: string): boolean {
  const high = text.match(/[\u0080-\uffff]/g) ?? [];
  const odd =
    text.match(
      /[\u00a1-\u00aa\u00ac-\u00af\u00b1-\u00ba\u00bc-\u00be\u00d0\u00d7\u00de\u00f0\u00f7\u00fe\u00ff]/g,
    ) ?? [];
  const lonely = text.match(/(?<!\p{L})[\u00c0-\u024f](?!\p{L})|\p{Ll}[\u00c0-\u00dd]/gu) ?? [];
  return odd.length + lonely.length <= high.length * 0.2;
}

function isEastAsian(text: string): boolean {
  const high = text.match(/[^\0-\u007f]/gu)?.length ?? 0;
  const own = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/gu,
  );
  return (own?.length ?? 0) >= high * 0.9;
}
