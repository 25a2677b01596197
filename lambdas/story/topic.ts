import type { Topic } from '../types.ts';
import { type Features, featureReader, lexicon } from './features.ts';
import { storySimilarities, storyVectors } from './similarity.ts';
import { words } from './words.ts';

/** Below this an article is about something else. */
export const ON_TOPIC = 0.3;
/*
 * Chosen on ECB+, three articles' titles and first sentences as seeds, in windows of 12 to 490 articles of which few or
 * most are on the topic; each half of the events confirmed the other (DECISIONS).
 */
/** What a likeness of 1 (the border of one story) is worth. */
const LIKENESS = 0.67;
/** As if the window held this many articles more, so that a small window, or one that is all topic, measures alike. */
const BACKGROUND = 500;
/** The articles nearest to the seeds speak for the topic too: at most so many, each at least this share as near as the first. */
const MOST_SPEAKERS = 5;
const NEARLY_AS_NEAR = 0.6;
/** An article that is itself less near than this speaks with less weight: where nothing is on the topic, nobody does. */
const SURE = 0.8;

/**
 * How near each article is to the topic, 0 … 1: its likeness to the title and seeds taken as one text and to the articles
 * nearest to them, by the window's own word statistics, and the share of the topic's names that it has (in any script). A full share counts for half.
 * `language` is the one that the operator wrote the topic in.
 */
export function closenessTo(topic: Topic, language: string, articles: readonly Features[]): number[] {
  const text = [topic.title, ...topic.names, ...topic.seeds].join('\n');
  const told = featureReader()({ text, title: null, language });
  const measure = storySimilarities(storyVectors([...articles, told], BACKGROUND));
  const all = Uint32Array.from(articles.keys());
  const likeness = withSpeakers(measure(articles.length, all), (speaker) => measure(speaker, all));
  const names = namesOf(topic, language);
  return articles.map((article, at) => {
    const like = Math.min(1, LIKENESS * (likeness[at] ?? 0));
    const nearness = names.length === 0 ? like : Math.max(like, (like + shareOf(names, article)) / 2);
    return Math.round(nearness * 1000) / 1000;
  });
}

/** Half the likeness to the seeds, half that to the articles nearest to them (an article does not speak for itself). */
function withSpeakers(toSeeds: Float64Array, toArticle: (index: number) => Float64Array): readonly number[] {
  const ranked = [...toSeeds.keys()].sort((a, b) => (toSeeds[b] ?? 0) - (toSeeds[a] ?? 0) || a - b);
  const nearest = toSeeds[ranked[0] ?? 0] ?? 0;
  const speakers = ranked
    .slice(0, MOST_SPEAKERS)
    .filter((index) => (toSeeds[index] ?? 0) >= NEARLY_AS_NEAR * nearest)
    .map((index) => ({
      index,
      weight: Math.min(1, (toSeeds[index] ?? 0) / SURE),
      likeness: toArticle(index),
    }));
  return Array.from(toSeeds, (own, at) => {
    const others = speakers.filter(({ index }) => index !== at);
    const sum = others.reduce((total, { weight, likeness }) => total + weight * (likeness[at] ?? 0), 0);
    return others.length === 0 ? own : (own + sum / others.length) / 2;
  });
}

type Name = readonly ReadonlySet<string>[];

function namesOf(topic: Topic, language: string): readonly Name[] {
  const known = lexicon(language);
  return topic.names.map((name) =>
    words(name).map((word) => {
      const stem = known.stem(word);
      return new Set([known.skeleton(stem)]);
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
