import type { Topic } from '../types.ts';
import { type Features, featureReader, lexicon } from './features.ts';
import { words } from './words.ts';

/** Words of the topic's title, names and seeds, each with the number of these parts that have it. */
export interface TopicModel {
  readonly weights: ReadonlyMap<string, number>;
  readonly names: readonly (readonly ReadonlySet<string>[])[];
}

/** Below this an article is about something else. */
export const ON_TOPIC = 0.3;

/** Reads the operator's topic once; it is written in `language` (the edition's first). */
export function topicModel(topic: Topic, language: string): TopicModel {
  const read = featureReader();
  const parts = [topic.title, topic.names.join('\n'), ...topic.seeds];
  const weights = new Map<string, number>();
  for (const text of parts) {
    const { signs } = read({ text, title: null, language });
    for (const sign of signs.keys()) weights.set(sign, (weights.get(sign) ?? 0) + 1);
  }
  const known = lexicon(language);
  const names = topic.names.map((name) =>
    words(name).map((word) => {
      const stem = known.stem(word);
      return new Set([known.skeleton(stem), ...known.concepts(stem).map((concept) => `=${concept}`)]);
    }),
  );
  return { weights, names };
}

/**
 * 0 … 1: how much of the topic the article has. Half is the share of its names (a name counts when most of its words
 * are there, in any script), half the share of its other vocabulary. Independent of what else is in the window.
 */
export function closeness(model: TopicModel, article: Features): number {
  const named = model.names.filter((name) => {
    const present = name.filter((forms) => [...forms].some((form) => article.signs.has(form))).length;
    return present * 2 > name.length;
  }).length;
  let met = 0;
  let all = 0;
  for (const [sign, weight] of model.weights) {
    all += weight;
    if (article.signs.has(sign)) met += weight;
  }
  const names = model.names.length === 0 ? null : named / model.names.length;
  const vocabulary = all === 0 ? 1 : Math.min(1, (2 * met) / all);
  const nearness = names === null ? vocabulary : (names + vocabulary) / 2;
  return Math.round(nearness * 1000) / 1000;
}
