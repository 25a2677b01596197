import type { Near } from './neighbours.ts';

/** Squared similarities of pairs, summed, and how many pairs were compared. */
interface Known {
  readonly sum: number;
  readonly count: number;
}

interface Group {
  readonly members: number[];
  /** Among its own members. */
  inner: Known;
  /** With each other group still standing. */
  readonly links: Map<number, Known>;
  /** Sum of what its members are at most to those that they were not compared with, squared. */
  floor: number;
  /** Of its members, as far as they are known. */
  readonly languages: Set<string>;
}

/** What is known of the articles besides their pairs, each by its place. */
export interface ClusterOptions {
  /** How near the farthest is that an article was compared with; 0 where it was compared with all that is near. */
  readonly floors?: Float64Array;
  readonly languages?: readonly string[];
}

/** Articles that make a knot, and what share of its likeness two of them need between them. */
const KNOT = 3;
const COHESION = 0.6;
/** Where what stands alone joins a story. */
const LOOSE = 0.85;
/**
 * The border between groups that have no language in common, and so no words: between .7 and .5 the most is found of labelled pairs and of
 * translations that were left out.
 */
const NO_COMMON_LANGUAGE = 0.7;

interface Offer {
  readonly a: number;
  readonly b: number;
  readonly mean: number;
}

/**
 * Groups by average linkage: the two groups whose articles are nearest on average join, until no average reaches the
 * border; then what stands alone joins the story that has its nearest. The average is that of squares: a report that is surely
 * one with some of a story need not be like all of it. Pairs that are not given count as 0, or, in
 * a story that is larger than what one article is compared with, as what its farthest neighbour counts. Ties go to the lower indexes, so
 * the answer follows the input's order alone. O(pairs · log pairs).
 */
export function cluster(
  size: number,
  pairs: readonly Near[],
  { floors, languages }: ClusterOptions = {},
): number[][] {
  const groups = new Map<number, Group>();
  for (let index = 0; index < size; index++)
    groups.set(index, {
      members: [index],
      inner: NONE,
      links: new Map(),
      floor: (floors?.[index] ?? 0) ** 2,
      languages: new Set(languages?.slice(index, index + 1)),
    });
  const offers: Offer[] = [];
  for (const { a, b, similarity } of pairs) {
    const square = similarity * similarity;
    groups.get(a)?.links.set(b, { sum: square, count: 1 });
    groups.get(b)?.links.set(a, { sum: square, count: 1 });
    if (square > NO_COMMON_LANGUAGE) push(offers, { a, b, mean: square });
  }
  for (let offer = pop(offers); offer !== undefined; offer = pop(offers)) {
    const [left, right] = [groups.get(offer.a), groups.get(offer.b)];
    if (left === undefined || right === undefined || meanOf(left, right, offer.b) !== offer.mean) continue;
    if (offer.mean <= borderOf(left, right)) continue;
    join(groups, offer.a, left, offer.b, right, offers);
  }
  joinLoose(groups, pairs);
  return [...groups.values()].map(({ members }) => members.toSorted((a, b) => a - b));
}

/** Members of a story that an article has to be near to, on average, where it stands alone. */
const VOUCHERS = 2;

/**
 * What stands alone joins the story to whose nearest two articles it is near enough: a large story has many sides, and no report is
 * near to all of them.
 */
