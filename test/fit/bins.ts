/** Features are looked at in so many steps. */
export const BINS = 64;

/** Upper edges of the bins: quantiles, rounded so that a threshold takes few digits; the last bin is open. */
export function edgesOf(rows: readonly (readonly number[])[], feature: number): readonly number[] {
  const step = Math.max(1, Math.floor(rows.length / 20000));
  const sample: number[] = [];
  for (let at = 0; at < rows.length; at += step) sample.push(rows[at]?.[feature] ?? 0);
  const values = [...new Set(sample)].sort((a, b) => a - b);
  const middle = (list: readonly number[], at: number): number =>
    rounded(((list[at] ?? 0) + (list[at + 1] ?? 0)) / 2, 4);
  if (values.length <= BINS) return [...new Set(values.slice(0, -1).map((_, at) => middle(values, at)))];
  sample.sort((a, b) => a - b);
  const edges = Array.from({ length: BINS - 1 }, (_, bin) =>
    rounded(sample[Math.floor(((bin + 1) * sample.length) / BINS)] ?? 0, 4),
  );
  return [...new Set(edges)];
}

export function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Significant digits, so that the file stays small and equal everywhere. */
export function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
