/** "key = ", "dotted.key = ", "'key' = ". */
const KEY = /^\s*(?:[\w-]+\.)*["']?([\p{L}\p{M}\w-]{1,60})["']?\s*=\s*(.*)$/u;
const TABLE = /^\s*\[{1,2}\s*[\w."' -]{1,200}\]{1,2}\s*(?:#.*)?$/;
/** Text in one line or, between three quotation marks, in several; an instant or a day; a number; a word. */
const VALUE =
  /^(?:"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|(\d{4}-\d\d-\d\d(?:[Tt ][\d:.]+(?:Z|z|[+-]\d\d:\d\d)?)?|[+-]?[\d._]+|true|false))/;
const LONG_TEXT = /^(?:"""|''')/;
const MOST_LINES = 60;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', b: '', f: '', e: '' };

/**
 * What the header of an article in TOML says: text, days, numbers, true and false, and lists of them, each under the last part of its key. The
 * first of equal keys counts; tables within lists and what is no TOML are passed over, since the text below is the article either way.
 */
export function tomlFields(header: string): ReadonlyMap<string, unknown> {
  const lines = header.split(/\r?\n/);
  const fields = new Map<string, unknown>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (TABLE.test(line)) continue;
    const [, key, start = ''] = KEY.exec(line) ?? [];
    if (key === undefined) continue;
    let value = start;
    // A list or a long text goes on until it ends; one that never does is no more than its first lines.
    const end = Math.min(lines.length - 1, at + MOST_LINES);
    while (isOpen(value) && at < end) {
      at += 1;
      value += `\n${lines[at]}`;
    }
    const read = value.startsWith('[') ? listOf(value.slice(1)) : readValue(value);
    if (read !== undefined && !fields.has(key)) fields.set(key, read);
  }
  return fields;
}

function isOpen(value: string): boolean {
  if (value.startsWith('[')) return !/\][\s,]*(?:#[^\n]*)?$/.test(value);
  return LONG_TEXT.test(value) && value.indexOf(value.slice(0, 3), 3) < 0;
}

function listOf(written: string): readonly unknown[] {
  const found: unknown[] = [];
  let rest = written;
  while (found.length < MOST_LINES) {
    rest = rest.replace(/^(?:[\s,]|#[^\n]*\n)+/, '');
    const match = VALUE.exec(rest);
    if (!match) return found;
    found.push(readValue(rest));
    rest = rest.slice(match[0].length);
  }
  return found;
}

/** Undefined for what has no value: the article is read without it. */
function readValue(written: string): unknown {
  const [, long, literalLong, text, literal, word] = VALUE.exec(written) ?? [];
  const basic = long?.replace(/^\n/, '') ?? text;
  if (basic !== undefined)
    return basic.replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g, (_, short, wide, sign) => {
      const code = Number.parseInt(String(short ?? wide ?? ''), 16);
      if (Number.isNaN(code)) return ESCAPES[String(sign)] ?? String(sign);
      return code < 0x11_00_00 ? String.fromCodePoint(code) : '';
    });
  if (word === 'true' || word === 'false') return word === 'true';
  return literalLong?.replace(/^\n/, '') ?? literal ?? word;
}
