import type { EncodedSentence } from '../encoder/encode.ts';
import { openingText } from '../encoder/opening.ts';
import { words } from '../language/words.ts';
import type { Topic } from '../types.ts';
import { sameTime } from './article-time.ts';
import { type Features, featureReader, lexicon } from './features.ts';
import { openingCosine } from './pair-signs.ts';
import { type StoryVectors, storyVectors, wordCosines } from './similarity.ts';

/** Below this an article is about something else. */
export const ON_TOPIC = 0.3;
/*
 * All below was chosen on ECB+, three articles' titles and first sentences as seeds, in windows of 12 to 490 articles of which few or
 * most are on the topic; each half of the events confirmed the other (DECISIONS).
 */
/** What a full cosine counts for, of words and of openings, in one language and across languages. */
const BY_WORDS = { stems: 0.76, signs: 0.33 };
const BY_OPENING = 0.57;
const ACROSS = { opening: 0.9, signs: 3 };
/** Without vectors: words of one language, and names and numbers across languages. */
const WORDS_ALONE = { stems: 2.1, signs: 0.91, across: 8.9 };
/** As if the window held this many articles more, so that a small window, or one that is all topic, measures alike. */
const BACKGROUND = 500;
/** The articles nearest to the seeds speak for the topic too: at most so many, each at least this share as near as the first. */
const MOST_SPEAKERS = 5;
const NEARLY_AS_NEAR = 0.6;
/** An article that is itself less near than this speaks with less weight: where nothing is on the topic, nobody does. */
const SURE = 0.8;

/** Title and seeds of a topic: what wants vectors, for articles of other languages to be measured by. */
export function topicTexts({ title, seeds }: Topic): readonly string[] {
  return [...new Set([title, ...seeds].map((text) => openingText(null, text)))];
}

/**
 * How near each article is to the topic, 0 … 1: its likeness to the title and seeds (by words, all taken as one text; by vectors, the
 * nearest) and to the articles nearest to them, by the window's own word statistics, and the share of the topic's names that it
 * has (in any script). A full share counts for half. `language` is the one that the operator wrote the topic in.
 */
export function closenessTo(
  topic: Topic,
  language: string,
  articles: readonly Features[],
  vectorsOf: (text: string) => EncodedSentence | null = () => null,
): number[] {
  const read = featureReader();
  const text = [topic.title, ...topic.names, ...topic.seeds].join('\n');
  const topicFeatures = read({ text, title: null, language });
  const seeds = topicTexts(topic).map((seed) =>
    read({ text: seed, title: null, language, opening: vectorsOf(seed) }),
  );
  const all = storyVectors([...articles, topicFeatures], BACKGROUND);
  const [window, whole] = [all.slice(0, -1), all.slice(-1)];
  const others = Uint32Array.from(window.keys());
  const cosines = wordCosines(all);
  const likenessTo = (index: number, openings: readonly StoryVectors[]): Float64Array => {
    const { stems, signs } = cosines(index, others);
    const measured = all[index] ?? whole[0];
    return Float64Array.from(window, (article, at) => {
      if (measured === undefined) return 0;
      const time = sameTime(article.present, measured.present);
      const near = nearestOpening(article, openings);
      return likenessOf(article.language === measured.language, near, {
        stems: time * (stems[at] ?? 0),
        signs: time * (signs[at] ?? 0),
      });
    });
  };
  const likeness = withSpeakers(likenessTo(window.length, storyVectors(seeds)), (speaker) =>
    likenessTo(speaker, window.slice(speaker, speaker + 1)),
  );
  const names = namesOf(topic, language);
  return articles.map((article, at) => {
    const like = Math.max(0, Math.min(1, likeness[at] ?? 0));
    const nearness = names.length === 0 ? like : Math.max(like, (like + shareOf(names, article)) / 2);
    return Math.round(nearness * 1000) / 1000;
  });
}

/** The cosine with the nearest of these openings; null where nothing has a vector. */
function nearestOpening(article: StoryVectors, openings: readonly StoryVectors[]): number | null {
  const near = openings.flatMap((one) =>
    one.centred && article.centred ? [Math.max(0, openingCosine(article, one))] : [],
  );
  return near.length === 0 ? null : near.reduce((most, one) => Math.max(most, one), 0);
}

function likenessOf(
  isOneLanguage: boolean,
  opening: number | null,
  { stems, signs }: { readonly stems: number; readonly signs: number },
): number {
  if (opening === null)
    return isOneLanguage ? WORDS_ALONE.stems * stems + WORDS_ALONE.signs * signs : WORDS_ALONE.across * signs;
  if (!isOneLanguage) return ACROSS.opening * opening + ACROSS.signs * signs;
  return BY_WORDS.stems * stems + BY_WORDS.signs * signs + BY_OPENING * opening;
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
