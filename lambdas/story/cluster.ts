import type { Near } from './neighbours.ts';

interface Group {
  readonly members: number[];
  /** Sum of the similarities among its own members. */
  inner: number;
  /** Sum of the similarities to each other group still standing. */
  readonly links: Map<number, number>;
}

/** Articles that make a knot, and what share of its likeness two of them need between them. */
const KNOT = 3;
const COHESION = 0.7;

interface Offer {
  readonly a: number;
  readonly b: number;
  readonly mean: number;
}

/**
 * Groups by average linkage: the two groups whose articles are nearest on average join, until no average reaches the
 * border (1). Pairs that are not given count as 0. Ties go to the lower indexes, so the answer follows the input's
 * order alone. O(pairs · log pairs).
 */
export function cluster(size: number, pairs: readonly Near[]): number[][] {
  const groups = new Map<number, Group>();
  for (let index = 0; index < size; index++)
    groups.set(index, { members: [index], inner: 0, links: new Map() });
  const offers: Offer[] = [];
  for (const { a, b, similarity } of pairs) {
    groups.get(a)?.links.set(b, similarity);
    groups.get(b)?.links.set(a, similarity);
    if (similarity > 1) push(offers, { a, b, mean: similarity });
  }
  for (let offer = pop(offers); offer !== undefined; offer = pop(offers)) {
    const [left, right] = [groups.get(offer.a), groups.get(offer.b)];
    if (left === undefined || right === undefined || meanOf(left, right, offer.b) !== offer.mean) continue;
    if (offer.mean <= borderOf(left, right)) continue;
    join(groups, offer.a, left, offer.b, right, offers);
  }
  return [...groups.values()].map(({ members }) => members.toSorted((a, b) => a - b));
}

function meanOf(left: Group, right: Group, rightName: number): number {
  return (left.links.get(rightName) ?? 0) / (left.members.length * right.members.length);
}

/**
 * Where two groups become one: at 1, or higher where both are several articles that are much nearer to each other than
 * the groups are. In a window of one subject all articles are near, and its stories show as such knots.
 */
function borderOf(left: Group, right: Group): number {
  if (left.members.length < KNOT || right.members.length < KNOT) return 1;
  return Math.max(1, COHESION * Math.sqrt(withinOf(left) * withinOf(right)));
}

function withinOf({ members, inner }: Group): number {
  return inner / ((members.length * (members.length - 1)) / 2);
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
  left.inner += right.inner + (left.links.get(rightName) ?? 0);
  groups.delete(rightName);
  left.links.delete(rightName);
  for (const member of right.members) left.members.push(member);
  for (const [name, sum] of right.links) {
    if (name === leftName) continue;
    const total = (left.links.get(name) ?? 0) + sum;
    left.links.set(name, total);
    const links = groups.get(name)?.links;
    links?.delete(rightName);
    links?.set(leftName, total);
  }
  for (const [name, sum] of left.links) {
    const other = groups.get(name);
    if (other === undefined) continue;
    const mean = sum / (left.members.length * other.members.length);
    const [a, b] = leftName < name ? [leftName, name] : [name, leftName];
    if (mean > 1) push(offers, { a, b, mean });
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
