import type { Forest } from '../../lambdas/article/roles/forest.ts';
import { BINS, binOf, edgesOf, rounded } from './bins.ts';
import { slopesOf } from './losses.ts';

/** Rows of features with what is to be learned of each. */
export interface Examples {
  readonly rows: readonly (readonly number[])[];
  /** 0 … 1. */
  readonly labels: readonly number[];
  readonly weights: readonly number[];
  /** Where each page's rows begin, for what is ranked among its like; each page's rows stand together. */
  readonly starts?: readonly number[];
}

export interface Settings {
  readonly trees: number;
  readonly rate: number;
  readonly leaves: number;
  /** Least sum of weights times p(1 - p) in a leaf. */
  readonly leastWeight: number;
  readonly smoothing: number;
  /** Share of the features that a tree may look at, and of the rows that it is grown from. */
  readonly features: number;
  readonly sample: number;
  readonly seed: number;
  /** Weights of the two losses: each row judged alone (1 where nothing is said), and the rows of a page compared (0). */
  readonly alone?: number;
  readonly compared?: number;
}

/** Gradient boosting of leaf-wise trees, with binned features. The same examples give the same forest. */
export function boosted(examples: Examples, names: readonly string[], settings: Settings): Forest {
  const { rows, labels, weights } = examples;
  const edges = names.map((_, feature) => edgesOf(rows, feature));
  const bins = edges.map((list, feature) => Uint8Array.from(rows, (row) => binOf(list, row[feature] ?? 0)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = labels.reduce((sum, label, index) => sum + label * (weights[index] ?? 0), 0) / total;
  const base = rounded(Math.log(mean / (1 - mean)), 4);
  const scores = new Float64Array(rows.length).fill(base);
  const gradients = new Float64Array(rows.length);
  const curvatures = new Float64Array(rows.length);
  const random = randomOf(settings.seed);
  const trees: (readonly number[])[] = [];
  for (let tree = 0; tree < settings.trees; tree += 1) {
    slopesOf(examples, scores, settings, gradients, curvatures);
    const used = names
      .map((_, feature) => feature)
      .filter((feature) => (edges[feature]?.length ?? 0) > 0 && random() < settings.features);
    const sample = Uint32Array.from(rows.keys()).filter(() => random() < settings.sample);
    const root = grown(sample, bins, used, edges, gradients, curvatures, settings);
    for (let at = 0; at < rows.length; at += 1)
      scores[at] = (scores[at] ?? 0) + valueAt(root, bins, at, settings.rate);
    trees.push(flat(root, edges, settings.rate));
  }
  return { features: names, base, trees };
}

interface Node {
  readonly rows: Uint32Array;
  readonly histogram: Float64Array;
  value: number;
  split: Split | null;
  left?: Node;
  right?: Node;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

function grown(
  all: Uint32Array,
  bins: readonly Uint8Array[],
  used: readonly number[],
  edges: readonly (readonly number[])[],
  gradients: Float64Array,
  curvatures: Float64Array,
  settings: Settings,
): Node {
  const make = (rows: Uint32Array, histogram: Float64Array): Node => {
    const [gradient, curvature] = sumsOf(rows, gradients, curvatures);
    return {
      rows,
      histogram,
      value: -gradient / (curvature + settings.smoothing),
      split: bestSplit(histogram, used, edges, gradient, curvature, settings),
    };
  };
  const root = make(all, histogramOf(all, bins, used, gradients, curvatures));
  const leaves = [root];
  while (leaves.length < settings.leaves) {
    const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    const { split } = best;
    if (!split) break;
    const column = bins[split.feature];
    if (!column) break;
    const left = best.rows.filter((row) => (column[row] ?? 0) <= split.bin);
    const right = best.rows.filter((row) => (column[row] ?? 0) > split.bin);
    const [few, many] = left.length < right.length ? [left, right] : [right, left];
    const fewSums = histogramOf(few, bins, used, gradients, curvatures);
    const manySums = best.histogram.map((value, at) => value - (fewSums[at] ?? 0));
    best.left = make(left, few === left ? fewSums : manySums);
    best.right = make(right, many === right ? manySums : fewSums);
    leaves.splice(leaves.indexOf(best), 1, best.left, best.right);
  }
  return root;
}

function histogramOf(
  rows: Uint32Array,
  bins: readonly Uint8Array[],
  used: readonly number[],
  gradients: Float64Array,
  curvatures: Float64Array,
): Float64Array {
  const sums = new Float64Array(bins.length * BINS * 2);
  const size = rows.length;
  const g = new Float64Array(size);
  const h = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    g[at] = gradients[rows[at] as number] as number;
    h[at] = curvatures[rows[at] as number] as number;
  }
  for (const feature of used) {
    const column = bins[feature] as Uint8Array;
    const offset = feature * BINS * 2;
    for (let at = 0; at < size; at += 1) {
      const place = offset + (column[rows[at] as number] as number) * 2;
      (sums[place] as number) += g[at] as number;
      (sums[place + 1] as number) += h[at] as number;
    }
  }
  return sums;
}

function bestSplit(
  histogram: Float64Array,
  used: readonly number[],
  edges: readonly (readonly number[])[],
  gradient: number,
  curvature: number,
  settings: Settings,
): Split | null {
  const { smoothing, leastWeight } = settings;
  const before = (gradient * gradient) / (curvature + smoothing);
  let best: Split | null = null;
  for (const feature of used) {
    let [g, h] = [0, 0];
    const last = edges[feature]?.length ?? 0;
    for (let bin = 0; bin < last; bin += 1) {
      g += histogram[(feature * BINS + bin) * 2] ?? 0;
      h += histogram[(feature * BINS + bin) * 2 + 1] ?? 0;
      if (h < leastWeight) continue;
      if (curvature - h < leastWeight) break;
      const gain = (g * g) / (h + smoothing) + (gradient - g) ** 2 / (curvature - h + smoothing) - before;
      if (gain > (best?.gain ?? 1e-3)) best = { feature, bin, gain };
    }
  }
  return best;
}

function valueAt(root: Node, bins: readonly Uint8Array[], row: number, rate: number): number {
  let node = root;
  while (node.left && node.right && node.split) {
    node = (bins[node.split.feature]?.[row] ?? 0) <= node.split.bin ? node.left : node.right;
  }
  return rounded(node.value * rate, 3);
}

function flat(node: Node, edges: readonly (readonly number[])[], rate: number): readonly number[] {
  if (!node.left || !node.right || !node.split) return [-1, rounded(node.value * rate, 3)];
  const left = flat(node.left, edges, rate);
  const right = flat(node.right, edges, rate);
  return [
    node.split.feature,
    edges[node.split.feature]?.[node.split.bin] ?? 0,
    left.length,
    ...left,
    ...right,
  ];
}

function sumsOf(
  rows: Uint32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
): readonly [number, number] {
  let [g, h] = [0, 0];
  for (const row of rows) {
    g += gradients[row] ?? 0;
    h += curvatures[row] ?? 0;
  }
  return [g, h];
}

/** The same numbers in every run (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
