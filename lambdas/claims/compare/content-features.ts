import type { Side } from './align.ts';
import type { Read } from './pair.ts';

/** The features of one side, in the order of `contentFeatures`: of words that are no names, and of verbs among them. */
export const CONTENT_FEATURES = [
  'least covered word',
  'two least covered words',
  'three least covered words',
  'coverage of words',
  'quarter of words',
  'share of words below .5',
  'share of words below .65',
  'gaps at words',
  'least covered verb',
  'two least covered verbs',
  'coverage of verbs',
  'verbs below .5',
  'verbs below .65',
  'gaps at verbs',
] as const;

/** In eighths. */
const [WORD_RARITY, VERB_RARITY] = [60, 48];
const VERB = 0.5;
/** Up from here a word counts as wholly covered. */
const COVERED = 0.8;
/** Of a sentence without such words. */
const UNKNOWN = 0.7;

/**
 * How well the deeds and things of a sentence are covered, names apart: two sentences about the same people share all names,
 * whatever these do.
 */
export function contentFeatures({ statement, reading }: Read, { best }: Side): number[] {
  const plain = statement.encoded.words.flatMap(({ rarity }, n) =>
    reading.names[n] === '' ? [{ rarity, near: best[n] ?? 0, verb: reading.verbs[n] ?? 0 }] : [],
  );
  const words = rising(plain.filter(({ rarity }) => rarity >= WORD_RARITY));
  const verbs = rising(plain.filter(({ rarity, verb }) => rarity > VERB_RARITY && verb > VERB));
  const open = (near: number) => Math.max(0, COVERED - near);
  return [
    words[0] ?? UNKNOWN,
    mean(words.slice(0, 2)),
    mean(words.slice(0, 3)),
    mean(words),
    words[Math.floor((words.length - 1) / 4)] ?? UNKNOWN,
    below(words, 0.5) / Math.max(1, words.length),
    below(words, 0.65) / Math.max(1, words.length),
    words.reduce((sum, near) => sum + open(near), 0),
    verbs[0] ?? UNKNOWN,
    mean(verbs.slice(0, 2)),
    mean(verbs),
    below(verbs, 0.5),
    below(verbs, 0.65),
    plain.reduce((sum, { near, verb }) => sum + verb * open(near), 0),
  ];
}

function rising(words: readonly { readonly near: number }[]): readonly number[] {
  return words.map(({ near }) => near).sort((a, b) => a - b);
}

function below(words: readonly number[], bar: number): number {
  return words.filter((near) => near < bar).length;
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? UNKNOWN : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
