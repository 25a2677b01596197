import { type StoryVectors, storySimilarity } from './similarity.ts';

/** A feature in more articles than this brings nobody together; it still counts once they met. */
const LONGEST_POSTING = 256;
const MOST_NEIGHBOURS = 64;
/** Pairs that are further apart than this share of the border are left out of the graph. */
const WORTH_KEEPING = 0.15;

export interface Near {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** Pairs that may be one story, through an inverted index over signs: near linear in the number of articles. */
export function nearPairs(articles: readonly StoryVectors[]): Near[] {
  const postings = new Map<number, number[]>();
  for (const [index, { signs }] of articles.entries()) {
    for (const key of signs.keys) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [index]);
      else if (list.length <= LONGEST_POSTING) list.push(index);
    }
  }
  const weightOf = articles.map(({ signs }) => signs.weights);
  const near: Near[] = [];
  const seen = new Set<number>();
  for (const [index, article] of articles.entries()) {
    for (const other of closest(index, article, postings, weightOf)) {
      const [a, b] = index < other ? [index, other] : [other, index];
      if (seen.has(a * articles.length + b)) continue;
      seen.add(a * articles.length + b);
      const left = articles[a];
      const right = articles[b];
      if (left === undefined || right === undefined) continue;
      const similarity = storySimilarity(left, right);
      if (similarity >= WORTH_KEEPING) near.push({ a, b, similarity });
    }
  }
  return near;
}

function closest(
  index: number,
  article: StoryVectors,
  postings: ReadonlyMap<number, readonly number[]>,
  weightOf: readonly Float64Array[],
): number[] {
  const met = new Map<number, number>();
  for (const [at, key] of article.signs.keys.entries()) {
    const list = postings.get(key) ?? [];
    if (list.length < 2 || list.length > LONGEST_POSTING) continue;
    const weight = weightOf[index]?.[at] ?? 0;
    for (const other of list) if (other !== index) met.set(other, (met.get(other) ?? 0) + weight);
  }
  const ranked = [...met].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked.slice(0, MOST_NEIGHBOURS).map(([other]) => other);
}
