import { findDate } from '../metadata/dates.ts';
import { once } from '../once.ts';
import stopwords from '../rules/stopwords.json' with { type: 'json' };
import { classify, isFurniture, isStop } from './classify.ts';
import { characterCounts } from './letters.ts';
import { anywhere } from './phrases.ts';
import { endsSentence, wordCount } from './sentences.ts';

/** What a learned reader sees of one piece of text by itself, wherever it stands. */
export interface TextFeatures {
  readonly words: number;
  readonly letters: number;
  readonly isSentence: boolean;
  /** A whole sentence of six words or more. */
  readonly isProse: boolean;
  readonly isStop: boolean;
  /** For equality of two texts: letters and digits only. */
  readonly key: string;
  /** In the order of `TEXT_FEATURES`. */
  readonly values: readonly number[];
}

export const TEXT_FEATURES = [
  'words',
  'letters',
  'isSentence',
  'isCutOff',
  'capitals',
  'digits',
  'commas',
  'startsSmall',
  'divider',
  'colon',
  'shouted',
  'promotion',
  'boilerplate',
  'metadata',
  'caption',
  'embed',
  'contributors',
  'stop',
  'furniture',
  'date',
  'wordLength',
  'address',
  'stops',
  'smallWords',
  'speaksToYou',
  'wall',
] as const;

const CUT_OFF = /(?:\.{3}|…|\[\.\.\.\]|\[…\])["”’»)]?$/u;
const LONG_TEXT = 2000;
const SAMPLE = 600;
const speaksToYou = anywhere('addresses');
const wallWords = anywhere('walls');
const smallWords = once(
  (): ReadonlySet<string> => new Set(Object.values(stopwords).flatMap((words) => words.split(' '))),
);

export function textFeatures(text: string): TextFeatures {
  const words = wordCount(text);
  const sample = text.slice(0, SAMPLE);
  const tokens = sample.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const many = Math.max(1, tokens.length);
  const isSentence = endsSentence(text) && !CUT_OFF.test(text);
  const role = classify(text);
  const { letters, capitals: large, digits } = characterCounts(sample);
  const stop = isStop(text);
  const capitals = tokens.filter(isCapitalised).length;
  const small = tokens.filter((word) => smallWords().has(word.toLowerCase())).length;
  return {
    words,
    letters: text.length,
    isSentence,
    isProse: isSentence && words >= 6,
    isStop: stop,
    key: keyOf(text),
    values: [
      Math.log1p(words),
      Math.log1p(text.length),
      flag(isSentence),
      flag(CUT_OFF.test(text)),
      capitals / many,
      digits / Math.max(1, sample.length),
      (sample.match(/[,،、，;]/gu)?.length ?? 0) / many,
      flag(/^\p{Ll}/u.test(text)),
      flag(/[|»›•·]/.test(sample)),
      flag(/[:：]$/.test(text)),
      letters > 3 ? large / letters : 0,
      flag(role === 'promotion'),
      flag(role === 'boilerplate'),
      flag(role === 'metadata'),
      flag(role === 'caption'),
      flag(role === 'embed'),
      flag(role === 'contributors'),
      flag(stop),
      flag(isFurniture(text)),
      flag(words <= 30 && findDate(text) !== null),
      letters / many,
      flag(/https?:\/\/|www\.|@\w/.test(text)),
      text.length > LONG_TEXT ? 9 : (text.match(/[.!?。！？]["”’»)]?(?=\s+\p{Lu}|$)/gu)?.length ?? 0),
      small / many,
      speaksToYou(sample).length / many,
      flag(wallWords(sample).length > 0),
    ],
  };
}

function isCapitalised(word: string): boolean {
  const sign = word[0] ?? '';
  return sign <= '\x7f' ? sign >= 'A' && sign <= 'Z' : /^\p{Lu}/u.test(word);
}

export function flag(value: boolean): number {
  return value ? 1 : 0;
}

export function keyOf(text: string): string {
  return text
    .slice(0, 400)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Words of four letters or more at the beginning of a text, in small letters: what it shares of them with a title tells whether it is that title. */
export function longWords(text: string): readonly string[] {
  return (
    text
      .slice(0, 600)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{4,}/gu) ?? []
  );
}
