import { fold } from './lines.ts';

/** A printed line: where it stands (points from the page's lower left corner) and how high its letters are. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Lines at the head and foot of at least half of three or more pages: running titles and the like. */
export function repeatedLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  if (pages.length < 3) return new Set();
  const seen = new Map<string, number>();
  for (const lines of pages) {
    const edges = [...lines.slice(0, 2), ...lines.slice(-2)].map((line) => fold(line.text));
    for (const text of new Set(edges)) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  return new Set(
    [...seen].filter(([text, times]) => text !== '' && times >= pages.length / 2).map(([text]) => text),
  );
}

const COUNT = String.raw`\d{1,3}\s?(?:\/|of|von|de|sur|di|z|з|из)\s?\d{1,3}`;
const CLOCK = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:\s?[AP]M)?`;
/** What browsers print at the edges of a page: the time and the title, the address and the page's number. */
const BROWSER_EDGES: readonly RegExp[] = [
  new RegExp(`^${CLOCK}(?:\\s|$)`, 'iu'),
  new RegExp(`\\s${CLOCK}$`, 'iu'),
  new RegExp(`^(?:https?:\\/\\/\\S+|${COUNT})(?:\\s+(?:https?:\\/\\/\\S+|${COUNT}))?$`, 'iu'),
];

/** The edges that a browser prints around a page's text. */
export function browserEdges(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const lines of pages) {
    const heights = lines.map((line) => line.y);
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    for (const { y, text } of lines) {
      const isEdge = y - low < 1 || high - y < 1;
      if (isEdge && BROWSER_EDGES.some((edge) => edge.test(fold(text)))) found.add(fold(text));
    }
  }
  return found;
}

/**
 * Printed lines as paragraphs: a new one begins after a gap, at an indent, at letters of another size, or after a short
 * line that ends a sentence. A word that was divided at a line's end is one word again.
 */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): string {
  const paragraphs: string[] = [];
  let last: PdfLine | undefined;
  for (const lines of pages) {
    const right = Math.max(0, ...lines.map((line) => line.text.length));
    const pitch = usualPitch(lines);
    const size = usualHeight(lines);
    lines.forEach((line, at) => {
      const text = line.text.trim();
      if (text === '') return;
      const current = paragraphs.at(-1);
      if (
        current === undefined ||
        last === undefined ||
        begins(line, last, at === 0, { right, pitch, size })
      ) {
        paragraphs.push(text);
      } else {
        paragraphs[paragraphs.length - 1] = joined(current, text);
      }
      last = line;
    });
  }
  return paragraphs.join('\n\n');
}

interface Page {
  /** Letters of the longest line. */
  readonly right: number;
  /** Points from line to line within a paragraph. */
  readonly pitch: number;
  /** Points that the text's letters are high. */
  readonly size: number;
}

/** A headline's lines stand further apart than the text's, by its own letters. */
const HEADLINE_PITCH = 1.75;

function begins(line: PdfLine, last: PdfLine, isFirst: boolean, { right, pitch, size }: Page): boolean {
  const ended = /[.!?…。"”»:]\s*$/u.test(last.text);
  if (Math.abs(line.height - last.height) > last.height * 0.15) return true;
  if (isFirst) return ended;
  const drop = last.y - line.y;
  const isHeadline = line.height > size * 1.15 && drop <= line.height * HEADLINE_PITCH;
  if (drop < 0 || (drop > pitch * 1.35 && !isHeadline)) return true;
  if (line.x - last.x > line.height * 0.8) return true;
  return ended && last.text.trim().length < right * 0.8;
}

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
function usualHeight(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { text, height } of lines) {
    const size = Math.round(height * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + text.length);
  }
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

function joined(before: string, text: string): string {
  if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(text)) return before.slice(0, -1) + text;
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]$/u.test(before) ? before + text : `${before} ${text}`;
}
