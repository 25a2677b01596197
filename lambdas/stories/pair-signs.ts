import type { EncodedSentence } from '../encoder/encode.ts';
import { cosine, OPENING_WIDTH, WORD_WIDTH } from '../encoder/projection.ts';
import { sameDays } from './article-time.ts';
import { type StoryVectors, wordCosines } from './similarity.ts';

/** What two articles can be compared by: each kind has a decision of its own. */
export const PAIR_KINDS = [
  'one language',
  'across languages',
  'one language, words only',
  'across languages, words only',
] as const;
export type PairKind = (typeof PAIR_KINDS)[number];

/** The signs, in order. Without vectors there are the first three, within one language the first five. */
export const PAIR_SIGNS = [
  'cosine of stems',
  'cosine of names, numbers and skeletons',
  'another time',
  'cosine of openings',
  'crowding',
  'words of the openings covered, the less covered one',
  'words of the openings covered, the other one',
] as const;

export interface SignedPair {
  readonly kind: PairKind;
  readonly signs: readonly number[];
}

/** What speaks for one article being in one story with others, each by its place. `crowding`: see `crowdingOf`. */
export function pairSigns(
  articles: readonly StoryVectors[],
  crowding: Float64Array,
): (index: number, others: Uint32Array) => readonly SignedPair[] {
  const cosines = wordCosines(articles);
  return (index, others) => {
    const article = articles[index];
    const { stems, signs } = cosines(index, others);
    return Array.from(others, (place, at): SignedPair => {
      const other = articles[place];
      if (!article || !other) return { kind: 'across languages, words only', signs: [0, 0, 0] };
      const isOne = article.language === other.language;
      const words = [stems[at] ?? 0, signs[at] ?? 0, 1 - sameDays(article.present, other.present)];
      // An encoded text that was no opening has no vector to compare.
      if (!article.opening || !other.opening || !article.centred || !other.centred)
        return { kind: isOne ? 'one language, words only' : 'across languages, words only', signs: words };
      const near = openingCosine(article, other);
      const crowd = ((crowding[index] ?? 0) + (crowding[place] ?? 0)) / 2;
      if (isOne) return { kind: 'one language', signs: [...words, near, crowd] };
      const [there, back] = coverages(article.opening, other.opening);
      return {
        kind: 'across languages',
        signs: [...words, near, crowd, Math.min(there, back), Math.max(there, back)],
      };
    });
  };
}

export function openingCosine(a: StoryVectors, b: StoryVectors): number {
  return a.centred && b.centred ? cosine(a.centred, 0, b.centred, 0, OPENING_WIDTH) : 0;
}

/** Neighbours that tell how crowded it is around an article, and how near they usually are where there are fewer. */
const CROWD = 10;
const USUAL_CROWDING = 0.4;

/**
 * How near the ten nearest openings of the window are to each article's, on average. In a window of one subject all are near, and
 * only what is nearer than that tells of one event.
 */
export function crowdingOf(
  articles: readonly StoryVectors[],
  neighbours: readonly Uint32Array[],
): Float64Array {
  return Float64Array.from(articles, (article, index) => {
    let sum = 0;
    for (let n = 0; n < CROWD; n += 1) {
      const other = articles[neighbours[index]?.[n] ?? -1];
      sum += other === undefined ? USUAL_CROWDING : openingCosine(article, other);
    }
    return sum / CROWD;
  });
}

/** Rarities, in eighths: words below the first say nothing, above the second all count alike. */
const WORTH_COUNTING = 4 * 8;
const MOST_WEIGHT = 12 * 8;

/**
 * How well the words of each opening are covered by some word of the other, 0 … 1; rare ones count more. All of one are compared with
 * all of the other once: the cost is the product of their lengths.
 */
function coverages(a: EncodedSentence, b: EncodedSentence): readonly [number, number] {
  const [rows, columns] = [a.words.length, b.words.length];
  const [bestOfA, bestOfB] = [new Float64Array(rows), new Float64Array(columns)];
  const [left, right] = [a.vectors, b.vectors];
  for (let i = 0; i < rows; i += 1) {
    let best = 0;
    for (let j = 0; j < columns; j += 1) {
      const [from, to] = [i * WORD_WIDTH, j * WORD_WIDTH];
      let near = 0;
      for (let n = 0; n < WORD_WIDTH; n += 1) near += (left[from + n] ?? 0) * (right[to + n] ?? 0);
      if (near > best) best = near;
      if (near > (bestOfB[j] ?? 0)) bestOfB[j] = near;
    }
    bestOfA[i] = best;
  }
  return [shareOf(a, bestOfA), shareOf(b, bestOfB)];
}

function shareOf({ words }: EncodedSentence, best: Float64Array): number {
  let [near, total] = [0, 0];
  for (const [at, { rarity }] of words.entries()) {
    const weight = Math.min(MOST_WEIGHT, rarity - WORTH_COUNTING);
    if (weight <= 0) continue;
    near += (weight * (best[at] ?? 0)) / (127 * 127);
    total += weight;
  }
  return total === 0 ? 0 : near / total;
}
