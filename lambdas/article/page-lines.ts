import { classify, isStop } from './classify.ts';
import type { Line } from './lines.ts';
import rules from './rules/page-lines.json' with { type: 'json' };
import { endsSentence, wordCount } from './sentences.ts';

const WEIGHT = rules.line;
/** Lines on either side whose prose speaks for a line, half as much with every two lines of distance. */
const NEIGHBOURS = 5;
const MOST_WORDS = 60;
const MOST_NEAR = 100;
const JUST_BELOW = 12;
const FAR_BELOW = 80;
const MANY_STOPS = 3;
const TITLE_WORDS = 4;
/** A headline this far down is a list of other articles. */
const LAST_HEADLINE = 0.85;
const CUT_OFF = /(?:\.{3}|…)["”’»]?$/u;
const LONG_WORD = /[\p{L}\p{N}]{4,}/gu;

/** Log-odds for each line that it belongs to the article of a pasted page, from itself, its neighbours and the page. */
export function evidenceOf(lines: readonly Line[]): readonly number[] {
  const prose = lines.map((line) => proseWords(line.text));
  const headlines = headlinesIn(lines);
  const counts = countsOf(lines);
  const titleWords = new Set(longWords(lines[0]?.text ?? ''));
  let headline = -1;
  let stops = 0;
  return lines.map((line, index) => {
    const [before, after] = [near(prose, index, -1), near(prose, index, 1)];
    const place = {
      isHeadline: headlines.includes(index),
      beforeHeadline: headlines.length > 0 && headline < 0,
      below: headline < 0 ? null : index - headline,
      stops,
      isAlone: line.gap && (lines[index + 1]?.gap ?? true),
      isRepeated: (counts.get(keyOf(line.text)) ?? 0) > 1,
      titleWords: Math.min(TITLE_WORDS, longWords(line.text).filter((word) => titleWords.has(word)).length),
    };
    if (place.isHeadline) headline = index;
    if (isStop(line.text) && before > NEIGHBOURS && (headline >= 0 || headlines.length === 0)) stops += 1;
    return own(line) + nearby(before, after) + placed(place);
  });
}

function own(line: Line): number {
  const isSentence = endsSentence(line.text) && !CUT_OFF.test(line.text);
  const role = classify(line.text);
  return (
    WEIGHT.any +
    (isSentence ? WEIGHT.sentence : WEIGHT.capitals * shareOfCapitals(line.text)) +
    (WEIGHT.twentyWords * Math.min(wordCount(line.text), MOST_WORDS)) / 20 +
    (line.mark === 'bullet' ? WEIGHT.bullet : 0) +
    (/[|»›]/.test(line.text) ? WEIGHT.divider : 0) +
    (role === 'promotion' ? WEIGHT.promotion : 0) +
    (role === 'caption' ? WEIGHT.caption : 0) +
    (role === 'embed' ? WEIGHT.embed : 0) +
    (role === 'boilerplate' || role === 'metadata' ? WEIGHT.furniture : 0)
  );
}

function nearby(before: number, after: number): number {
  return (
    (WEIGHT.twentyProseWordsBefore * Math.min(before, MOST_NEAR) +
      WEIGHT.twentyProseWordsAfter * Math.min(after, MOST_NEAR) +
      WEIGHT.twentyProseWordsOnBothSides * Math.min(before, after, MOST_WORDS)) /
    20
  );
}

interface Place {
  readonly isHeadline: boolean;
  readonly beforeHeadline: boolean;
  /** Lines below the last headline, null above the first. */
  readonly below: number | null;
  readonly stops: number;
  readonly isAlone: boolean;
  readonly isRepeated: boolean;
  readonly titleWords: number;
}

function placed(place: Place): number {
  const { below, stops } = place;
  return (
    (place.isHeadline ? WEIGHT.headline : 0) +
    (place.beforeHeadline ? WEIGHT.beforeHeadline : 0) +
    (below !== null && below <= JUST_BELOW ? WEIGHT.justBelowHeadline : 0) +
    (below !== null && below > FAR_BELOW ? WEIGHT.farBelowHeadline : 0) +
    (stops > 0 ? WEIGHT.afterStop : 0) +
    (stops >= MANY_STOPS ? WEIGHT.afterManyStops : 0) +
    (place.isAlone ? WEIGHT.gapsAround : 0) +
    (place.isRepeated ? WEIGHT.repeated : 0) +
    WEIGHT.titleWord * place.titleWords
  );
}

/** A pasted page begins with its window title: each line further down that repeats it may be where the article begins. */
function headlinesIn(lines: readonly Line[]): readonly number[] {
  const window = keyOf(lines[0]?.text ?? '');
  return lines.slice(0, Math.ceil(lines.length * LAST_HEADLINE)).flatMap((line, index) => {
    const own = index > 0 && wordCount(line.text) >= 3 ? keyOf(line.text) : '';
    return own !== '' && (window.startsWith(own) || own.startsWith(window)) ? [index] : [];
  });
}

function near(prose: readonly number[], index: number, step: 1 | -1): number {
  let sum = 0;
  for (let far = 1; far <= NEIGHBOURS; far += 1) sum += (prose[index + far * step] ?? 0) / (1 + far / 2);
  return sum;
}

/** The words of a line that is a sentence or more, else none. */
function proseWords(text: string): number {
  const words = wordCount(text);
  return words >= 6 && endsSentence(text) && !CUT_OFF.test(text) ? Math.min(words, MOST_WORDS) : 0;
}

function shareOfCapitals(text: string): number {
  const words = text.slice(0, 400).match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  return words.filter((word) => /^\p{Lu}/u.test(word)).length / Math.max(1, words.length);
}

function longWords(text: string): readonly string[] {
  return text.slice(0, 2000).toLowerCase().match(LONG_WORD) ?? [];
}

function countsOf(lines: readonly Line[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(keyOf(text), (counts.get(keyOf(text)) ?? 0) + 1);
  return counts;
}

function keyOf(text: string): string {
  return text
    .slice(0, 400)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
