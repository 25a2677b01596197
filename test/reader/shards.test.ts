import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../lambdas/aws/stores/readers/readers.ts';
import { cutShards, SHARD_LIMIT, shardBits } from '../../lambdas/reader/delivery/shards.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { KEY } from './delivery-model.ts';

const SEND_BY = '2023-09-14T13:00:00.000Z';
const people = (count: number) =>
  Array.from({ length: count }, (_, n) => readerId(`reader-${n}@example.org`, KEY));

describe('shards', () => {
  it('put every reader in exactly one, none over the limit, whatever the number of readers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), (count) => {
        const ids = people(count);
        const shards = cutShards('e', ids, { bits: shardBits(ids), sendBy: SEND_BY });
        expect(shards.flatMap((shard) => shard.readers).sort()).toEqual([...ids].sort());
        expect(Math.max(0, ...shards.map((shard) => shard.readers.length))).toBeLessThanOrEqual(SHARD_LIMIT);
        expect(shards.every((shard) => /^[A-Za-z0-9_-]+$/.test(shard.shard))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('stay where they are when readers leave between two runs of one freeze', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.func(fc.boolean()), (count, stays) => {
        const before = people(count);
        const plan = { bits: shardBits(before), sendBy: SEND_BY };
        const home = new Map(
          cutShards('e', before, plan).flatMap((s) => s.readers.map((id) => [id, s.shard])),
        );
        for (const shard of cutShards(
          'e',
          before.filter((id) => stays(id)),
          plan,
        )) {
          for (const id of shard.readers) expect(home.get(id)).toBe(shard.shard);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('do not depend on the order of the readers, nor on one being named twice', () => {
    const ids = people(250);
    const plan = { bits: shardBits(ids), sendBy: SEND_BY };
    expect(cutShards('e', [...ids, ...ids].reverse(), plan)).toEqual(cutShards('e', ids, plan));
  });

  it('of eight bits or more lie within one part of the readers, so that a freeze may hold one part at a time', () => {
    const ids = people(800);
    for (const bits of [8, 9, 14])
      for (const { readers } of cutShards('e', ids, { bits, sendBy: SEND_BY }))
        expect(new Set(readers.map(partOf)).size).toBe(1);
  });

  it('are none when nobody reads', () => {
    expect(cutShards('e', [], { bits: shardBits([]), sendBy: SEND_BY })).toEqual([]);
  });
});
