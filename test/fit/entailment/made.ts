import { type LabelledPair, readPairs } from '../claims/pairs.ts';

/** Two sentences, and how much each is told by the other: 1, 0, or null where that is not known. */
export interface TrainedPair {
  readonly a: string;
  readonly b: string;
  /** All of A, all of B. */
  readonly all: readonly [number | null, number | null];
  /** Some of A, some of B. */
  readonly some: readonly [number | null, number | null];
  /** That both cannot be right. */
  readonly conflict: number | null;
}

const CLAUSE =
  /, |; | – | — | (?:after|while|when|because|before|und|y que|que|который|которая|которые|dopo|mentre|nachdem|weil|mientras|pour|para|чтобы) /gu;
const [FEWEST, MOST, FEWEST_LEFT] = [9, 45, 6];
/** Every so manieth sentence is changed in the same way. */
const KINDS = [withoutEnd, joined, otherNumber, otherName, withoutEnd, withoutBeginning] as const;

/**
 * Pairs that are made of sentences: a clause left off or added, a number or a name exchanged; then translations and pairs of one event
 * as `claims/pairs.ts` reads them. They teach to look for every word in the other sentence before people's judgements teach what matters.
 */
export function madePairs(
  sentences: readonly { readonly text: string; readonly language: string }[],
  folder: string,
): readonly TrainedPair[] {
  const fit = sentences.filter(({ text, language }) => {
    const count = wordsOf(text).length;
    return language !== 'zh' && count >= FEWEST && count <= MOST;
  });
  const changed = fit.flatMap(({ text }, at) => {
    const change = KINDS[at % KINDS.length] ?? withoutEnd;
    return change(text, fit[at + 1]?.text ?? text);
  });
  const others = readPairs(folder).filter(({ kind }) => kind === 'translation' || kind === 'weak');
  return [...changed, ...others.map(ofLabelled)];
}

function ofLabelled({ a, b, ab, ba }: LabelledPair): TrainedPair {
  const all = (said: LabelledPair['ab']) =>
    said === null || said === 'some' ? null : said === 'full' ? 1 : 0;
  const some = (said: LabelledPair['ab']) => (said === null ? null : said === 'no' ? 0 : 1);
  return { a: a.text, b: b.text, all: [all(ab), all(ba)], some: [some(ab), some(ba)], conflict: null };
}

/** A part beside the whole: all of the part is told, some of the whole. */
function partOf(part: string, whole: string): TrainedPair[] {
  if (wordsOf(part).length < FEWEST_LEFT) return [];
  return [{ a: part, b: whole, all: [1, 0], some: [1, 1], conflict: null }];
}

function exchanged(text: string, word: RegExpMatchArray | undefined, by: string | undefined): TrainedPair[] {
  if (word?.index === undefined || by === undefined) return [];
  const other = `${text.slice(0, word.index)}${by}${text.slice(word.index + word[0].length)}`;
  return other === text ? [] : [{ a: other, b: text, all: [0, 0], some: [null, null], conflict: null }];
}

function withoutEnd(text: string): TrainedPair[] {
  const cut = [...text.matchAll(CLAUSE)].at(-1);
  return cut === undefined ? [] : partOf(`${text.slice(0, cut.index)}.`, text);
}

function withoutBeginning(text: string): TrainedPair[] {
  const cut = [...text.matchAll(CLAUSE)].at(0);
  const rest = cut === undefined ? '' : text.slice(cut.index + cut[0].length);
  return partOf(rest.slice(0, 1).toUpperCase() + rest.slice(1), text);
}

function joined(text: string, next: string): TrainedPair[] {
  return partOf(text, `${text.replace(/\.$/u, '')}; ${next}`);
}

function otherNumber(text: string): TrainedPair[] {
  const number = [...text.matchAll(/\d[\d.,]*/gu)].at(-1);
  return exchanged(
    text,
    number,
    number?.[0].replace(/\d/u, (digit) => String((Number(digit) + 3) % 9 || 9)),
  );
}

function otherName(text: string, next: string): TrainedPair[] {
  const names = (one: string) => [...one.matchAll(/(?<=\s)\p{Lu}[\p{L}’'-]{2,}/gu)];
  const other = names(next).find(([name]) => !text.includes(name));
  return exchanged(text, names(text).at(-1), other?.[0]);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u);
}
