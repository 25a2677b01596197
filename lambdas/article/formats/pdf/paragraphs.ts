import { once } from '../../once.ts';
import { breaksHangul, hangulGap, hangulWords } from '../../roles/hangul.ts';
import type { PdfLine } from './lines.ts';

/** A paragraph as printed; `height` is that of its letters. */
export interface PdfParagraph {
  readonly text: string;
  readonly height: number;
  readonly page: number;
}

/** Lines of one column or of what spans columns, from the top down. */
export interface Column {
  readonly page: number;
  readonly lines: readonly PdfLine[];
}

interface Measure {
  /** Where the longest lines end, in points. */
  readonly right: number;
  readonly left: number;
  /** Points from line to line within a paragraph. */
  readonly pitch: number;
  /** Points that the text's letters are high. */
  readonly size: number;
  readonly isRtl: boolean;
  /** Most lines begin at the edge: one that does not begins a paragraph. */
  readonly isMostlyFlush: boolean;
  readonly hasIndents: boolean;
}

/** A headline's lines stand further apart than the text's, by its own letters. */
const HEADLINE_PITCH = 1.75;
const OTHER_SIZE = 0.15;
/** A line that ends this far from the right edge was ended by its paragraph. */
const SHORT_LINE = 0.8;
const SHORTEST_LINE = 0.35;
const FULL_LINE = 0.75;
const BULLET = /^\s*[•‣▪●◦■□]/u;
/** In heights of its letters. */
const INDENT = 0.8;
const RTL = /[\u0590-\u08ff]/u;

/**
 * Printed lines as paragraphs: a new one begins after a gap, at an indent, at letters of another size, or after a short
 * line that ends a sentence; it runs on over the turn of a column or a page. A word that was divided is one word again.
 */
export function paragraphsOf(columns: readonly Column[], size: number): readonly PdfParagraph[] {
  const paragraphs: { text: string; height: number; page: number }[] = [];
  const korean = once(() => koreanGaps(columns));
  // Small print between two columns does not end the paragraph that runs from one to the other.
  const last = new Map<
    'text' | 'other',
    { readonly line: PdfLine; readonly measure: Measure; readonly at: number }
  >();
  for (const { page, lines } of columns) {
    let previous: PdfLine | undefined;
    for (const line of lines) {
      const text = line.text.trim();
      if (text === '') continue;
      const measure = measureOf(lines, line.height, size);
      const kind = Math.abs(line.height - size) <= size * OTHER_SIZE ? 'text' : 'other';
      const before =
        previous === undefined ? last.get(kind) : { line: previous, measure, at: paragraphs.length - 1 };
      const isNew =
        before === undefined ||
        (previous === undefined
          ? turns(line, measure.left < line.x - line.height * INDENT, before)
          : begins(line, before.line, measure));
      const current = before && paragraphs[before.at];
      if (isNew || !current) paragraphs.push({ text, height: line.height, page });
      else current.text = joined(current.text, text, korean);
      last.set(kind, { line, measure, at: isNew || !current ? paragraphs.length - 1 : before.at });
      previous = line;
    }
  }
  return paragraphs;
}

/** At the top of a column: whether the line begins a paragraph or goes on with the one at the foot of the last column. */
function turns(
  line: PdfLine,
  isIndented: boolean,
  before: { readonly line: PdfLine; readonly measure: Measure },
): boolean {
  if (Math.abs(line.height - before.line.height) > before.line.height * OTHER_SIZE) return true;
  if (!endsSentence(before.line.text)) return false;
  const { line: last, measure } = before;
  const reach = measure.isRtl ? measure.right - last.x : last.end - measure.left;
  // A stop at the end of a line says little; paragraphs that all begin with an indent say more.
  const isWhole = reach >= (measure.right - measure.left) * SHORTEST_LINE;
  return !isWhole || !measure.hasIndents || isIndented;
}

