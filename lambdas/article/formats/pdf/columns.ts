import { type Row, rowsOf } from './lines.ts';
import type { TextRun } from './text-runs.ts';

/** White between columns is wider than a space, in letters of the text. */
const LEAST_GUTTER = 0.8;
const LEAST_ROWS = 3;
/** What is narrower, in heights of its letters, is a number or a mark beside a text, or a river in it; no column. */
const LEAST_WIDTH = 8;
const MOST_COLUMNS_DEEP = 6;
const MOST_CANDIDATES = 60;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The regions of a page in the order in which people read them: what spans columns where it stands, each column down. */
export function regionsOf(
  runs: readonly TextRun[],
  textSize: number,
  depth = 0,
): readonly (readonly Row[])[] {
  const rows = rowsOf(runs);
  const gutter = depth < MOST_COLUMNS_DEEP ? bestGutter(rows, textSize) : null;
  if (gutter === null) return rows.length > 0 ? [rows] : [];
  const isRtl = runs.filter((run) => run.isRtl).length > runs.length / 2;
  return gutter.bands.flatMap(({ rows: band, at }) => {
    const inside = band.flatMap((row) => row.runs);
    if (at === null) return regionsOf(inside, textSize, depth + 1);
    const sides = [inside.filter((run) => run.x < at), inside.filter((run) => run.x >= at)];
    return (isRtl ? sides.toReversed() : sides).flatMap((side) => regionsOf(side, textSize, depth + 1));
  });
}

interface Band {
  readonly rows: readonly Row[];
  /** Where the gutter of these rows is; null for rows that cross it. */
  readonly at: number | null;
}

interface Gutter {
  readonly bands: readonly Band[];
}

/** The vertical white that parts most rows, in runs of rows that it goes through. */
function bestGutter(rows: readonly Row[], textSize: number): Gutter | null {
  if (rows.length < LEAST_ROWS) return null;
  const gaps = rows.map((row) => gapsIn(row, textSize * LEAST_GUTTER));
  let best: { readonly bands: readonly Band[]; readonly parted: number } | null = null;
  for (const at of likeliest(gaps, textSize)) {
    const bands = bandsAt(at, rows, gaps, textSize);
    const parted = bands.reduce((sum, band) => sum + (band.at === null ? 0 : band.rows.length), 0);
    if (parted > (best?.parted ?? 0)) best = { bands, parted };
  }
  return best;
}

/** Where most white ends on one vertical: columns begin there. */
function likeliest(gaps: readonly (readonly Span[])[], textSize: number): readonly number[] {
  const counts = new Map<number, number>();
  for (const { to } of gaps.flat()) {
    const at = Math.round((to - textSize * LEAST_GUTTER * 0.5) / 2) * 2;
    if (Number.isFinite(at)) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_CANDIDATES)
    .map(([at]) => at);
}

function bandsAt(
  at: number,
  rows: readonly Row[],
  gaps: readonly (readonly Span[])[],
  textSize: number,
): readonly Band[] {
  const bands: Band[] = [];
  let open: Row[] = [];
  let strip: Span = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const close = () => {
    const parts = isParted(open, at, textSize);
    push(bands, open, parts ? at : null);
    open = [];
    strip = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  };
  rows.forEach((row, index) => {
    const gap = (gaps[index] ?? []).find(({ from, to }) => from <= at && at <= to);
    const common = gap && { from: Math.max(strip.from, gap.from), to: Math.min(strip.to, gap.to) };
    if (common && common.to - common.from >= textSize * LEAST_GUTTER) {
      open.push(row);
      strip = common;
      return;
    }
    close();
    push(bands, [row], null);
  });
  close();
  return bands;
}

/** Rows that cross the gutter stand together, as do those beside it. */
function push(bands: Band[], rows: readonly Row[], at: number | null): void {
  if (rows.length === 0) return;
  const last = bands.at(-1);
  if (last && last.at === null && at === null)
    bands[bands.length - 1] = { rows: [...last.rows, ...rows], at };
  else bands.push({ rows, at });
}

function isParted(rows: readonly Row[], at: number, textSize: number): boolean {
  const left = rows.filter((row) => row.runs.some((run) => run.x < at));
  const right = rows.filter((row) => row.runs.some((run) => run.x >= at));
  const [fewer, more] = [left.length, right.length].toSorted((a, b) => a - b);
  // The last column may have two lines; a white that goes through three lines of a text is a river.
  if ((fewer ?? 0) < LEAST_ROWS && ((fewer ?? 0) < 2 || (more ?? 0) < LEAST_ROWS + 2)) return false;
  const own = extent(rows);
  return Math.min(at - own.from, own.to - at) >= textSize * LEAST_WIDTH;
}

function extent(rows: readonly Row[]): Span {
  const runs = rows.flatMap((row) => row.runs);
  return {
    from: runs.reduce((least, run) => Math.min(least, run.x), Number.POSITIVE_INFINITY),
    to: runs.reduce((most, run) => Math.max(most, run.x + run.width), Number.NEGATIVE_INFINITY),
  };
}

/** White before, between and after what is drawn, wide enough to part columns. */
function gapsIn(row: Row, least: number): readonly Span[] {
  const found: Span[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const run of row.runs) {
    if (!/\S/.test(run.text)) continue;
    if (run.x - end >= least) found.push({ from: end, to: run.x });
    end = Math.max(end, run.x + run.width);
  }
  return [...found, { from: end, to: Number.POSITIVE_INFINITY }];
}
