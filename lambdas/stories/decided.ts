import type { CopyLink } from '../copies/copies.ts';
import { rootedLinks } from '../copies/links.ts';

/** What an editor decided about an item of a grouping. Other items are named by their ids. */
export interface GroupDecision {
  readonly notACopy?: true;
  /** Of two decisions that make a circle the one with the higher `order` stays. */
  readonly copyOf?: { readonly id: string; readonly order: string };
  readonly sameStoryAs?: string;
  readonly topic?: 'on' | 'off';
  /** Belongs to the story of this item, wherever that is. It is no editor's decision, so it does not put anything on the topic. */
  readonly follows?: string;
}

export type GroupDecisions = ReadonlyMap<string, GroupDecision>;

/** The copies that were found, with what editors decided about them: nothing stands under an item that is a copy itself. */
export function decidedLinks(
  found: readonly CopyLink[],
  ids: readonly string[],
  decisions: GroupDecisions,
): readonly CopyLink[] {
  if (decisions.size === 0) return found;
  const at = new Map(ids.map((id, index) => [id, index] as const));
  const links = new Map(found.map((link) => [link.item, link] as const));
  const decided = new Map<number, number>();
  for (const [id, { notACopy, copyOf }] of decisions) {
    const item = at.get(id);
    if (item !== undefined && (notACopy || copyOf)) links.delete(item);
  }
  const newestFirst = [...decisions]
    .flatMap(([id, { copyOf }]) =>
      copyOf ? [{ item: at.get(id), of: at.get(copyOf.id), order: copyOf.order }] : [],
    )
    .toSorted((a, b) => (a.order < b.order ? 1 : -1));
  for (const { item, of } of newestFirst) {
    if (item === undefined || of === undefined || item === of) continue;
    // What it is a copy of may have been found to be its copy: the editor knows which is which.
    const path = pathFrom(of, links);
    if (path.includes(item)) {
      const turned = path.find((step) => links.has(step) && !decided.has(step));
      if (turned === undefined) continue;
      links.delete(turned);
    }
    links.set(item, { item, of, kind: 'near', score: 1 });
    decided.set(item, of);
  }
  return rootedLinks([...links.values()]).toSorted((a, b) => a.item - b.item);
}

function pathFrom(start: number, links: ReadonlyMap<number, CopyLink>): readonly number[] {
  const path: number[] = [];
  for (let at: number | undefined = start; at !== undefined && !path.includes(at); at = links.get(at)?.of)
    path.push(at);
  return path;
}

/** Ids that an editor wants on the topic: said so, or put into one story with another. */
export function wantedOnTopic(decisions: GroupDecisions): ReadonlySet<string> {
  const wanted = new Set<string>();
  for (const [id, { topic, sameStoryAs }] of decisions) {
    if (topic === 'on') wanted.add(id);
    if (sameStoryAs === undefined || topic === 'off') continue;
    wanted.add(id);
    wanted.add(sameStoryAs);
  }
  for (const [id, { topic }] of decisions) if (topic === 'off') wanted.delete(id);
  return wanted;
}

/** Groups of members, those put together that an editor called one story; `groupOf` finds the member that stands for an id. */
export function joinedGroups(
  groups: readonly (readonly number[])[],
  decisions: GroupDecisions,
  memberOf: (id: string) => number | undefined,
): readonly (readonly number[])[] {
  const joins = [...decisions].flatMap(([id, { sameStoryAs, follows }]) => {
    const other = sameStoryAs ?? follows;
    const [a, b] = [memberOf(id), other === undefined ? undefined : memberOf(other)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  if (joins.length === 0) return groups;
  const groupOf = new Map(groups.flatMap((members, at) => members.map((member) => [member, at] as const)));
  const parent = groups.map((_, at) => at);
  const root = (at: number): number => {
    let one = at;
    for (let up = parent[one] ?? one; up !== one; up = parent[one] ?? one) one = up;
    return one;
  };
  for (const [a, b] of joins) {
    const [left, right] = [groupOf.get(a), groupOf.get(b)].map((at) => (at === undefined ? -1 : root(at)));
    if (left === undefined || right === undefined || left < 0 || right < 0) continue;
    parent[Math.max(left, right)] = Math.min(left, right);
  }
  return [...Map.groupBy(groups.keys(), root).values()].map((some) =>
    some.flatMap((at) => groups[at] ?? []).toSorted((a, b) => a - b),
  );
}
