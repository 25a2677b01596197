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
    lines.forEach((line, at) => {
      const text = line.text.trim();
      if (text === '') return;
      const current = paragraphs.at(-1);
      if (current === undefined || last === undefined || begins(line, last, at === 0, { right, pitch })) {
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
}

function begins(line: PdfLine, last: PdfLine, isFirst: boolean, { right, pitch }: Page): boolean {
  const ended = /[.!?…。"”»:]\s*$/u.test(last.text);
  if (Math.abs(line.height - last.height) > last.height * 0.15) return true;
  if (isFirst) return ended;
  const drop = last.y - line.y;
  if (drop < 0 || drop > pitch * 1.35) return true;
  if (line.x - last.x > line.height * 0.8) return true;
  return ended && last.text.trim().length < right * 0.8;
}

function usualPitch(lines: readonly PdfLine[]): number {
  const drops = lines.flatMap((line, at) => {
    const drop = (lines[at - 1]?.y ?? line.y) - line.y;
    return drop > 0 ? [drop] : [];
  });
  const sorted = drops.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 3)] ?? 14;
}

function joined(before: string, text: string): string {
  if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(text)) return before.slice(0, -1) + text;
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]$/u.test(before) ? before + text : `${before} ${text}`;
}
