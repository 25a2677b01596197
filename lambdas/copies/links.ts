/** Says that one item stands under another. Indexes into one list. */
export interface Link {
  readonly item: number;
  readonly of: number;
}

/**
 * The same links, each to the end of its chain: an item that has no link itself, however deep the chain is. Of a circle
 * the lowest index is the end, and has no link any more. So whoever follows one step loses nobody. Linear.
 */
export function rootedLinks<T extends Link>(links: readonly T[]): T[] {
  const above = new Map(links.map(({ item, of }) => [item, of] as const));
  const roots = new Map<number, number>();
  for (const start of above.keys()) {
    const path: number[] = [];
    const onPath = new Set<number>();
    let at = start;
    while (!roots.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      const next = above.get(at);
      if (next === undefined) break;
      at = next;
    }
    const root = roots.get(at) ?? (above.has(at) ? lowestOf(path.slice(path.indexOf(at))) : at);
    for (const item of path) roots.set(item, root);
  }
  return links.flatMap((link) => {
    const of = roots.get(link.item) ?? link.of;
    return of === link.item ? [] : [{ ...link, of }];
  });
}

function lowestOf(circle: readonly number[]): number {
  return circle.reduce((least, item) => Math.min(least, item), Number.POSITIVE_INFINITY);
}