function joinLoose(groups: Map<number, Group>, pairs: readonly Near[]): void {
  const groupOf = new Map<number, Group>();
  for (const group of groups.values()) for (const member of group.members) groupOf.set(member, group);
  const links = new Map<number, Map<Group, number[]>>();
  for (const { a, b, similarity } of pairs) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const [own, group] = [groupOf.get(one), groupOf.get(other)];
      if (own?.members.length !== 1 || group === undefined || group.members.length < VOUCHERS) continue;
      const known = links.get(one) ?? new Map<Group, number[]>();
      links.set(one, known);
      known.set(group, [...(known.get(group) ?? []), similarity].sort((x, y) => y - x).slice(0, VOUCHERS));
    }
  }
  const joining = [...links].flatMap(([one, known]) => {
    const [best] = [...known]
      .map(([group, near]) => ({ group, mean: near.reduce((sum, x) => sum + x, 0) / VOUCHERS }))
      .sort((x, y) => y.mean - x.mean || (x.group.members[0] ?? 0) - (y.group.members[0] ?? 0));
    return best && best.mean > LOOSE ? [{ one, group: best.group }] : [];
  });
  for (const { one, group } of joining) {
    group.members.push(one);
    groups.delete(one);
  }
}

const NONE: Known = { sum: 0, count: 0 };

function plus(a: Known, b: Known | undefined): Known {
  return b === undefined ? a : { sum: a.sum + b.sum, count: a.count + b.count };
}

/** The mean over all pairs of two groups; those that were not compared are at most what both sides allow. */
function meanOf(left: Group, right: Group, rightName: number): number {
  const { sum, count } = left.links.get(rightName) ?? NONE;
  const all = left.members.length * right.members.length;
  const floor = Math.min(left.floor / left.members.length, right.floor / right.members.length);
  return (sum + (all - count) * floor) / all;
}

/**
 * Where two groups become one: at 1, or higher where both are several articles that are much nearer to each other than
 * the groups are. In a window of one subject all articles are near, and its stories show as such knots. Reports in one language, or in two
 * that share their words, make a knot of any story: of groups that have no language in common none is asked for.
 */
function borderOf(left: Group, right: Group): number {
  const areKnown = left.languages.size > 0 && right.languages.size > 0;
  const haveOne = [...left.languages].some((language) => right.languages.has(language));
  if (areKnown && !haveOne) return NO_COMMON_LANGUAGE;
  if (left.members.length < KNOT || right.members.length < KNOT) return 1;
  return Math.max(1, COHESION * Math.sqrt(withinOf(left) * withinOf(right)));
}

function withinOf({ members, inner, floor }: Group): number {
  const all = (members.length * (members.length - 1)) / 2;
  return (inner.sum + ((all - inner.count) * floor) / members.length) / all;
}

/** The right group goes into the left one, whose averages then change: each gets a fresh offer. */
function join(
  groups: Map<number, Group>,
  leftName: number,
  left: Group,
  rightName: number,
  right: Group,
  offers: Offer[],
): void {
  left.inner = plus(plus(left.inner, right.inner), left.links.get(rightName));
  left.floor += right.floor;
  groups.delete(rightName);
  left.links.delete(rightName);
  for (const member of right.members) left.members.push(member);
  for (const language of right.languages) left.languages.add(language);
  for (const [name, known] of right.links) {
    if (name === leftName) continue;
    const total = plus(known, left.links.get(name));
    left.links.set(name, total);
    const links = groups.get(name)?.links;
    links?.delete(rightName);
    links?.set(leftName, total);
  }
  for (const name of left.links.keys()) {
    const other = groups.get(name);
    if (other === undefined) continue;
    const [a, b] = leftName < name ? [leftName, name] : [name, leftName];
    const mean = leftName < name ? meanOf(left, other, name) : meanOf(other, left, leftName);
    if (mean > NO_COMMON_LANGUAGE) push(offers, { a, b, mean });
  }
}

function before(a: Offer | undefined, b: Offer | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.mean !== b.mean ? a.mean > b.mean : a.a !== b.a ? a.a < b.a : a.b < b.b;
}

function push(heap: Offer[], offer: Offer): void {
  let at = heap.length;
  heap.push(offer);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !before(offer, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = offer;
}

function pop(heap: Offer[]): Offer | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (before(heap[child + 1], heap[child])) child++;
    const below = heap[child];
    if (below === undefined || !before(below, last)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
  return top;
}
