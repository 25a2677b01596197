/** Charsets that UTF-8 was taken for when a text was saved wrongly. */
const MISTAKEN_FOR = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'koi8-r',
  'macintosh',
  'windows-1256',
  'windows-1254',
] as const;
const FIRST_LEAD_OF_TWO = 0xc2;
const FIRST_LEAD_OF_THREE = 0xe0;
const FIRST_LEAD_OF_FOUR = 0xf0;
const LAST_LEAD = 0xf4;
const FIRST_FOLLOWING = 0x80;
const LAST_FOLLOWING = 0xbf;
/** Of a line's characters beyond ASCII, those in whole sequences: a quotation of one such word is no damage. */
const LEAST_SHARE = 0.6;
/** A line can be taken for another charset, and the result once more. */
const MOST_ROUNDS = 2;
/** No byte of a sequence looks like a character of ASCII. */
const BEYOND_ASCII = /[^\0-\u007f]+/g;
/** What two characters of a sequence look like after the commonest mistakes: "Ã©", "â€™", "Ð¿", "Рї", "Сѓ". */
const SIGN =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]|√[^\0-\u007f]|‚Ä[^\0-\u007f]|[طظعغ][\u0080-\u00bf\u0679-\u06d2\u060c\u061b\u061f\u0640-\u0652\u2013-\u203a\u20ac\u0152\u0153\u0192\u02c6\u2122]|[бвд][\u0402\u20ac][\u2013-\u203a\u0401-\u045f\u2122]/gu;

/**
 * Repairs lines that were UTF-8 and were once read in another charset; all other lines stay as they are.
 *
 * @example
 * repairMojibake('CafÃ©') // 'Café'
 */
export function repairMojibake(text: string): string {
  if ((text.slice(0, 200_000).match(SIGN)?.length ?? 0) < 2) return text;
  return text
    .split('\n')
    .map((line) => repairedLine(line, MOST_ROUNDS))
    .join('\n');
}

/** True when signs of this damage are left: sequences that could not be mended, or signs that were lost. */
export function isGarbled(text: string): boolean {
  const high = text.match(/[^\0-\u007f]/g)?.length ?? 0;
  const signs = text.match(SIGN)?.length ?? 0;
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  return lost > 0 || (signs >= 3 && signs * 2 > high * 0.3);
}

function repairedLine(line: string, rounds: number): string {
  if (rounds === 0 || !/[^\0-\u007f]/.test(line)) return line;
  let best = line;
  for (const charset of MISTAKEN_FOR) {
    const mended = withSequencesDecoded(line, bytesOf(charset));
    if (mended !== null && mended.length < best.length) best = mended;
  }
  return best === line ? line : repairedLine(best, rounds - 1);
}

/** The line with each whole sequence of UTF-8 decoded, or null when too few of its characters are in one. */
function withSequencesDecoded(line: string, bytes: ReadonlyMap<string, number>): string | null {
  let inside = 0;
  let outside = 0;
  const text = line.replace(BEYOND_ASCII, (run) => {
    let mended = '';
    for (let at = 0; at < run.length; ) {
      const length = sequenceLength(bytes.get(run[at] ?? '') ?? 0);
      const sequence = length > 0 ? decoded(run.slice(at, at + length), bytes) : null;
      if (sequence === null) {
        mended += run[at];
        outside += 1;
        at += 1;
      } else {
        mended += sequence;
        inside += length;
        at += length;
      }
    }
    return mended;
  });
  return inside >= 2 && inside >= (inside + outside) * LEAST_SHARE ? text : null;
}

/** Bytes of a UTF-8 sequence that begins with `lead`; 0 for a byte that begins none of several bytes (RFC 3629, section 4). */
function sequenceLength(lead: number): number {
  if (lead < FIRST_LEAD_OF_TWO || lead > LAST_LEAD) return 0;
  if (lead < FIRST_LEAD_OF_THREE) return 2;
  return lead < FIRST_LEAD_OF_FOUR ? 3 : 4;
}

/** The one letter of a sequence; null when its bytes make none. */
function decoded(signs: string, bytes: ReadonlyMap<string, number>): string | null {
  const found = [...signs].map((sign) => bytes.get(sign) ?? 0);
  if (found.slice(1).some((byte) => byte < FIRST_FOLLOWING || byte > LAST_FOLLOWING)) return null;
  const text = new TextDecoder().decode(Uint8Array.from(found));
  return text.includes('\ufffd') || [...text].length !== 1 ? null : text;
}

const TABLES = new Map<string, ReadonlyMap<string, number>>();

/** The byte of each character beyond ASCII; what a charset leaves open stands for itself, and a no-break space may be a space. */
function bytesOf(charset: string): ReadonlyMap<string, number> {
  const known = TABLES.get(charset);
  if (known) return known;
  const decoder = new TextDecoder(charset);
  const high = Array.from({ length: 128 }, (_, at) => at + 128);
  const table = new Map([
    ...high.map((byte) => [String.fromCharCode(byte), byte] as const),
    ...high.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  ]);
  TABLES.set(charset, table);
  return table;
}
