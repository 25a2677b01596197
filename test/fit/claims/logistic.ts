import type { Logistic } from '../../../lambdas/encoder/logistic.ts';

export interface Example {
  readonly features: readonly number[];
  readonly is: boolean;
  readonly weight: number;
}

const ROUNDS = 12;

/** Logistic regression with a quadratic penalty on standardized weights, by Newton's method: the same examples give the same weights. */
export function fitLogistic(examples: readonly Example[], penalty: number): Logistic {
  const count = examples[0]?.features.length ?? 0;
  const columns = Array.from({ length: count }, (_, n) => examples.map(({ features }) => features[n] ?? 0));
  const means = columns.map((column) => mean(column));
  const spreads = columns.map(
    (column, n) => Math.sqrt(mean(column.map((x) => (x - (means[n] ?? 0)) ** 2))) || 1,
  );
  const rows = examples.map(({ features }) => [
    ...features.map((x, n) => (x - (means[n] ?? 0)) / (spreads[n] ?? 1)),
    1,
  ]);
  let weights = new Array<number>(count + 1).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, n) => (n < count ? -penalty * weight : 0));
    const curve = weights.map((_, n) => weights.map((__, m) => (n === m ? (n < count ? penalty : 1e-6) : 0)));
    for (const [at, { is, weight }] of examples.entries()) {
      const row = rows[at] ?? [];
      const p = 1 / (1 + Math.exp(-dot(weights, row)));
      const error = weight * ((is ? 1 : 0) - p);
      const spread = weight * p * (1 - p);
      for (const [n, x] of row.entries()) {
        slope[n] = (slope[n] ?? 0) + error * x;
        const line = curve[n];
        if (line) for (let m = 0; m <= n; m += 1) line[m] = (line[m] ?? 0) + spread * x * (row[m] ?? 0);
      }
    }
    const full = curve.map((line, n) => line.map((value, m) => (m <= n ? value : (curve[m]?.[n] ?? 0))));
    const step = solve(full, slope);
    weights = weights.map((weight, n) => weight + (step[n] ?? 0));
  }
  return { bias: weights[count] ?? 0, means, spreads, weights: weights.slice(0, count) };
}

/** Gauss, with the largest pivot first. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, n) => [...row, right[n] ?? 0]);
  const size = rows.length;
  for (let n = 0; n < size; n += 1) {
    const pivot = rows
      .slice(n)
      .reduce((most, row, k) => (Math.abs(row[n] ?? 0) > Math.abs(rows[most]?.[n] ?? 0) ? n + k : most), n);
    const [one, other] = [rows[n] ?? [], rows[pivot] ?? []];
    [rows[n], rows[pivot]] = [other, one];
    for (let k = n + 1; k < size; k += 1) {
      const row = rows[k] ?? [];
      const factor = (row[n] ?? 0) / (other[n] || 1);
      for (let m = n; m <= size; m += 1) row[m] = (row[m] ?? 0) - factor * (other[m] ?? 0);
    }
  }
  const found = new Array<number>(size).fill(0);
  for (let n = size - 1; n >= 0; n -= 1) {
    const row = rows[n] ?? [];
    let rest = row[size] ?? 0;
    for (let m = n + 1; m < size; m += 1) rest -= (row[m] ?? 0) * (found[m] ?? 0);
    found[n] = rest / (row[n] || 1);
  }
  return found;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let n = 0; n < a.length; n += 1) sum += (a[n] ?? 0) * (b[n] ?? 0);
  return sum;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
