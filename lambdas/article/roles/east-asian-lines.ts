import { breaksHangul, hangulGap, hangulWords } from './hangul.ts';

/** Chinese, Japanese and Korean, whose lines are broken between any two characters. */
const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const STOP = /[。．.！？!?」』”"）)…]$/u;
const HANGUL_END = /\p{Script=Hangul}$/u;
const WIDTH = { min: 16, max: 60 } as const;
const LEAST_FULL = 3;
/** Characters by which a line misses the width, since some may not begin or end one. */
const SLACK = 2;
/** Korean is three characters to a word and its space: lines this even were broken inside of words. */
const EVEN = 1;
const MOST_OTHER = 0.35;
const SAMPLE = 400;
const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/**
 * The lines of a text in Chinese, Japanese or Korean with broken ones joined; null for a text that was not broken at one
 * width. What stood as white space at the break is kept; Korean, whose words have spaces, is told by its other words.
 */
export function unwrappedEastAsian(raw: readonly string[]): readonly string[] | null {
  const full = raw.filter((line) => line.trim() !== '').slice(0, SAMPLE);
  const text = full.join('');
  if (!EAST_ASIAN.test(text)) return null;
  if ((text.match(SIGNS)?.length ?? 0) < text.length * (1 - MOST_OTHER)) return null;
  const width = Math.max(...full.map((line) => line.length));
  if (width < WIDTH.min || width > WIDTH.max) return null;
  const isFull = (line: string) => line.length >= width - SLACK;
  const open = raw.filter(
    (line, at) => isFull(line) && !STOP.test(line) && (raw[at + 1] ?? '').trim() !== '',
  );
  if (open.length < LEAST_FULL) return null;
  const isEven = open.every((line) => line.length >= width - EVEN) || breaksHangul(full);
  const words = hangulWords(full);
  const joined: string[] = [];
  let before = '';
  for (const line of raw) {
    const last = joined.at(-1);
    if (last !== undefined && line.trim() !== '' && before !== '' && isFull(before)) {
      const isKorean = HANGUL_END.test(before) && !/^\s/.test(line);
      const gap = !isKorean ? '' : isEven ? hangulGap(before, line, words) : ' ';
      joined[joined.length - 1] = last + gap + line;
    } else joined.push(line);
    before = line.trim() === '' ? '' : line;
  }
  return joined;
}
