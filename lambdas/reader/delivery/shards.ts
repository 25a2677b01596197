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

/**
 * How many leading bits of the reader id name a shard, so that none holds more than `limit`.
 * Frozen once per edition: readers who leave later only make shards smaller.
 */
export function shardBits(readers: readonly string[], limit: number = SHARD_LIMIT): number {
  for (let bits = 0; bits <= MAX_BITS; bits += 1) {
    const sizes = new Map<number, number>();
    for (const id of readers) {
      const at = leadingBits(id, bits);
      sizes.set(at, (sizes.get(at) ?? 0) + 1);
    }
    if (Math.max(0, ...sizes.values()) <= limit) return bits;
  }
  throw new Error(`More than ${limit} readers share the first ${MAX_BITS} bits of their id.`);
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
