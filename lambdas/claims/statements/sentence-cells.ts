import { SENTENCE_WIDTH } from '../../encoder/projection.ts';
import { product } from './sentence-table.ts';

/** Sentence vectors in cells of what lies together, so that a search looks into a few of them. */
export interface SentenceCells {
  /** The `most` cells whose centres are nearest to a vector, nearest first. */
  readonly nearest: (own: Int8Array, most: number) => readonly number[];
  /** For each cell its vectors' places in the table, in the table's order. */
  readonly members: readonly (readonly number[])[];
  /** Pairs of vectors compared so far. */
  readonly cost: () => number;
}

/** Cells for each root of the number of vectors. */
const CELLS_A_ROOT = 4;
/** A centre is moved to the middle of those of so many vectors, for each cell, that lie nearest to it. */
const SAMPLE = 12;
/** Groups of centres in which a vector's own cell is looked for, and those in which a search looks. */
const GROUPS_OF_MEMBER = 4;
const GROUPS_OF_SEARCH = 16;
/** Where many vectors are one and the same, all centres stand in one group: no more of them are looked at. */
const MOST_CENTRES = 1_024;

/**
 * Four times as many cells as the root of the number of vectors, so each holds about a quarter of that root. Centres are vectors that lie at
 * even distances in the table, moved once to the middle of what is nearest to them. They stand in groups, as many as the root of
 * their number, so that a near one is found without a look at all.
 */
export function sentenceCells(vectors: Int8Array): SentenceCells {
  const count = vectors.length / SENTENCE_WIDTH;
  const size = Math.min(count, Math.ceil(CELLS_A_ROOT * Math.sqrt(count)));
  const sampled = Math.min(count, SAMPLE * size);
  const counted = { compared: 0 };
  const first = treeOf(evenly(vectors, size), counted);
  const sample = Array.from({ length: sampled }, (_, n) =>
    vectorAt(vectors, Math.floor((n * count) / sampled)),
  );
  const tree = treeOf(
    middles(first.centres, sample, (own) => nearCentres(own, first, 1, GROUPS_OF_MEMBER)[0] ?? 0),
    counted,
  );
  const members = Array.from({ length: size }, (): number[] => []);
  for (let at = 0; at < count; at += 1)
    members[nearCentres(vectorAt(vectors, at), tree, 1, GROUPS_OF_MEMBER)[0] ?? 0]?.push(at);
  return {
    nearest: (own, most) => nearCentres(own, tree, most, GROUPS_OF_SEARCH),
    members,
    cost: () => counted.compared,
  };
}

/** Centres in groups by the nearest of a few of them. */
interface Tree {
  readonly centres: Int8Array;
  readonly tops: Int8Array;
  readonly allTops: readonly number[];
  readonly groups: readonly (readonly number[])[];
  readonly counted: { compared: number };
}

function treeOf(centres: Int8Array, counted: Tree['counted']): Tree {
  const size = centres.length / SENTENCE_WIDTH;
  const all = Array.from({ length: size }, (_, at) => vectorAt(centres, at));
  const allTops = [...Array(Math.ceil(Math.sqrt(size))).keys()];
  const nearestTop = (own: Int8Array, tops: Int8Array) => nearestOf(own, tops, allTops, 1)[0] ?? 0;
  const first = evenly(centres, allTops.length);
  const tops = middles(first, all, (own) => nearestTop(own, first));
  const groups = allTops.map((): number[] => []);
  for (const [at, own] of all.entries()) groups[nearestTop(own, tops)]?.push(at);
  counted.compared += 2 * size * allTops.length;
  return { centres, tops, allTops, groups, counted };
}

function nearCentres(own: Int8Array, tree: Tree, most: number, groups: number): readonly number[] {
  const { centres, tops, allTops, counted } = tree;
  const near = nearestOf(own, tops, allTops, groups)
    .flatMap((group) => tree.groups[group] ?? [])
    .slice(0, MOST_CENTRES);
  counted.compared += allTops.length + near.length;
  return nearestOf(own, centres, near, most);
}

/** Which of these places of a table are nearest, nearest first; of equal ones those that stand first. */
function nearestOf(
  own: Int8Array,
  table: Int8Array,
  places: readonly number[],
  most: number,
): readonly number[] {
  const found: number[] = [];
  const cosines: number[] = [];
  for (const place of places) {
    const cosine = product(own, table, place * SENTENCE_WIDTH);
    if (found.length === most && cosine <= (cosines[most - 1] ?? 0)) continue;
    let rank = found.length;
    while (rank > 0 && (cosines[rank - 1] ?? 0) < cosine) rank -= 1;
    found.splice(rank, 0, place);
    cosines.splice(rank, 0, cosine);
    if (found.length > most) {
      found.pop();
      cosines.pop();
    }
  }
  return found;
}

function vectorAt(vectors: Int8Array, at: number): Int8Array {
  return vectors.subarray(at * SENTENCE_WIDTH, (at + 1) * SENTENCE_WIDTH);
}

/** So many of the vectors, at even distances. */
function evenly(vectors: Int8Array, size: number): Int8Array {
  const count = vectors.length / SENTENCE_WIDTH;
  const some = new Int8Array(size * SENTENCE_WIDTH);
  for (let at = 0; at < size; at += 1)
    some.set(vectorAt(vectors, Math.floor((at * count) / size)), at * SENTENCE_WIDTH);
  return some;
}

/** Each centre in the middle of those of the sample that are nearest to it, of length 127; where nothing is, as it was. */
function middles(
  centres: Int8Array,
  sample: readonly Int8Array[],
  cellOf: (own: Int8Array) => number,
): Int8Array {
  const sums = new Float64Array(centres.length);
  for (const own of sample) {
    const from = cellOf(own) * SENTENCE_WIDTH;
    for (let n = 0; n < SENTENCE_WIDTH; n += 1) sums[from + n] = (sums[from + n] ?? 0) + (own[n] ?? 0);
  }
  const moved = centres.slice();
  for (let from = 0; from < centres.length; from += SENTENCE_WIDTH) {
    const sum = sums.subarray(from, from + SENTENCE_WIDTH);
    const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
    if (length > 0)
      for (const [n, value] of sum.entries()) moved[from + n] = Math.round((127 * value) / length);
  }
  return moved;
}
