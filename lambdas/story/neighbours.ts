import { type StoryVectors, storySimilarities } from './similarity.ts';

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
  const neighbours = closest(articles);
  const measure = storySimilarities(articles);
  const near: Near[] = [];
  for (const index of articles.keys()) {
    // A pair that both sides name is taken from the lower one.
    const others = (neighbours[index] ?? new Uint32Array(0)).filter(
      (other) => other > index || !(neighbours[other]?.includes(index) ?? false),
    );
    for (const [at, similarity] of measure(index, others).entries()) {
      const other = others[at] ?? 0;
      if (similarity < WORTH_KEEPING) continue;
      near.push({ a: Math.min(index, other), b: Math.max(index, other), similarity });
    }
  }
  return near;
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
  if (others.length <= MOST_NEIGHBOURS) return others;
  const weights = new Float64Array(others.length);
  for (let i = 0; i < others.length; i++) weights[i] = weightOf[others[i] ?? 0] ?? 0;
  const least = greatest(weights, MOST_NEIGHBOURS);
  return others
    .filter((other) => (weightOf[other] ?? 0) >= least)
    .sort((a, b) => (weightOf[b] ?? 0) - (weightOf[a] ?? 0) || a - b)
    .subarray(0, MOST_NEIGHBOURS);
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
