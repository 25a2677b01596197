import type { Features } from './features.ts';
import { type Present, sameTime } from './present.ts';

/** Rising feature numbers with their weights, of length one. */
export interface Vector {
  readonly keys: Uint32Array;
  readonly weights: Float64Array;
}

export interface StoryVectors {
  readonly language: string;
  readonly stems: Vector;
  readonly signs: Vector;
  readonly present: Present;
}

/** As if the window held this many articles more: two articles alone tell nothing about how rare a word is. */
const BACKGROUND = 30;
/*
 * Names and numbers say which event it is, other words which kind of event. Across languages they are nearly all that
 * is shared already.
 */
const TELLING_STEM = 2.6;
const TELLING_SIGN = 1.8;
/** What signs count beside stems, between articles of one language. */
const SIGNS_SHARE = 0.3;
/*
 * Where two articles become one story, by one language and by two. Chosen on ECB+ (496 reports, sibling events) and on
 * 114 documents in four languages each, one half confirming the other (DECISIONS).
 */
const SAME_LANGUAGE = 0.22;
const OTHER_LANGUAGE = 0.075;

/** TF-IDF vectors whose word statistics are the input's own. */
export function storyVectors(features: readonly Features[], background = BACKGROUND): StoryVectors[] {
  const stems = vectors(features, (feature) => feature.stems, background, TELLING_STEM);
  const signs = vectors(features, (feature) => feature.signs, background, TELLING_SIGN);
  return features.map(({ language, present }, index) => ({
    language,
    present,
    stems: stems[index] ?? EMPTY,
    signs: signs[index] ?? EMPTY,
  }));
}

const EMPTY: Vector = { keys: new Uint32Array(0), weights: new Float64Array(0) };

/** A feature of the input: how many articles have it, and its place among all features. */
interface Counted {
  articles: number;
  number: number;
}

const NOWHERE: Counted = { articles: 0, number: 0 };

function vectors(
  features: readonly Features[],
  of: (feature: Features) => ReadonlyMap<string, number>,
  background: number,
  telling: number,
): Vector[] {
  const seen = new Map<string, Counted>();
  const used = features.map((feature) =>
    Array.from(of(feature).keys(), (key) => {
      const counted = seen.get(key) ?? { articles: 0, number: 0 };
      if (counted.articles === 0) seen.set(key, counted);
      counted.articles += 1;
      return counted;
    }),
  );
  for (const [number, key] of [...seen.keys()].sort().entries()) {
    const counted = seen.get(key);
    if (counted !== undefined) counted.number = number;
  }
  const rarities = Float64Array.from({ length: features.length + 1 }, (_, articles) =>
    Math.log((features.length + background) / (articles + 0.5)),
  );
  return features.map((feature, index) => {
    const mine = used[index] ?? [];
    const keys = Uint32Array.from(mine, ({ number }) => number).sort();
    const weightOf = new Map<number, number>();
    let at = 0;
    for (const [key, times] of of(feature)) {
      const { articles, number } = mine[at++] ?? NOWHERE;
      const rarity = rarities[articles] ?? 0;
      weightOf.set(number, (1 + Math.log(times)) * rarity * (feature.telling.has(key) ? telling : 1));
    }
    const weights = Float64Array.from(keys, (key) => weightOf.get(key) ?? 0);
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return { keys, weights: weights.map((weight) => weight / length) };
  });
}

/**
 * How near one article is to others, each by its place, to being one story: 1 is the border, in one language as in two.
 */
export function storySimilarities(
  articles: readonly StoryVectors[],
): (index: number, others: Uint32Array) => Float64Array {
  const sizeOf = (of: (article: StoryVectors) => Vector) =>
    articles.reduce((size, article) => Math.max(size, (of(article).keys.at(-1) ?? -1) + 1), 0);
  const signs = new Float64Array(sizeOf((article) => article.signs));
  const stems = new Float64Array(sizeOf((article) => article.stems));
  return (index, others) => {
    const article = articles[index];
    if (article === undefined) return new Float64Array(others.length);
    spread(article.signs, signs, 1);
    spread(article.stems, stems, 1);
    const near = Float64Array.from(others, (at) => {
      const other = articles[at];
      if (other === undefined) return 0;
      const shared = dot(other.signs, signs);
      const time = sameTime(article.present, other.present);
      if (other.language !== article.language) return (time * shared) / OTHER_LANGUAGE;
      const mixed = SIGNS_SHARE * shared + (1 - SIGNS_SHARE) * dot(other.stems, stems);
      return (time * mixed) / SAME_LANGUAGE;
    });
    spread(article.signs, signs, 0);
    spread(article.stems, stems, 0);
    return near;
  };
}

/** Writes a vector's weights, times `factor`, to the places of its keys. */
function spread({ keys, weights }: Vector, places: Float64Array, factor: number): void {
  for (let i = 0; i < keys.length; i++) places[keys[i] ?? 0] = factor * (weights[i] ?? 0);
}

function dot({ keys, weights }: Vector, places: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < keys.length; i++) sum += (weights[i] ?? 0) * (places[keys[i] ?? 0] ?? 0);
  return sum;
}
