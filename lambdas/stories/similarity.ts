import type { EncodedSentence } from '../encoder/encode.ts';
import type { ArticleTime } from './article-time.ts';
import { centred } from './centred.ts';
import type { Features } from './features.ts';

/** Rising feature numbers with their weights, of length one. */
export interface Vector {
  readonly keys: Uint32Array;
  readonly weights: Float64Array;
}

export interface StoryVectors {
  readonly language: string;
  readonly stems: Vector;
  readonly signs: Vector;
  readonly present: ArticleTime;
  readonly opening: EncodedSentence | null;
  /** The opening's vector as openings are compared. */
  readonly centred: Int8Array | null;
}

/** As if the window held this many articles more: two articles alone tell nothing about how rare a word is. */
const BACKGROUND = 30;
/*
 * Names and numbers say which event it is, other words which kind of event. Across languages they are nearly all that
 * is shared already.
 */
const TELLING_STEM = 2.6;
const TELLING_SIGN = 1.8;
/** TF-IDF vectors whose word statistics are the input's own. */
export function storyVectors(features: readonly Features[], background = BACKGROUND): StoryVectors[] {
  const stems = vectors(features, (feature) => feature.stems, background, TELLING_STEM);
  const signs = vectors(features, (feature) => feature.signs, background, TELLING_SIGN);
  return features.map(({ language, present, opening }, index) => ({
    language,
    present,
    opening,
    centred: opening?.opening ? centred(opening.opening, language) : null,
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

/** Cosines of one article's words with those of others. */
export interface WordCosines {
  /** 0 between two languages, whose stems say nothing of each other. */
  readonly stems: Float64Array;
  readonly signs: Float64Array;
}

/** How alike the words of one article and of others are, each by its place, 0 … 1. */
export function wordCosines(
  articles: readonly StoryVectors[],
): (index: number, others: Uint32Array) => WordCosines {
  const sizeOf = (of: (article: StoryVectors) => Vector) =>
    articles.reduce((size, article) => Math.max(size, (of(article).keys.at(-1) ?? -1) + 1), 0);
  const signs = new Float64Array(sizeOf((article) => article.signs));
  const stems = new Float64Array(sizeOf((article) => article.stems));
  return (index, others) => {
    const article = articles[index];
    const cosines = { stems: new Float64Array(others.length), signs: new Float64Array(others.length) };
    if (article === undefined) return cosines;
    spread(article.signs, signs, 1);
    spread(article.stems, stems, 1);
    for (const [at, place] of others.entries()) {
      const other = articles[place];
      if (other === undefined) continue;
      cosines.signs[at] = dot(other.signs, signs);
      if (other.language === article.language) cosines.stems[at] = dot(other.stems, stems);
    }
    spread(article.signs, signs, 0);
    spread(article.stems, stems, 0);
    return cosines;
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
