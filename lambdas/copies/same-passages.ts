import { words } from '../language/words.ts';

/**
 * Below so many words a text says whether it is a copy sentence by sentence: two short reports of one event share its
 * names and phrases, and the shares that part longer texts call them copies.
 */
export const SHORT_TEXT = 120;
/** A longer text beyond so many words is not read closely: its shares of word pairs decide. */
const LONGEST = 2_000;
/**
 * Share of the shorter text's words that stand in the same order in some sentence of the other. Of 756 pairs of short
 * copies (cut, edited, misread) one has less than .74, of 1,731 pairs of short reports of one event two have more than .57.
 */
const SAME_ORDER = 0.7;
/** Two words of so many letters are one misread if they share half of their letter pairs. */
const LONG_WORD = 4;

/** Whether two texts, at least one of them short, say the same in the same order, but for edits and misread letters. */
export function haveSamePassages(a: string, b: string): boolean {
  const [left, right] = [sentencesIn(a), sentencesIn(b)];
  const [shorter, longer] = length(left) <= length(right) ? [left, right] : [right, left];
  if (length(shorter) >= SHORT_TEXT || length(longer) > LONGEST) return true;
  const alike = wordComparison();
  const kept = shorter.reduce(
    (sum, sentence) => sum + Math.max(0, ...longer.map((other) => inOrder(sentence, other, alike))),
    0,
  );
  return kept >= SAME_ORDER * length(shorter);
}

function sentencesIn(text: string): string[][] {
  return text
    .split(/(?<=[.!?…。！？؟])\s+|\n+/u)
    .map(words)
    .filter((sentence) => sentence.length > 0);
}

function length(sentences: readonly (readonly string[])[]): number {
  return sentences.reduce((sum, sentence) => sum + sentence.length, 0);
}

/** The length of the longest common subsequence. */
function inOrder(
  a: readonly string[],
  b: readonly string[],
  alike: (x: string, y: string) => boolean,
): number {
  let before = new Uint16Array(b.length + 1);
  for (const word of a) {
    const now = new Uint16Array(b.length + 1);
    for (const [at, other] of b.entries()) {
      now[at + 1] = alike(word, other) ? (before[at] ?? 0) + 1 : Math.max(before[at + 1] ?? 0, now[at] ?? 0);
    }
    before = now;
  }
  return before.at(-1) ?? 0;
}

function wordComparison(): (x: string, y: string) => boolean {
  const pairsOf = new Map<string, ReadonlySet<string>>();
  const letterPairs = (word: string): ReadonlySet<string> => {
    const known = pairsOf.get(word);
    if (known !== undefined) return known;
    const made = new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)));
    pairsOf.set(word, made);
    return made;
  };
  return (x, y) => {
    if (x === y) return true;
    if (Math.min(x.length, y.length) < LONG_WORD) return false;
    const [left, right] = [letterPairs(x), letterPairs(y)];
    let shared = 0;
    for (const pair of left) if (right.has(pair)) shared++;
    return 2 * shared >= Math.max(left.size, right.size);
  };
}
