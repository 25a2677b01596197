import { once } from '../../once.ts';
import { withDropCap, wordCounts } from '../../text/drop-cap.ts';
import type { TextRun } from './text-runs.ts';

/** A printed line: where it stands (points from the page's lower left corner) and how high its letters are. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly end: number;
  readonly y: number;
  readonly height: number;
}

export interface Row {
  readonly y: number;
  readonly size: number;
  /** From left to right. */
  readonly runs: readonly TextRun[];
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/u;
/** Letters of these scripts stand apart without a space between them. */
const NO_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。、！？：；「」『』（）《》]/u;
const WORD_GAP = 0.15;
/** A first letter this much higher than the text is one that hangs over several lines. */
const DROP_CAP = 1.8;

/** The runs that stand on one line, from the top of the page down; raised and lowered characters stand with their letters. */
export function rowsOf(runs: readonly TextRun[]): readonly Row[] {
  const rows: { y: number; size: number; runs: TextRun[] }[] = [];
  for (const run of runs.toSorted((a, b) => b.y - a.y || b.size - a.size)) {
    const row = rows.at(-1);
    const reach = row ? Math.max(row.size, run.size) * 0.45 : 0;
    if (row && row.y - run.y < reach && sameKind(row.size, run.size)) {
      row.runs.push(run);
      if (run.size > row.size) Object.assign(row, { y: run.y, size: run.size });
    } else rows.push({ y: run.y, size: run.size, runs: [run] });
  }
  return rows.map((row) => ({ ...row, runs: row.runs.toSorted((a, b) => a.x - b.x) }));
}

/** A footnote's mark is small beside its word; a headline beside small print is no line with it. */
function sameKind(a: number, b: number): boolean {
  return Math.max(a, b) < Math.min(a, b) * DROP_CAP;
}

/** Rows as lines of text, a letter that hangs over several lines before the first of them. */
export function linesOf(rows: readonly Row[]): readonly PdfLine[] {
  const caps: Row[] = [];
  const lines: PdfLine[] = [];
  rows.forEach((row) => {
    const text = textOf(row);
    if (/^[\p{Lu}\p{sc=Han}\p{sc=Hangul}]$/u.test(text.trim())) caps.push(row);
    else if (/\S/.test(text)) lines.push(lineOf(row, text));
  });
  const counts = once(() => wordCounts(lines.map(({ text }) => text).join('\n')));
  return caps.reduce<readonly PdfLine[]>((all, cap) => withCap(all, cap, counts), lines);
}

function lineOf(row: Row, text: string): PdfLine {
  const first = row.runs[0]?.x ?? 0;
  const ends = row.runs.map((run) => run.x + run.width);
  return { text, x: first, end: Math.max(...ends), y: row.y, height: row.size };
}

function withCap(
  lines: readonly PdfLine[],
  cap: Row,
  counts: () => ReadonlyMap<string, number>,
): readonly PdfLine[] {
  const letter = textOf(cap).trim();
  const x = cap.runs[0]?.x ?? 0;
  const right = x + Math.max(...cap.runs.map((run) => run.width));
  const beside = (line: PdfLine) =>
    cap.size > line.height * DROP_CAP &&
    line.y >= cap.y - line.height &&
    line.y <= cap.y + cap.size &&
    line.x >= right - line.height * 0.5 &&
    line.x - right < cap.size;
  const first = lines.findIndex(beside);
  if (first < 0) return [...lines, lineOf(cap, letter)].toSorted((a, b) => b.y - a.y);
  // The lines beside the letter begin where all others do: their indent is no paragraph's.
  return lines.map((line, at) =>
    beside(line)
      ? { ...line, x, text: at === first ? withDropCap(letter, line.text, counts) : line.text }
      : line,
  );
}

/** The letters of a row in reading order. */
function textOf(row: Row): string {
  const letters = row.runs.map((run) => run.text).join('');
  const rtl = letters.match(/[\u0590-\u08ff]/gu)?.length ?? 0;
  const ltr = letters.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return rtl > ltr ? mendedArabic(rightToLeft(row)) : joined(row.runs);
}

function joined(runs: readonly TextRun[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    if (text !== '' && isApart(run.x - end, run.size, text, run.text)) text += ' ';
    text += run.text;
    end = run.x + run.width;
  }
  return text.replace(/\s+/g, ' ').trim();
}

function isApart(gap: number, size: number, before: string, after: string): boolean {
  if (/\s$/.test(before) || /^\s/.test(after)) return false;
  const isDense = NO_SPACES.test(before.at(-1) ?? '') && NO_SPACES.test(after[0] ?? '');
  return gap > size * (isDense ? 1.5 : WORD_GAP);
}

/**
 * Some fonts name a ligature by its letters, which then come out in the order in which they are drawn: two alefs are
 * written side by side in no Arabic word, and no line begins with a stop.
 */
function mendedArabic(text: string): string {
  return text.replace(/ا([أإآا])ل/gu, 'ال$1').replace(/^([.!؟،؛:]+)(?=\S)(.+)$/u, '$2$1');
}

/** From the right; numbers and Latin words, which run the other way, keep their own order. */
function rightToLeft(row: Row): string {
  const parts: string[] = [];
  let island: TextRun[] = [];
  let last: TextRun | undefined;
  const land = () => {
    if (island.length > 0) parts.push(joined(island.toReversed()));
    island = [];
  };
  for (const run of row.runs.toReversed()) {
    const isSpace = !/\S/.test(run.text);
    const gap = last ? last.x - (run.x + run.width) : 0;
    const isIsland = !RIGHT_TO_LEFT.test(run.text) && /[\p{N}\p{Script=Latin}]/u.test(run.text);
    const joinsIsland = island.length > 0 && (isIsland || (!isSpace && /^[.,:/%-]$/.test(run.text)));
    if (!joinsIsland) land();
    if (!isSpace && last && !joinsIsland && gap > run.size * WORD_GAP) parts.push(' ');
    if (isIsland || joinsIsland) island.push(run);
    else parts.push(isSpace ? ' ' : run.text);
    last = run;
  }
  land();
  return parts.join('').replace(/\s+/g, ' ').trim();
}
