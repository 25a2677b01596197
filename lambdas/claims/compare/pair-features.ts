import { mayBeRounded } from '../numbers/quantities.ts';
import type { Side } from './align.ts';
import { CONTENT_FEATURES, contentFeatures } from './content-features.ts';
import { mayBeSame } from './days.ts';
import { isAcross, type Pair, type Read } from './pair.ts';
import { type StatementReading, sameName } from './statement-reading.ts';

/** Rarities at which words are counted apart: minus the logarithm of a word's probability. */
const RARITIES = [0, 7, 9, 11, 14, Number.POSITIVE_INFINITY] as const;

/** The features of one side, in the order of `sideFeatures`. */
const SIDE = [
  'coverage',
  'coverage, rare words twice',
  'share below .4',
  'share below .55',
  'share below .7',
  'tenth of the words',
  'quarter of the words',
  'widest gap',
  'three widest gaps',
  'longest gap',
  'all gaps',
  'gaps at names',
  'gaps elsewhere',
  ...RARITIES.slice(1).map((_, n) => `gaps of rarity ${n}`),
  'share of names missing',
  'numbers missing',
  'days missing',
] as const;

/** Names of the features, in the order of `pairFeatures`. */
export const PAIR_FEATURES: readonly string[] = [
  ...SIDE.map((name) => `A: ${name}`),
  ...SIDE.map((name) => `B: ${name}`),
  ...CONTENT_FEATURES.map((name) => `A: ${name}`),
  ...CONTENT_FEATURES.map((name) => `B: ${name}`),
  'cosine of the sentences',
  'least covered three',
  'length of A',
  'length of B',
  'ratio of lengths',
  'across languages',
  'polarity',
];

/** How much of A is in B, as numbers for the learned decision. */
export function pairFeatures(pair: Pair): number[] {
  const { a, b, alignment, cosine } = pair;
  const [lengthA, lengthB] = [alignment.a.best.length, alignment.b.best.length];
  return [
    ...sideFeatures(a, b.reading, alignment.a),
    ...sideFeatures(b, a.reading, alignment.b),
    ...contentFeatures(a, alignment.a),
    ...contentFeatures(b, alignment.b),
    cosine,
    mean([...alignment.a.best].sort((x, y) => x - y).slice(0, 3)),
    Math.log(1 + lengthA),
    Math.log(1 + lengthB),
    Math.log((1 + lengthA) / (1 + lengthB)),
    isAcross(pair) ? 1 : 0,
    Math.abs(a.reading.negations.length - b.reading.negations.length),
  ];
}

/** Cosines of words that say the same lie above, those of words of one subject around this. */
const RUN_BAR = 0.6;
/** Up from here a word counts as wholly covered. */
const COVERED = 0.8;
/** A name counts as found where its letters are, or a word so near in meaning. */
const NAME_BAR = 0.72;

function sideFeatures({ statement, reading }: Read, other: StatementReading, { best }: Side): number[] {
  const rarities = statement.encoded.words.map(({ rarity }) => rarity / 8);
  const weights = rarities.map((rarity) => Math.max(0.5, Math.min(16, rarity) - 4));
  const total = sum(weights) || 1;
  const squares = weights.map((weight) => weight * weight);
  const below = (bar: number) => sum(weights.filter((_, n) => (best[n] ?? 0) < bar)) / total;
  const gaps = weights.map((weight, n) => weight * (1 - (best[n] ?? 0)));
  const widest = [...gaps].sort((x, y) => y - x);
  const rising = [...best].sort((x, y) => x - y);
  const gapWhere = (test: (n: number) => boolean) =>
    Math.log1p(sum(best.map((near, n) => (test(n) ? Math.max(0, COVERED - near) : 0))));
  const open = best.map((near, n) => Math.max(0, COVERED - near) * Math.max(0, (rarities[n] ?? 0) - 5));
  const isName = (n: number) => reading.names[n] !== '';
  return [
    1 - sum(gaps) / total,
    sum(squares.map((square, n) => square * (best[n] ?? 0))) / (sum(squares) || 1),
    below(0.4),
    below(0.55),
    below(0.7),
    rising[Math.floor(rising.length * 0.1)] ?? 0,
    rising[Math.floor(rising.length * 0.25)] ?? 0,
    widest[0] ?? 0,
    mean(widest.slice(0, 3)),
    longestGap(weights, best),
    sum(gaps),
    Math.log1p(sum(open.filter((_, n) => isName(n)))),
    Math.log1p(sum(open.filter((_, n) => !isName(n)))),
    ...RARITIES.slice(1).map((to, at) =>
      gapWhere((n) => (rarities[n] ?? 0) >= (RARITIES[at] ?? 0) && (rarities[n] ?? 0) < to),
    ),
    namesMissing(reading, other, best),
    numbersMissing(reading, other).length,
    reading.days.filter((day) => !other.days.some((one) => mayBeSame(day, one))).length,
  ];
}

/** The run of words that is least covered: a clause that the other sentence does not have. */
function longestGap(weights: readonly number[], best: readonly number[]): number {
  let [run, longest] = [0, 0];
  for (const [n, weight] of weights.entries()) {
    run = Math.max(0, run + weight * (RUN_BAR - (best[n] ?? 0)));
    longest = Math.max(longest, run);
  }
  return longest;
}

function namesMissing(own: StatementReading, other: StatementReading, best: readonly number[]): number {
  const names = own.names.flatMap((name, n) => (name === '' ? [] : [{ name, near: best[n] ?? 0 }]));
  const missing = names.filter(
    ({ name, near }) => near < NAME_BAR && !other.names.some((one) => sameName(name, one)),
  );
  return missing.length / Math.max(1, names.length);
}

/** Counts of one sentence that the other has nowhere. */
export function numbersMissing(
  own: StatementReading,
  other: StatementReading,
): StatementReading['quantities'] {
  return own.quantities.filter(
    ({ value, kind }) => kind === 'count' && !other.quantities.some((one) => mayBeRounded(one.value, value)),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / Math.max(1, numbers.length);
}
