/** Letters that a PDF draws at once: where they begin (points from the page's lower left corner), how wide and how high. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** The text is right to left; pdf.js has put its letters into reading order. */
  readonly isRtl: boolean;
}

export interface PageRuns {
  readonly runs: readonly TextRun[];
  /** Text that stands upright on its side: credits beside pictures, archive stamps. */
  readonly turned: readonly string[];
}

/** Wider than this in its own size, a space is not drawn but a gap between columns that pdf.js fills. */
const WIDEST_SPACE = 1.2;
/** Bold by drawing a text again, this far away at most in its own size. */
const FAKE_BOLD = 0.12;

/** The text items of a page, those that are drawn again for boldness or as a shadow once. */
export function runsOf(items: readonly object[]): PageRuns {
  const runs: TextRun[] = [];
  const turned: string[] = [];
  const drawn = new Map<string, TextRun[]>();
  let word: TextRun | undefined;
  for (const item of items) {
    const found = runIn(item);
    if (!found) continue;
    if (found.isTurned) {
      if (/\S/.test(found.run.text)) turned.push(found.run.text);
      continue;
    }
    const { run } = found;
    const isSpace = !/\S/.test(run.text);
    if (isSpace && (run.width === 0 || run.width > run.size * WIDEST_SPACE)) continue;
    const twins = drawn.get(run.text) ?? [];
    if (!isSpace && twins.slice(-6).some((twin) => isAgain(run, twin))) continue;
    drawn.set(run.text, [...twins.slice(-6), run]);
    if (isNoteMark(run, word)) continue;
    if (!isSpace) word = run;
    runs.push(run);
  }
  return { runs, turned };
}

function runIn(item: object): { readonly run: TextRun; readonly isTurned: boolean } | null {
  if (!('str' in item) || typeof item.str !== 'string' || item.str === '') return null;
  const transform: readonly unknown[] =
    'transform' in item && Array.isArray(item.transform) ? item.transform : [];
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform.map((part) =>
    typeof part === 'number' ? part : 0,
  );
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 10;
  const width = 'width' in item && typeof item.width === 'number' ? item.width : 0;
  return {
    run: { text: readable(item.str), x, y, width, size, isRtl: 'dir' in item && item.dir === 'rtl' },
    isTurned: Math.abs(b) > Math.abs(a),
  };
}

function isAgain(run: TextRun, twin: TextRun): boolean {
  const reach = run.size * FAKE_BOLD;
  return (
    Math.abs(run.size - twin.size) < 0.1 &&
    Math.abs(run.x - twin.x) <= reach &&
    Math.abs(run.y - twin.y) <= reach
  );
}

/** A small number or star, raised behind a word: the mark of a footnote, unless it is a power ("km", "10"). */
function isNoteMark(run: TextRun, before: TextRun | undefined): boolean {
  if (!before || !/^[\d*†‡§,]{1,4}$/.test(run.text.trim()) || run.size > before.size * 0.8) return false;
  const raised = run.y - before.y;
  const apart = run.x - (before.x + before.width);
  return (
    raised > before.size * 0.15 &&
    raised < before.size * 0.7 &&
    Math.abs(apart) < before.size * 0.5 &&
    !/(?:^|[\s\d])(?:[ckdm]?m|10|км|м)$/u.test(before.text)
  );
}

/** Shapes of Arabic letters and ligatures of Latin ones as the letters that they are. */
function readable(text: string): string {
  return text
    .replace(/[\ufb00-\ufdff\ufe70-\ufefc]+/g, (shapes) => shapes.normalize('NFKC'))
    .replaceAll('\u0000', '');
}
