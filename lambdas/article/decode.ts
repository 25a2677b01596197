import { InvalidUpload } from './invalid-upload.ts';

/** Charsets that editors' files come in, by the names of the WHATWG Encoding Standard. */
const READABLE = new Set(
  'utf-16le utf-16be windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 koi8-u iso-8859-2 iso-8859-5 iso-8859-9 shift_jis euc-jp euc-kr gb18030 big5'.split(
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

/**
 * The text of a file: byte order mark, UTF-8, UTF-16 without a mark, the charset that a page declares, then chardet.
 * Throws `undecodable` when none of them explains the bytes.
 */
export async function decode(bytes: Uint8Array): Promise<string> {
  const marked = byMark(bytes);
  if (marked !== null) return marked;
  const wide = wideCharset(bytes);
  if (wide) return strictly(wide, bytes) ?? undecodable();
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== null) return isProse(utf8) ? utf8 : undecodable();
  const declared = declaredCharset(bytes);
  // A page that declares UTF-8 and holds a few bad bytes is still that page.
  if (declared === 'utf-8') return new TextDecoder('utf-8').decode(bytes);
  const named = declared ? strictly(declared, bytes) : null;
  if (named !== null && isProse(named)) return named;
  return (await guessed(bytes)) ?? undecodable();
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return strictly('utf-8', bytes) ?? undecodable();
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strictly('utf-16le', bytes) ?? undecodable();
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strictly('utf-16be', bytes) ?? undecodable();
  return null;
}

/** UTF-16 without a mark: every other byte of Western text is zero. */
function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 2000);
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = head.length * 0.2;
  if (odd > most && even < odd / 20) return 'utf-16le';
  return even > most && odd < even / 20 ? 'utf-16be' : null;
}

function declaredCharset(bytes: Uint8Array): string | null {
  const match = DECLARED.exec(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'));
  const name = (match?.[1] ?? match?.[2])?.toLowerCase();
  if (!name) return null;
  return name === 'utf8' ? 'utf-8' : (ALIASES[name] ?? name);
}

async function guessed(bytes: Uint8Array): Promise<string | null> {
  if (isBrokenUtf8(bytes)) return null;
  // Bundled, a CommonJS package that is imported late has its default alone.
  const { analyse } = (await import('chardet')).default;
  for (const { name, confidence } of analyse(bytes.subarray(0, 65_536))) {
    const charset = ALIASES[name.toLowerCase()] ?? name.toLowerCase();
    if (confidence < MIN_CONFIDENCE || !READABLE.has(charset)) continue;
    const text = strictly(charset, bytes);
    if (text !== null && isProse(text) && isPlausible(text)) return text;
  }
  return null;
}

/** Whole multi-byte sequences beside broken ones: the file was UTF-8 once, and guessing would print nonsense. */
function isBrokenUtf8(bytes: Uint8Array): boolean {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const broken = lenient.match(/\ufffd/g)?.length ?? 0;
  const whole = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return whole > 0 && whole * 3 > broken;
}

/**
 * Broken UTF-8 always "decodes" as a Western charset, into signs that no newsroom types: those, or accents that stand
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

function strictly(charset: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text has letters and white space, not control signs: a wrong charset or a binary file shows them at once. */
function isProse(text: string): boolean {
  const head = text.slice(0, 20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what is counted
  const controls = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u0080-\u009f\ufffd]/g)?.length ?? 0;
  return controls <= head.length * 0.005;
}

function undecodable(): never {
  throw new InvalidUpload(
    'undecodable',
    'The text of this file cannot be decoded: save it again as UTF-8 text and upload it once more.',
  );
}
