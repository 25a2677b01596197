import { classify, isFurniture, isStop } from './classify.ts';
import type { Line } from './lines.ts';
import { endsSentence, wordCount } from './sentences.ts';

export interface LikeliestRun {
  /** Lines `start … end - 1` hold the article's text; what is outside is header, tail or a page's machinery. */
  readonly start: number;
  readonly end: number;
  /** True for a whole page selected and pasted; false for a file that someone trimmed to the article. */
  readonly page: boolean;
  /** False for a line between them that is no part of the text: a page interrupts its articles. */
  readonly holds: (index: number) => boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line shorter than this says nothing by ending in a stop ("Loading.", "OK."). */
const SENTENCE_WORDS = 6;
const LIKELY = 0.5;
const STOP_COST = 5;
const SHORT_COST = 0.45;
const COMMENT =
  /^(?:.{2,60}\s(?:on\s.{6,40}\s)?(?:said|says|wrote):|rating: \d+ votes?|.{0,30}\b\d+ (?:minutes|hours|days|weeks) ago(?: at .{3,12})?)$/i;
/** Once this many words have been told, a stop line ends the article whatever follows. */
const ENOUGH_WORDS = 120;

/** The article's lines in a file that someone trimmed, or in a whole page that was selected and pasted. */
export async function bodyRun(lines: readonly Line[]): Promise<LikeliestRun> {
  if (!isPage(lines)) return { ...densest(lines, false), page: false, holds: () => true };
  // What was learned of pages is not needed for a file that holds an article alone.
  const { pasteOdds } = await import('./paste-odds.ts');
  const inside = trimmed(
    pasteOdds(lines).map((p) => p >= LIKELY),
    lines,
  );
  const start = inside.indexOf(true);
  if (start < 0) return { ...densest(lines, true), page: true, holds: () => true };
  const end = inside.lastIndexOf(true) + 1;
  return { start, end, page: true, holds: (index) => inside[index] === true };
}

/** A stretch of an article begins and ends with a sentence; a title or a label at its edge belongs to what is beside it. */
function trimmed(inside: readonly boolean[], lines: readonly Line[]): readonly boolean[] {
  const kept = [...inside];
  const trim = (from: number, step: 1 | -1) => {
    let near = false;
    for (let at = from; at >= 0 && at < kept.length; at += step) {
      const line = lines[at];
      if (!kept[at] || !line) near = true;
      else if (isTold(line)) near = false;
      else if (near) kept[at] = false;
    }
  };
  trim(0, 1);
  trim(kept.length - 1, -1);
  return kept;
}

function isTold(line: Line): boolean {
  if (line.mark === 'bullet' || isProse(line) || endsSentence(line.text)) return true;
  const role = classify(line.text);
  return role === 'embed' || role === 'contributors';
}

/**
 * The densest run of sentence-like lines (maximum-sum segment): prose adds, short lines subtract.
 */
function densest(lines: readonly Line[], page: boolean): Span {
  const weights = lines.map((line, index) => weightOf(line, lines[index - 1], page));
  let best = { start: 0, end: 0, sum: 0 };
  let start = 0;
  let sum = 0;
  let wordsSoFar = 0;
  lines.forEach((line, index) => {
    sum += page && wordsSoFar > ENOUGH_WORDS && isEnd(line) ? -STOP_COST : (weights[index] ?? 0);
    if (isProse(line)) wordsSoFar += wordCount(line.text);
    if (sum <= 0) {
      sum = 0;
      wordsSoFar = 0;
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
