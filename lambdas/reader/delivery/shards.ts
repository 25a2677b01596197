import type { Shard } from '../../types.ts';
import { leadingBits } from '../id.ts';

/** One shard is one message of the delivery queue: 100 sends at one a second still fit into one invocation. */
export const SHARD_LIMIT = 100;
const MAX_BITS = 24;

/** What is frozen before the first shard is written, so that a second run cuts the same shards. */
export interface Plan {
  readonly bits: number;
  /** ISO instant. */
  readonly sendBy: string;
}

/** Readers are counted by so many bits: enough for ten million of them. */
const COUNTED_BITS = 18;

/** Counts readers without keeping their ids, to tell how many leading bits of an id name a shard. */
export interface ShardCount {
  readonly add: (id: string) => void;
  /**
   * So many that no shard holds more than `limit` readers. Frozen once per edition: readers who leave later only make shards smaller.
   * Throws when more than that share the first 18 bits.
   */
  readonly bits: (limit?: number) => number;
}

export function shardCount(): ShardCount {
  const counts = new Uint32Array(2 ** COUNTED_BITS);
  return {
    add: (id) => {
      const at = leadingBits(id, COUNTED_BITS);
      counts[at] = (counts[at] ?? 0) + 1;
    },
    bits: (limit = SHARD_LIMIT) => {
      let sizes = counts;
      if (isOver(sizes, limit))
        throw new Error(`More than ${limit} readers share the first ${COUNTED_BITS} bits of their id.`);
      let bits = COUNTED_BITS;
      while (bits > 0) {
        const halved = new Uint32Array(sizes.length / 2);
        for (let at = 0; at < halved.length; at += 1)
          halved[at] = (sizes[2 * at] ?? 0) + (sizes[2 * at + 1] ?? 0);
        if (isOver(halved, limit)) break;
        sizes = halved;
        bits -= 1;
      }
      return bits;
    },
  };
}

function isOver(sizes: Uint32Array, limit: number): boolean {
  for (let at = 0; at < sizes.length; at += 1) if ((sizes[at] ?? 0) > limit) return true;
  return false;
}

/** The same for ids that are at hand. */
export function shardBits(readers: readonly string[], limit: number = SHARD_LIMIT): number {
  const count = shardCount();
  for (const id of readers) count.add(id);
  return count.bits(limit);
}

/** Every reader in exactly one shard, by the id alone: two runs cut the same. Sorted, no empty shard. */
export function cutShards(edition: string, readers: readonly string[], plan: Plan): readonly Shard[] {
  const shards = new Map<string, string[]>();
  for (const id of [...new Set(readers)].sort()) {
    const name = shardName(id, plan.bits);
    const members = shards.get(name);
    if (members) members.push(id);
    else shards.set(name, [id]);
  }
  return [...shards]
    .map(([shard, members]) => ({ edition, shard, sendBy: plan.sendBy, readers: members }))
    .sort((a, b) => (a.shard < b.shard ? -1 : 1));
}

/** Every shard that a reader can stand in, however many bits name one. */
export function shardNames(id: string): readonly string[] {
  return Array.from({ length: MAX_BITS + 1 }, (_, bits) => shardName(id, bits));
}

/** Whether a reader stands in the shard of this name. */
export function isOfShard(id: string, shard: string): boolean {
  return shardName(id, Number(shard.split('-', 1)[0])) === shard;
}

function shardName(id: string, bits: number): string {
  const digits = Math.max(1, Math.ceil(bits / 4));
  return `${bits}-${leadingBits(id, bits).toString(16).padStart(digits, '0')}`;
}
