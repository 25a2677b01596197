import { lineWords } from '../../roles/line-words.ts';
import { fold } from '../../roles/lines.ts';
import type { PdfLine } from './lines.ts';

/** The lines of a page from its top down, in whatever columns. */
type Page = readonly PdfLine[];

const COUNT = String.raw`\d{1,3}\s?(?:\/|${lineWords('pageOf')})\s?\d{1,3}`;
const CLOCK = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:\s?[AP]M)?`;
/** What browsers print at the edges of a page: the time and the title, the address and the page's number. */
const BROWSER_EDGES: readonly RegExp[] = [
  new RegExp(`^${CLOCK}(?:\\s|$)`, 'iu'),
  new RegExp(`\\s${CLOCK}$`, 'iu'),
  new RegExp(`^(?:https?:\\/\\/\\S+|${COUNT})(?:\\s+(?:https?:\\/\\/\\S+|${COUNT}))?$`, 'iu'),
];
/** A page's number, with its word or between dashes. */
const PAGE_NUMBER = new RegExp(
  `^[-–—|·\\s]*(?:(?:page|seite|p\\.|pg\\.|стор\\.|стр\\.|сторінка|страница|página|pagina|strona|str\\.|صفحة)\\s*)?(?:\\d{1,4}|${COUNT})[-–—|·\\s]*$`,
  'iu',
);
/** Lines this near to the top or the foot of a page may be its frame. */
const EDGE_LINES = 2;

/** Page numbers, running titles and what a browser prints around a page: kept, and never told. */
export function edgesOf(pages: readonly Page[]): ReadonlySet<PdfLine> {
  const repeated = repeatedTexts(pages);
  return new Set(
    pages.flatMap((lines) => [
      ...atEdge(lines).filter(({ text }) => repeated.has(keyOf(text)) || PAGE_NUMBER.test(fold(text))),
      ...outermost(lines).filter(({ text }) => BROWSER_EDGES.some((edge) => edge.test(fold(text)))),
    ]),
  );
}

/** Texts at the head and foot of at least half of several pages, whatever number stands in them. */
function repeatedTexts(pages: readonly Page[]): ReadonlySet<string> {
  if (pages.length < 2) return new Set();
  const seen = new Map<string, number>();
  for (const lines of pages) {
    for (const text of new Set(atEdge(lines).map((line) => keyOf(line.text)))) {
      seen.set(text, (seen.get(text) ?? 0) + 1);
    }
  }
  const least = Math.max(2, pages.length / 2);
  return new Set([...seen].filter(([text, times]) => text !== '' && times >= least).map(([text]) => text));
}

function keyOf(text: string): string {
  return fold(text).replace(/\d+/g, '#');
}

function atEdge(lines: Page): Page {
  const sorted = lines.toSorted((a, b) => b.y - a.y);
  return [...sorted.slice(0, EDGE_LINES), ...sorted.slice(-EDGE_LINES)];
}

function outermost(lines: Page): Page {
  const heights = lines.map((line) => line.y);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  return lines.filter(({ y }) => y - low < 1 || high - y < 1);
}
