import { classify, isFurniture, isStop } from './classify.ts';
import type { Line } from './lines.ts';
import { endsSentence, wordCount } from './sentences.ts';

export interface Run {
  /** Lines `start … end - 1` hold the article's text; what is outside is header, tail or a page's machinery. */
  readonly start: number;
  readonly end: number;
  /** True for a whole page selected and pasted; false for a file that someone trimmed to the article. */
  readonly page: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line shorter than this says nothing by ending in a stop ("Loading.", "OK."). */
const SENTENCE_WORDS = 6;
const STOP_COST = 5;
const SHORT_COST = 0.45;
/** An article starts this near below its headline, and holds this many words. */
const NEAR = 25;
const ENOUGH = 60;
const AS_DENSE = 0.3;
/** Seven lines of a menu, or two lines that end articles. */
const DROP = 3;
const COMMENT =
  /^(?:.{2,60}\s(?:on\s.{6,40}\s)?(?:said|says|wrote):|rating: \d+ votes?|.{0,30}\b\d+ (?:minutes|hours|days|weeks) ago(?: at .{3,12})?)$/i;
/** Once this many words have been told, a stop line ends the article whatever follows. */
const TOLD = 120;

/**
 * The densest run of sentence-like lines (maximum-sum segment): prose adds, the short lines of menus and teasers
 * subtract. On 91 pasted pages this is what separates an article from its page.
 */
export function bodyRun(lines: readonly Line[]): Run {
  const page = isPage(lines);
  const weights = lines.map((line, index) => weightOf(line, lines[index - 1], page));
  const anchored = page ? anchoredRun(lines, weights) : null;
  const whole = densest(lines, weights, page);
  const sumOf = (span: Span): number =>
    weights.slice(span.start, span.end).reduce((sum, weight) => sum + weight, 0);
  return { ...(anchored && sumOf(anchored) >= sumOf(whole) * AS_DENSE ? anchored : whole), page };
}

/** From the first sentence below the repeated headline to where menus and teasers have eaten up `DROP`. */
function anchoredRun(lines: readonly Line[], weights: readonly number[]): Span | null {
  const headline = headlineAt(lines);
  const start =
    headline < 0
      ? -1
      : lines.findIndex(
          (line, index) =>
            index > headline && index <= headline + NEAR && isProse(line) && endsSentence(line.text),
        );
  if (start < 0) return null;
  let best = { end: start, sum: 0 };
  let sum = 0;
  let told = 0;
  for (const [offset, line] of lines.slice(start).entries()) {
    const index = start + offset;
    if (told > TOLD && isEnd(line)) sum -= DROP / 2;
    else sum += weights[index] ?? 0;
    if (isProse(line)) told += wordCount(line.text);
    if (sum > best.sum) best = { end: index + 1, sum };
    if (sum < best.sum - DROP) break;
  }
  const prose = lines
    .slice(start, best.end)
    .filter(isProse)
    .reduce((words, line) => words + wordCount(line.text), 0);
  return prose >= ENOUGH ? { start, end: best.end } : null;
}

function densest(lines: readonly Line[], weights: readonly number[], page: boolean): Span {
  let best = { start: 0, end: 0, sum: 0 };
  let start = 0;
  let sum = 0;
  let told = 0;
  lines.forEach((line, index) => {
    sum += page && told > TOLD && isEnd(line) ? -STOP_COST : (weights[index] ?? 0);
    if (isProse(line)) told += wordCount(line.text);
    if (sum <= 0) {
      sum = 0;
      told = 0;
      start = index + 1;
    } else if (sum > best.sum) {
      best = { start, end: index + 1, sum };
    }
  });
  return { start: best.start, end: best.end };
}

function isEnd(line: Line): boolean {
  return isStop(line.text) || COMMENT.test(line.text);
}

/** A pasted page begins with its window title: where a line further down repeats it, the article begins. */
export function headlineAt(lines: readonly Line[]): number {
  const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const window = key(lines[0]?.text ?? '');
  return lines.slice(0, Math.ceil(lines.length * 0.85)).findLastIndex((line, index) => {
    return (
      index > 0 &&
      wordCount(line.text) >= 3 &&
      (window.startsWith(key(line.text)) || key(line.text).startsWith(window))
    );
  });
}

/** Reads like a sentence or a long piece of one. */
export function isProse(line: Line): boolean {
  const words = wordCount(line.text);
  return (words >= SENTENCE_WORDS && endsSentence(line.text)) || words >= 22;
}

function isPage(lines: readonly Line[]): boolean {
  const short = lines.filter(
    (line) => !isProse(line) && line.mark !== 'heading' && wordCount(line.text) <= 12,
  ).length;
  const machinery = lines.filter((line) => isFurniture(line.text) || isStop(line.text)).length;
  return short >= 14 && (short > lines.length * 0.4 || machinery >= 5);
}

function weightOf(line: Line, previous: Line | undefined, page: boolean): number {
  const words = wordCount(line.text);
  const role = classify(line.text);
  if (role === 'promotion' || role === 'caption') return page ? -0.1 : 0;
  if (role === 'embed' || role === 'contributors') return 0.1;
  if (role === 'boilerplate' || role === 'metadata') return page ? -SHORT_COST : -0.1;
  if (endsSentence(line.text)) return words < 3 ? 0.05 : Math.min(2.5, 0.25 + words / 20);
  if (words >= 22) return Math.min(1.5, words / 30);
  if (line.mark === 'heading' || line.mark === 'bullet') return page ? -0.2 : 0;
  // A lone short line after prose may be a subheading; a second one in a row is a menu.
  const first = previous !== undefined && isProse(previous);
  return first ? -0.2 : page ? -SHORT_COST : -0.25;
}
