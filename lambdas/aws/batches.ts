import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds before a rest is sent again, the first time and at most. */
const FIRST = 50;
const MOST = 2_000;

/**
 * Sends all items, at most `size` a call, and again, later and later, what a call leaves over: a table that is short of capacity
 * leaves the more, the sooner it is asked again.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export async function inBatches<Item>(
  items: readonly Item[],
  size: number,
  send: (some: Item[]) => Promise<readonly Item[] | undefined>,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<void> {
  for (let at = 0; at < items.length; at += size) {
    let left = items.slice(at, at + size);
    for (let ms = FIRST; left.length > 0; ms = Math.min(MOST, 2 * ms)) {
      left = [...((await send(left)) ?? [])];
      if (left.length > 0) await pause(ms);
    }
  }
}
