import type { Line } from './lines.ts';
import { flag, longWords, TEXT_FEATURES, type TextFeatures, textFeatures } from './text-features.ts';

const MARKS = ['heading', 'bullet', 'quote', 'rule'] as const;
const NEIGHBOUR = ['Words', 'Sentence', 'Capitals', 'Gap'] as const;
const NEIGHBOURS = [-1, 1, -2, 2, -3, 3] as const;

/** What is seen of each line of a pasted page. */
export const PASTE_FEATURES: readonly string[] = [
  ...TEXT_FEATURES,
  ...MARKS.map((mark) => `is:${mark}`),
  ...['gapBefore', 'gapAfter', 'chunk', 'place', 'proseBefore', 'proseAfter', 'proseWordsBefore'],
  ...[
    'isHeadline',
    'sinceHeadline',
    'beforeHeadline',
    'titleOverlap',
    'repeated',
    'stopsBefore',
    'sinceStop',
  ],
  ...NEIGHBOURS.flatMap((far) => NEIGHBOUR.map((what) => `${far}${what}`)),
  ...['nearProseBefore', 'nearProseAfter', 'nearShortBefore', 'nearShortAfter', 'lines', 'prose', 'gaps'],
];

const FAR = 60;
const WINDOW = 6;
const MOST_WORDS = 60;
const MANY_STOPS = 6;
const SHORT = 5;
/** A headline this far down is a list of other articles. */
const LAST_HEADLINE = 0.85;

export interface PasteFeatures {
  readonly texts: readonly TextFeatures[];
  readonly rows: readonly (readonly number[])[];
  /** Lines without an empty line between them have equal numbers. */
  readonly chunks: readonly number[];
}

/** Linear in the lines. */
export function pasteFeatures(lines: readonly Line[]): PasteFeatures {
  const texts = lines.map((line) => textFeatures(line.text));
  const chunks = chunksOf(lines);
  const sizes = countsOf(chunks);
  const prose = texts.map((text) => (text.isProse ? text.words : 0));
  const total = prose.reduce((sum, words) => sum + words, 0);
  const headlines = new Set(headlinesIn(texts));
  const repeats = countsOf(texts.map((text) => text.key));
  const titleWords = new Set(longWords(lines[0]?.text ?? ''));
  const gaps = lines.filter((line) => line.gap).length / Math.max(1, lines.length);
  let [told, stops, lastStop, headline] = [0, 0, -FAR, -1];
  const rows = lines.map((line, index): readonly number[] => {
    const text = texts[index];
    if (!text) return [];
    const isHeadline = headlines.has(index);
    if (isHeadline) [headline, stops] = [index, 0];
    const own = longWords(line.text);
    const row = [
      ...text.values,
      ...MARKS.map((mark) => flag(line.mark === mark)),
      flag(line.gap),
      flag(lines[index + 1]?.gap ?? true),
      Math.log1p(sizes.get(chunks[index] ?? -1) ?? 0),
      index / lines.length,
      told / Math.max(1, total),
      (total - told - (prose[index] ?? 0)) / Math.max(1, total),
      Math.log1p(told),
      flag(isHeadline),
      headline < 0 ? -1 : Math.min(FAR, index - headline),
      flag(headlines.size > 0 && headline < 0),
      own.filter((word) => titleWords.has(word)).length / Math.max(1, own.length),
      Math.min(5, repeats.get(text.key) ?? 1),
      Math.min(MANY_STOPS, stops),
      Math.min(FAR, index - lastStop),
      ...NEIGHBOURS.flatMap((far) => neighbour(texts[index + far], lines[index + far])),
      near(index, -1, (at) => Math.min(MOST_WORDS, prose[at] ?? 0)),
      near(index, 1, (at) => Math.min(MOST_WORDS, prose[at] ?? 0)),
      near(index, -1, (at) => flag((texts[at]?.words ?? 0) <= SHORT)),
      near(index, 1, (at) => flag((texts[at]?.words ?? 0) <= SHORT)),
      Math.log1p(lines.length),
      Math.log1p(total),
      gaps,
    ];
    told += prose[index] ?? 0;
    if (text.isStop) [stops, lastStop] = [stops + 1, index];
    return row;
  });
  return { texts, rows, chunks };
}

const CAPITALS = TEXT_FEATURES.indexOf('capitals');

function neighbour(text: TextFeatures | undefined, line: Line | undefined): readonly number[] {
  if (!text || !line) return [-1, -1, -1, -1];
  return [Math.log1p(text.words), flag(text.isSentence), text.values[CAPITALS] ?? 0, flag(line.gap)];
}

function near(index: number, step: 1 | -1, of: (at: number) => number): number {
  let sum = 0;
  for (let far = 1; far <= WINDOW; far += 1) sum += of(index + far * step) / (1 + far / 2);
  return sum;
}

/** A pasted page often begins with its window title: each line further down that repeats it may be where the article begins. */
function headlinesIn(texts: readonly TextFeatures[]): readonly number[] {
  const window = texts[0]?.key ?? '';
  return texts.slice(0, Math.ceil(texts.length * LAST_HEADLINE)).flatMap(({ key, words }, index) => {
    const isTitle =
      index > 0 && words >= 3 && key !== '' && (window.startsWith(key) || key.startsWith(window));
    return isTitle && window !== '' ? [index] : [];
  });
}

function chunksOf(lines: readonly Line[]): readonly number[] {
  let chunk = 0;
  return lines.map((line) => {
    if (line.gap) chunk += 1;
    return chunk;
  });
}

function countsOf<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
