import { nearestVectors } from '../encoder/nearest.ts';
import { crowdingOf, pairSigns, type SignedPair } from './pair-signs.ts';
import { nearnessOf } from './same-story.ts';
import type { StoryVectors } from './similarity.ts';

/** A feature in more articles than this brings nobody together; it still counts once they met. */
const LONGEST_POSTING = 256;
/** Others that an article is compared with: those that share most words with it, and those that open most like it. */
const MOST_BY_WORDS = 48;
const MOST_BY_OPENING = 24;
/** Pairs that are further apart than this share of the border are left out of the graph. */
const WORTH_KEEPING = 0.02;

export interface Near {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

export interface Nearness {
  readonly pairs: readonly Near[];
  /** For each article how near the farthest is that it was compared with; 0 where there was room for more. */
  readonly floors: Float64Array;
}

/**
 * Pairs that may be one story, through an inverted index over signs and one over the vectors of openings: near linear in
 * the number of articles.
 */
export function nearPairs(articles: readonly StoryVectors[]): Nearness {
  const { candidates, signsOf, byWords } = compare(articles);
  const pairs: Near[] = [];
  const floors = Float64Array.from(byWords, (own) =>
    own.size < MOST_BY_WORDS ? 0 : Number.POSITIVE_INFINITY,
  );
  const lower = (index: number, other: number, similarity: number) => {
    if (byWords[index]?.has(other) && similarity < (floors[index] ?? 0)) floors[index] = similarity;
  };
  for (const [index, others] of candidates.entries()) {
    for (const [at, pair] of signsOf(index, others).entries()) {
      const [other, similarity] = [others[at] ?? 0, nearnessOf(pair)];
      lower(index, other, similarity);
      lower(other, index, similarity);
      if (similarity >= WORTH_KEEPING)
        pairs.push({ a: Math.min(index, other), b: Math.max(index, other), similarity });
    }
  }
  return { pairs, floors };
}

export interface Comparison {
  /** For each article the others that it is worth comparing with; a pair that both name stands with the lower one. */
  readonly candidates: readonly Uint32Array[];
  readonly signsOf: (index: number, others: Uint32Array) => readonly SignedPair[];
  /** For each article the others that share most of its words. */
  readonly byWords: readonly ReadonlySet<number>[];
}

export function compare(articles: readonly StoryVectors[]): Comparison {
  const byWords = closest(articles).map((others) => new Set(others));
  const byOpening = nearestVectors(
    articles.map(({ centred }) => centred),
    MOST_BY_OPENING,
  );
  const neighbours = byWords.map((others, index) => new Set([...others, ...(byOpening[index] ?? [])]));
  return {
    candidates: neighbours.map((own, index) =>
      Uint32Array.from(own).filter((other) => other > index || !(neighbours[other]?.has(index) ?? false)),
    ),
    byWords,
    signsOf: pairSigns(articles, crowdingOf(articles, byOpening)),
  };
}

/** For each article the others that share the most weight of its signs; ties go to the lower index. */
function closest(articles: readonly StoryVectors[]): Uint32Array[] {
  const { starts, members } = postingsOf(articles);
  const weightOf = new Float64Array(articles.length);
  const met = new Uint32Array(articles.length);
  return articles.map(({ signs }, index) => {
    let count = 0;
    for (let at = 0; at < signs.keys.length; at++) {
      const key = signs.keys[at] ?? 0;
      const [start, end] = [starts[key] ?? 0, starts[key + 1] ?? 0];
      if (end - start < 2 || end - start > LONGEST_POSTING) continue;
      const weight = signs.weights[at] ?? 0;
      for (let i = start; i < end; i++) {
        const other = members[i] ?? 0;
        if (weightOf[other] === 0) met[count++] = other;
        weightOf[other] = (weightOf[other] ?? 0) + weight;
      }
    }
    const others = met.slice(0, count).filter((other) => other !== index);
    const nearest = heaviest(others, weightOf);
    for (let i = 0; i < count; i++) weightOf[met[i] ?? 0] = 0;
    return nearest;
  });
}

function heaviest(others: Uint32Array, weightOf: Float64Array): Uint32Array {
  if (others.length <= MOST_BY_WORDS) return others;
  const weights = new Float64Array(others.length);
  for (let i = 0; i < others.length; i++) weights[i] = weightOf[others[i] ?? 0] ?? 0;
  const least = greatest(weights, MOST_BY_WORDS);
  return others
    .filter((other) => (weightOf[other] ?? 0) >= least)
    .sort((a, b) => (weightOf[b] ?? 0) - (weightOf[a] ?? 0) || a - b)
    .subarray(0, MOST_BY_WORDS);
}

/** The value at place `rank` (1 is the greatest), by quickselect; puts `values` in disorder. */
function greatest(values: Float64Array, rank: number): number {
  let [low, high] = [0, values.length - 1];
  const wanted = rank - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] ?? 0) > pivot) i++;
      while ((values[j] ?? 0) < pivot) j--;
      if (i > j) break;
      const moved = values[i] ?? 0;
      values[i++] = values[j] ?? 0;
      values[j--] = moved;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted] ?? 0;
}

/** Which articles have each sign: those of `key` stand from `starts[key]` to `starts[key + 1]`. */
function postingsOf(articles: readonly StoryVectors[]): { starts: Uint32Array; members: Uint32Array } {
  let size = 0;
  for (const { signs } of articles) size = Math.max(size, (signs.keys.at(-1) ?? -1) + 1);
  const starts = new Uint32Array(size + 1);
  for (const { signs } of articles) {
    for (const key of signs.keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  }
  for (let key = 0; key < size; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice();
  const members = new Uint32Array(starts[size] ?? 0);
  for (const [index, { signs }] of articles.entries()) {
    for (const key of signs.keys) {
      const at = next[key] ?? 0;
      members[at] = index;
      next[key] = at + 1;
    }
  }
  return { starts, members };
}
