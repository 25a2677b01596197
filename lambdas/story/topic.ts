import type { Topic } from '../types.ts';
import { type Features, featureReader, lexicon } from './features.ts';
import { storySimilarities, storyVectors } from './similarity.ts';
import { words } from './words.ts';

/** Below this an article is about something else. */
export const ON_TOPIC = 0.3;
/**
 * What a likeness of 1 (the border of one story) is worth: an article half as near as that to the topic is on it.
 * Measured on ECB+, three articles' first sentences as seeds, held-out half: F1 .97 from .44 to .60.
 */
const LIKENESS = 0.6;

/**
 * How near each article is to the topic, 0 … 1: its likeness to the title and seeds taken as one text, by the window's
 * own word statistics, and the share of the topic's names that it has (in any script). A full share counts for half.
 * `language` is the one that the operator wrote the topic in.
 */
export function closenessTo(topic: Topic, language: string, articles: readonly Features[]): number[] {
  const text = [topic.title, ...topic.names, ...topic.seeds].join('\n');
  const told = featureReader()({ text, title: null, language });
  const measure = storySimilarities(storyVectors([...articles, told]));
  const likeness = measure(articles.length, Uint32Array.from(articles.keys()));
  const names = namesOf(topic, language);
  return articles.map((article, at) => {
    const like = Math.min(1, LIKENESS * (likeness[at] ?? 0));
    const nearness = names.length === 0 ? like : Math.max(like, (like + shareOf(names, article)) / 2);
    return Math.round(nearness * 1000) / 1000;
  });
}

type Name = readonly ReadonlySet<string>[];

function namesOf(topic: Topic, language: string): readonly Name[] {
  const known = lexicon(language);
  return topic.names.map((name) =>
    words(name).map((word) => {
      const stem = known.stem(word);
      return new Set([known.skeleton(stem), ...known.concepts(stem).map((concept) => `=${concept}`)]);
    }),
  );
}

/** A name counts when most of its words are there. */
function shareOf(names: readonly Name[], article: Features): number {
  const named = names.filter((name) => {
    const present = name.filter((forms) => [...forms].some((form) => article.signs.has(form))).length;
    return present * 2 > name.length;
  });
  return named.length / names.length;
}
