/** One record of a CSV file. `line` is that of its first character, from 1: a quoted cell may hold line breaks. */
export type CsvRecord =
  | { readonly kind: 'cells'; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: 'broken'; readonly line: number; readonly why: string };

/**
 * Reads RFC 4180 strictly, with any one-character delimiter and LF as well as CRLF. A record that breaks the rules is told
 * and left out; reading goes on in the next line. Empty lines are no records.
 */
export function* readCsv(text: string, delimiter: string): Generator<CsvRecord> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const begin = { at, line };
    const cells: string[] = [];
    let why: string | null = null;
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at) : bare(text, at, delimiter);
      line += cell.breaks;
      at = cell.end;
      why = cell.why;
      if (why === null && !isEnd(text, at) && text[at] !== delimiter)
        why = 'something follows a closing quotation mark';
      if (why !== null) break;
      cells.push(cell.text);
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (why !== null) {
      // One wrong quotation mark must not take the lines after it along.
      ({ at, line } = begin);
      yield { kind: 'broken', line, why };
      const next = text.indexOf('\n', at);
      at = next < 0 ? text.length : next + 1;
      line += 1;
      continue;
    }
    if (cells.length > 1 || cells[0] !== '') yield { kind: 'cells', line: begin.line, cells };
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
  }
}

interface Cell {
  readonly text: string;
  /** Where what follows it begins. */
  readonly end: number;
  readonly breaks: number;
  readonly why: string | null;
}

const isEnd = (text: string, at: number): boolean =>
  at >= text.length || text[at] === '\n' || text.startsWith('\r\n', at);

function bare(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (!isEnd(text, end) && text[end] !== delimiter) end += 1;
  const found = text.slice(from, end);
  const why = found.includes('"') ? 'a quotation mark stands in a cell that does not begin with one' : null;
  return { text: found, end, breaks: 0, why };
}

function quoted(text: string, from: number): Cell {
  let end = from + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0)
      return { text: '', end: text.length, breaks: 0, why: 'a quotation mark is opened and never closed' };
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const inside = text.slice(from + 1, end).replaceAll('""', '"');
  return { text: inside, end: end + 1, breaks: inside.split('\n').length - 1, why: null };
}

/**
 * What a spreadsheet would take for a formula, alone or behind apostrophes that were put before it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*[=+\-@\t\r\n|%＝＋－＠]/;

/** Records as a CSV file that is safe to open in a spreadsheet: what looks like a formula gets an apostrophe in front. */
export function writeCsv(records: readonly (readonly string[])[]): string {
  return records
    .map(
      (cells) =>
        `${cells.map((cell) => `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`,
    )
    .join('');
}

/** The cell as it was before `writeCsv` made it safe. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
