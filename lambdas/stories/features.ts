import type { EncodedSentence } from '../encoder/encode.ts';
import stopwords from '../language/data/stopwords.json' with { type: 'json' };
import { skeleton } from '../language/skeleton.ts';
import { stemmerFor } from '../language/stems.ts';
import { fold, words } from '../language/words.ts';
import { type ArticleTime, articleTimeOf } from './article-time.ts';

/** What a text is about, countable: stems of its own language, and signs that cross languages. */
export interface Features {
  readonly language: string;
  /** Stem → times used, own language only. */
  readonly stems: ReadonlyMap<string, number>;
  /** Consonant skeletons and numbers → times used: comparable across languages. */
  readonly signs: ReadonlyMap<string, number>;
  /** Names (capitalised inside a sentence) and numbers, as stems and signs: which event, not which kind. */
  readonly telling: ReadonlySet<string>;
  readonly present: ArticleTime;
  /** Title and first sentences, encoded; null where there is no vector. */
  readonly opening: EncodedSentence | null;
}

export interface FeatureInput {
  readonly text: string;
  readonly title: string | null;
  readonly language: string;
  /** ISO day or instant, the outlet's own. */
  readonly published?: string | null;
  readonly opening?: EncodedSentence | null;
}

/** A title's words count this often: it says what the piece is about. */
const TITLE_WEIGHT = 2;
/** Only the opening is read: news puts the event first, and time stays bounded for a book. */
const MOST_WORDS = 1200;

const STOP = new Map(
  Object.entries(stopwords).map(([language, list]) => [language, new Set(words(list))] as const),
);

const WORD = /\p{L}[\p{L}\p{M}]*|\p{N}+(?:[.,]\p{N}+)*/gu;

/** Words by language, with caches that live as long as one grouping. */
export function featureReader(lexiconOf = lexicons()): (input: FeatureInput) => Features {
  return (input) => read(input, lexiconOf(input.language));
}

/** Each language's lexicon, made once. */
export function lexicons(): (language: string) => Lexicon {
  const made = new Map<string, Lexicon>();
  return (language) => {
    const found = made.get(language) ?? lexicon(language);
    made.set(language, found);
    return found;
  };
}

export interface Lexicon {
  isStop(word: string): boolean;
  stem(word: string): string;
  skeleton(stem: string): string;
  /** A word or number as it stands in a text; null when it says nothing. */
  entry(raw: string): Entry | null;
}

interface Entry {
  readonly stem: string;
  /** Comparable across languages; a number is its own sign. */
  readonly sign: string;
  readonly number: boolean;
  readonly upper: boolean;
}

/** One language's stop words, stems and skeletons. */
export function lexicon(language: string): Lexicon {
  const stop = STOP.get(language) ?? new Set<string>();
  const stem = stemmerFor(language);
  const skeletons = new Map<string, string>();
  const entries = new Map<string, Entry | null>();
  const own: Lexicon = {
    isStop: (word) => stop.has(word),
    stem,
    skeleton: (stemmed) => {
      const made = skeletons.get(stemmed) ?? skeleton(stemmed);
      skeletons.set(stemmed, made);
      return made;
    },
    entry: (raw) => {
      let found = entries.get(raw);
      if (found === undefined) {
        found = entryOf(raw, own);
        entries.set(raw, found);
      }
      return found;
    },
  };
  return own;
}

function entryOf(raw: string, language: Lexicon): Entry | null {
  const word = fold(raw);
  if (/^\p{N}/u.test(word)) {
    const number = numeral(word);
    return number === '' ? null : { stem: number, sign: number, number: true, upper: false };
  }
  if (language.isStop(word) || word.length < 2) return null;
  const stem = language.stem(word);
  return { stem, sign: language.skeleton(stem), number: false, upper: /^\p{Lu}/u.test(raw) };
}

function read(input: FeatureInput, language: Lexicon): Features {
  const stems = new Map<string, number>();
  const signs = new Map<string, number>();
  const telling = new Set<string>();
  const add = (into: Map<string, number>, key: string, times: number) => {
    into.set(key, (into.get(key) ?? 0) + times);
  };
  const count = (text: string, times: number) => {
    let fresh = true;
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      const gap = text.slice(end, match.index);
      fresh = end === 0 || /[.!?…:"“”«»\n]/.test(gap);
      end = match.index + match[0].length;
      const entry = language.entry(match[0]);
      if (entry === null) continue;
      const { stem, sign, number } = entry;
      add(stems, stem, times);
      if (number) {
        add(signs, sign, times);
        telling.add(sign);
        continue;
      }
      const capital = !fresh && entry.upper;
      if (sign.length >= 3 || capital) add(signs, sign, times);
      if (capital) {
        telling.add(stem);
        telling.add(sign);
      }
    }
  };
  if (input.title !== null) count(input.title, TITLE_WEIGHT);
  count(opening(input.text), 1);
  const present = articleTimeOf(opening(input.text), input.published ?? null, input.language);
  return { language: input.language, stems, signs, telling, present, opening: input.opening ?? null };
}

function opening(text: string): string {
  return text.slice(0, MOST_WORDS * 8);
}

/** `#` and the digits without separators; single digits say too little alone. */
export function numeral(word: string): string {
  const digits = word.replace(/[.,](?=\p{N}{3}(?!\p{N}))/gu, '');
  return digits.length < 2 ? '' : `#${digits}`;
}
