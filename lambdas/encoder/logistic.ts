/** A logistic regression as data: each sign less its mean, by its spread, times its weight. */
export interface Logistic {
  readonly bias: number;
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  readonly weights: readonly number[];
}

/** The logarithm of the odds. */
export function logOdds({ bias, means, spreads, weights }: Logistic, features: readonly number[]): number {
  let sum = bias;
  for (const [n, weight] of weights.entries())
    sum += (weight * ((features[n] ?? 0) - (means[n] ?? 0))) / (spreads[n] ?? 1);
  return sum;
}