function begins(
  line: PdfLine,
  last: PdfLine,
  { right, left, pitch, size, isRtl, isMostlyFlush, hasIndents }: Measure,
): boolean {
  if (Math.abs(line.height - last.height) > last.height * OTHER_SIZE) return true;
  const drop = last.y - line.y;
  const isHeadline = line.height > size * 1.15 && drop <= line.height * HEADLINE_PITCH;
  if (drop < 0 || (drop > pitch * 1.35 && !isHeadline)) return true;
  const [indent, lastIndent] = isRtl ? [right - line.end, right - last.end] : [line.x - left, last.x - left];
  const isCentred = Math.abs(line.x + line.end - last.x - last.end) < line.height * 0.6;
  const isIndented = indent > line.height * INDENT && !isCentred;
  if (BULLET.test(line.text)) return true;
  // Lines of a quotation or a list all stand in; a line that is not full ended its paragraph.
  const isLikeLast = Math.abs(indent - lastIndent) < line.height * 0.3;
  const isFull = isRtl
    ? last.x - left < (right - left) * (1 - FULL_LINE)
    : last.end - left > (right - left) * FULL_LINE;
  if (isIndented && isLikeLast && isFull && !endsSentence(last.text)) return false;
  if (isIndented && (lastIndent <= line.height * INDENT || isMostlyFlush)) return true;
  const reach = isRtl ? right - last.x : last.end - left;
  // Where paragraphs are indented, a line that is not goes on, however short the one above it is.
  return (
    endsSentence(last.text) &&
    reach < (right - left) * (hasIndents && isMostlyFlush ? SHORTEST_LINE : SHORT_LINE)
  );
}

function endsSentence(text: string): boolean {
  return /[.!?…。！？؟"”»:]\s*$/u.test(text);
}

/** The measure of a column for letters of this height: small print between the lines of a text has one of its own. */
function measureOf(lines: readonly PdfLine[], height: number, size: number): Measure {
  const known = MEASURES.get(lines) ?? new Map<number, Measure>();
  const key = Math.round(height);
  const measured = known.get(key);
  if (measured) return measured;
  const own = lines.filter((line) => Math.abs(line.height - height) <= height * OTHER_SIZE);
  const left = Math.min(...own.map(({ x }) => x));
  const right = Math.max(...own.map(({ end }) => end));
  const [atLeft, atRight] = [
    own.filter(({ x }) => x - left <= height * INDENT).length,
    own.filter(({ end }) => right - end <= height * INDENT).length,
  ];
  // Some programs set Arabic from the left.
  const isRtl = own.filter(({ text }) => RTL.test(text)).length > own.length / 2 && atRight >= atLeft;
  const flush = isRtl ? atRight : atLeft;
  const isMostlyFlush = flush > own.length / 2;
  const hasIndents = own.length - flush >= Math.max(2, own.length * 0.08);
  const measure = { right, left, hasIndents, pitch: usualPitch(own), size, isRtl, isMostlyFlush };
  MEASURES.set(lines, known.set(key, measure));
  return measure;
}

/** Measured once for each column and height. */
const MEASURES = new WeakMap<readonly PdfLine[], Map<number, Measure>>();

/** A page of short paragraphs has few lines that follow another within one: the low end of what is no superscript. */
function usualPitch(lines: readonly PdfLine[]): number {
  const drops = lines.flatMap((line, at) => {
    const drop = (lines[at - 1]?.y ?? line.y) - line.y;
    return drop >= line.height * 0.9 ? [drop] : [];
  });
  const sorted = drops.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.15)] ?? 14;
}

/** The height in which most of the letters are set. */
export function usualHeight(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { text, height } of lines) {
    const size = Math.round(height * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + text.length);
  }
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

type Gap = (before: string, after: string) => '' | ' ';

/** Browsers break Korean between any two syllables, word processors between words: the beginnings of lines tell which. */
function koreanGaps(columns: readonly Column[]): Gap {
  const lines = columns.flatMap((column) => column.lines.map(({ text }) => text));
  if (!breaksHangul(lines)) return () => ' ';
  const words = hangulWords(lines);
  return (before, after) => hangulGap(before, after, words);
}

function joined(before: string, text: string, korean: () => Gap): string {
  if (/\p{L}\u00ad$/u.test(before)) return before.slice(0, -1) + text;
  if (/\p{L}[-\u2010]$/u.test(before) && /^\p{Ll}/u.test(text)) return before.slice(0, -1) + text;
  if (/\p{sc=Hangul}$/u.test(before)) return before + korean()(before, text) + text;
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。、！？：；「」『』（）《》]$/u.test(before)
    ? before + text
    : `${before} ${text}`;
}
