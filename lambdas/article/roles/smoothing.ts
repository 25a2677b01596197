/** Pieces of a text in order, with what a first look made of each. */
export interface FirstLook {
  /** Probability that the piece belongs to the article. */
  readonly odds: readonly number[];
  readonly words: readonly number[];
  /** For each kind of neighbourhood, which pieces are in one: equal numbers. */
  readonly groups: readonly (readonly number[])[];
}

export const SMOOTHING_FEATURES: readonly string[] = [
  'first',
  'first-1',
  'first+1',
  'first-2',
  'first+2',
  'first-3',
  'first+3',
  'near4Before',
  'near4After',
  'near12Before',
  'near12After',
  'wordsBefore',
  'wordsAfter',
  'wordsInAll',
  'sinceSure',
  'untilSure',
  'mostBefore',
  'mostAfter',
  'bridge',
];
export const groupFeatures = (groups: readonly string[]): readonly string[] =>
  groups.flatMap((group) => [`${group}First`, `${group}Others`, `${group}Count`]);

const SURE = 0.7;
const FAR = 40;

/** What the first look at the others says about each piece, in the order of `SMOOTHING_FEATURES`, then of each group. Linear. */
export function smoothingRows({ odds, words, groups }: FirstLook): readonly (readonly number[])[] {
  const count = odds.length;
  const bodyWords = odds.map((p, index) => p * (words[index] ?? 0));
  const sums = running(bodyWords);
  const sizes = running(words);
  const all = sums[count] ?? 0;
  const between = (from: number, to: number): number => {
    const [start, end] = [Math.max(0, from), Math.min(count, to)];
    if (end <= start) return -0.1;
    return ((sums[end] ?? 0) - (sums[start] ?? 0)) / (1 + (sizes[end] ?? 0) - (sizes[start] ?? 0));
  };
  const since = distances(odds, 1);
  const until = distances(odds, -1);
  const before = highest(odds, 1);
  const after = highest(odds, -1);
  const grouped = groups.map((group) => groupRows(group, odds, words));
  return odds.map((p, index) => [
    p,
    ...[-1, 1, -2, 2, -3, 3].map((far) => odds[index + far] ?? -0.1),
    between(index - 4, index),
    between(index + 1, index + 5),
    between(index - 12, index),
    between(index + 1, index + 13),
    (sums[index] ?? 0) / Math.max(1, all),
    (all - (sums[index + 1] ?? 0)) / Math.max(1, all),
    Math.log1p(all),
    since[index] ?? FAR,
    until[index] ?? FAR,
    before[index] ?? 0,
    after[index] ?? 0,
    Math.min(before[index] ?? 0, after[index] ?? 0),
    ...grouped.flatMap((rows) => rows[index] ?? []),
  ]);
}

function running(values: readonly number[]): readonly number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
}

/** Pieces since the last sure one, in either direction. */
function distances(odds: readonly number[], step: 1 | -1): readonly number[] {
  const found = odds.map(() => FAR);
  let far = FAR;
  for (let at = step > 0 ? 0 : odds.length - 1; at >= 0 && at < odds.length; at += step) {
    found[at] = far;
    far = (odds[at] ?? 0) >= SURE ? 1 : Math.min(FAR, far + 1);
  }
  return found;
}

function highest(odds: readonly number[], step: 1 | -1): readonly number[] {
  const found = odds.map(() => 0);
  let most = 0;
  for (let at = step > 0 ? 0 : odds.length - 1; at >= 0 && at < odds.length; at += step) {
    found[at] = most;
    most = Math.max(most, odds[at] ?? 0);
  }
  return found;
}

function groupRows(group: readonly number[], odds: readonly number[], words: readonly number[]) {
  const sums = new Map<number, { bodyWords: number; words: number; count: number }>();
  group.forEach((number, index) => {
    const sum = sums.get(number) ?? { bodyWords: 0, words: 0, count: 0 };
    const size = 1 + (words[index] ?? 0);
    sum.bodyWords += (odds[index] ?? 0) * size;
    sum.words += size;
    sum.count += 1;
    sums.set(number, sum);
  });
  return group.map((number, index) => {
    const sum = sums.get(number);
    if (!sum) return [0, 0, 0];
    const size = 1 + (words[index] ?? 0);
    const others = sum.words - size;
    return [
      sum.bodyWords / sum.words,
      others > 0 ? (sum.bodyWords - (odds[index] ?? 0) * size) / others : -0.1,
      Math.log1p(sum.count),
    ];
  });
}
