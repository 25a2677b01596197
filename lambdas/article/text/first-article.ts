import { headLine } from '../metadata/head.ts';
import type { Line } from '../roles/lines.ts';
import { endsSentence, wordCount } from '../roles/sentences.ts';

/** A line that databases and people put between two articles. */
const RULE = /^(?:[*=_~#•·\-–—]\s?){3,}$/u;
const BETWEEN =
  /^(?:end of document|document \d+ of \d+|\d+ of \d+ documents?|document [A-Z0-9]{16,}|#\s?#\s?#|- ?0 ?-)\.?$/i;
const LEAST_PROSE = 2;
const PROSE_WORDS = 9;
const LONGEST_TITLE = 24;
/** A title, a deck, a byline, a date: an article has told who and when by here. */
const HEADER_LINES = 5;
/** Short lines beyond this share are a page that was pasted whole, whose teasers are no articles. */
const MOST_SHORT = 0.55;

/**
 * How many articles stand one below the other, and where the first ends. Each must have a title and a header (a byline, an
 * outlet, a date) of its own and text below them: sections, briefs and translations have none.
 */
export function firstArticle(lines: readonly Line[]): { readonly end: number; readonly count: number } {
  const prose = lines.filter(isProse).length;
  if (prose < LEAST_PROSE * 2) return { end: lines.length, count: 1 };
  const mayBePage = prose < lines.length * (1 - MOST_SHORT);
  const first = startOf(lines, 0);
  if (first === null) return { end: lines.length, count: 1 };
  let count = 1;
  let end = lines.length;
  for (let at = first.text + LEAST_PROSE; at < lines.length; at += 1) {
    const before = lines[at - 1];
    const separated = before !== undefined && isSeparator(before);
    const next = separated || lines[at]?.gap ? startOf(lines, at) : null;
    // Short articles have few lines of prose, too: between them must stand both a rule and a day.
    if (next === null || !(mayBePage ? separated && next.dated : separated || next.dated)) continue;
    if (count === 1) end = separated ? at - 1 : at;
    count += 1;
    at = next.text + LEAST_PROSE - 1;
  }
  return { end, count };
}

/** Where the text of an article begins whose title is this line, and whether its header has a date; null when none begins here. */
function startOf(
  lines: readonly Line[],
  at: number,
): { readonly text: number; readonly dated: boolean } | null {
  const title = lines[at];
  if (!title || !isTitle(title)) return null;
  let headed = false;
  let dated = false;
  for (let index = at + 1; index < lines.length && index <= at + HEADER_LINES; index += 1) {
    const line = lines[index];
    if (!line || isSeparator(line)) return null;
    const head = headLine(line.text);
    if (head && (head.authors || head.outlet || head.published || head.agency)) {
      headed = true;
      dated ||= head.published !== undefined;
    } else if (isProse(line)) {
      const proseLines = lines.slice(index, index + LEAST_PROSE).filter(isProse).length;
      return headed && proseLines === LEAST_PROSE ? { text: index, dated } : null;
    }
  }
  return null;
}

function isTitle({ text, mark }: Line): boolean {
  const words = wordCount(text);
  return (
    words >= 2 &&
    words <= LONGEST_TITLE &&
    mark !== 'bullet' &&
    mark !== 'quote' &&
    mark !== 'rule' &&
    !/[.:;,]$/u.test(text) &&
    headLine(text) === null
  );
}

function isSeparator({ text, mark }: Line): boolean {
  return mark === 'rule' || RULE.test(text) || BETWEEN.test(text);
}

function isProse({ text }: Line): boolean {
  return wordCount(text) >= PROSE_WORDS && endsSentence(text);
}
