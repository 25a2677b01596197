import { describe, expect, it } from 'vitest';
import { deliverShard } from '../../lambdas/reader/delivery/delivery.ts';
import { CALLING_LEASE_MS, CLAIM_LEASE_MS, isFinal } from '../../lambdas/reader/delivery/ledger.ts';
import { cutShards, shardBits } from '../../lambdas/reader/delivery/shards.ts';
import { dice } from '../bench/made-up.ts';
import { aReader, Killed, memoryLedger, world } from './delivery-model.ts';

const READERS = 1_000;
const WORKERS = 32;
const PEOPLE = Array.from({ length: READERS }, (_, n) => aReader(`of-a-thousand-${n}`));

/** Who waits goes on in an order that the seed alone decides. */
function turns(roll: (sides: number) => number) {
  const waiting: (() => void)[] = [];
  return {
    meanwhile: () => new Promise<void>((resolve) => waiting.push(resolve)),
    /** Lets one after the other go on, until the work is done. */
    async until(work: Promise<unknown>, onTurn: () => void): Promise<void> {
      let isDone = false;
      const end = work.finally(() => {
        isDone = true;
      });
      while (!isDone) {
        const [next] = waiting.splice(roll(Math.max(1, waiting.length)), 1);
        onTurn();
        next?.();
        await null;
      }
      await end;
    },
  };
}

describe('a thousand readers, thirty-two workers', () => {
  it.each([
    [16, 1],
    [16, 2],
    [32, 3],
  ])(
    'of %i calls each: nobody is called twice, whoever dies at whatever step (seed %i)',
    async (atATime, seed) => {
      const roll = dice(seed);
      const { meanwhile, until } = turns(roll);
      const store = memoryLedger();
      const place = world(store, PEOPLE, undefined, meanwhile);
      const ids = PEOPLE.map(({ id }) => id);
      const shards = cutShards('e', ids, { bits: shardBits(ids), sendBy: '2099-01-01T00:00:00.000Z' });
      // Each shard three times, in any order: a queue may say everything again.
      const queue = [...shards, ...shards, ...shards].toSorted(() => roll(3) - 1);
      let deaths = 0;
      let runs = 0;
      const worker = async (): Promise<void> => {
        for (let shard = queue.pop(); shard !== undefined; shard = queue.pop()) {
          runs += 1;
          const kill = { at: roll(500), moment: roll(2) === 0 ? 'before' : 'after' } as const;
          const ports = { ...place.worker(kill), atATime };
          await deliverShard({ shard, owner: `worker-${runs}` }, ports).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
            deaths += 1;
          });
        }
      };
      const sleep = () => {
        // Now and then everybody sleeps longer than a claim holds, or a call.
        if (roll(2_000) === 0) place.tick(roll(3) === 0 ? CALLING_LEASE_MS + 1 : CLAIM_LEASE_MS + 1);
      };
      await until(Promise.all(Array.from({ length: WORKERS }, worker)), sleep);
      expect(deaths).toBeGreaterThan(10);
      const inCall = new Set(
        store.all().flatMap(({ state, reader }) => (state === 'calling' ? [reader] : [])),
      );

      place.tick(CALLING_LEASE_MS + 1);
      for (const shard of shards) {
        runs += 1;
        const ports = { ...place.worker(), atATime };
        await until(deliverShard({ shard, owner: `worker-${runs}` }, ports), () => undefined);
      }
      expect(new Set(place.calls).size).toBe(place.calls.length);
      const rows = store.all();
      expect(rows.map(({ reader }) => reader).sort()).toEqual([...ids].sort());
      expect(rows.every(isFinal)).toBe(true);
      const accepted = new Set(place.accepted);
      for (const { reader, state } of rows) {
        expect(['sent', 'unknown']).toContain(state);
        if (state === 'sent') expect(accepted.has(reader)).toBe(true);
        // Nobody is given up but who was in a call when its worker died or slept.
        if (!accepted.has(reader)) expect(state).toBe('unknown');
      }
      expect(inCall.size).toBeGreaterThan(0);
      for (const reader of inCall) expect(rows.find((row) => row.reader === reader)?.state).toBe('unknown');
    },
  );
});
