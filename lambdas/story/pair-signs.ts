import type { EncodedSentence } from '../encoder/encode.ts';
import { cosine, SENTENCE_WIDTH, WORD_WIDTH } from '../encoder/projection.ts';
import { sameTime } from './present.ts';
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
      const words = [stems[at] ?? 0, signs[at] ?? 0, 1 - sameTime(article.present, other.present)];
      if (!article.opening || !other.opening)
        return { kind: isOne ? 'one language, words only' : 'across languages, words only', signs: words };
      const near = openingCosine(article, other);
      const crowd = ((crowding[index] ?? 0) + (crowding[place] ?? 0)) / 2;
      if (isOne) return { kind: 'one language', signs: [...words, near, crowd] };
      const [there, back] = [
        coverage(article.opening, other.opening),
        coverage(other.opening, article.opening),
      ];
      return {
        kind: 'across languages',
        signs: [...words, near, crowd, Math.min(there, back), Math.max(there, back)],
      };
    });
  };
}

export function openingCosine(a: StoryVectors, b: StoryVectors): number {
  return a.centred && b.centred ? cosine(a.centred, 0, b.centred, 0, SENTENCE_WIDTH) : 0;
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

/** How well the words of one opening are covered by some word of the other, 0 … 1; rare ones count more. */
function coverage(a: EncodedSentence, b: EncodedSentence): number {
  let [near, total] = [0, 0];
  for (const [i, { rarity }] of a.words.entries()) {
    const weight = Math.min(MOST_WEIGHT, rarity - WORTH_COUNTING);
    if (weight <= 0) continue;
    let best = 0;
    for (let j = 0; j < b.words.length; j += 1) {
      const one = cosine(a.vectors, i * WORD_WIDTH, b.vectors, j * WORD_WIDTH, WORD_WIDTH);
      if (one > best) best = one;
    }
    near += weight * best;
    total += weight;
  }
  return total === 0 ? 0 : near / total;
}
