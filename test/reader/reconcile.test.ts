import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedShard, Delivery, EventsOfMail, ShardSummary } from '../../lambdas/mail-types.ts';
import { type DeliveryReport, reportOf } from '../../lambdas/reader/delivery/delivery-report.ts';
import { type ReconcilePorts, reconcile } from '../../lambdas/reader/delivery/reconcile.ts';
import { type ShardState, summaryOf } from '../../lambdas/reader/delivery/shard-summary.ts';
import { cutShards, shardBits } from '../../lambdas/reader/delivery/shards.ts';
import type { Send } from '../../lambdas/types.ts';
import { aReader, Killed } from './delivery-model.ts';

const IDS = Array.from({ length: 900 }, (_, n) => aReader(`counted-${n}`).id);
const SHARDS = cutShards('e', IDS, { bits: shardBits(IDS), sendBy: '2099-01-01T00:00:00.000Z' });
const KEYS = SHARDS.map(({ shard }) => `e/${shard}.json`);
const FINAL = ['sent', 'failed', 'unknown', 'skipped'] as const;
const MINUTE = 60_000;

/** An edition's ledger, events and summaries in memory, changed as workers and feedback change them. */
function place() {
  const rows = new Map(KEYS.map((key) => [key, new Map<string, Send>()]));
  const events = new Map<string, EventsOfMail[]>(KEYS.map((key) => [key, []]));
  const summaries = new Map<string, CountedShard>();
  let edition: Delivery = { id: 'e', slot: '2023-09-14T07:00:00.000Z', state: 'frozen' };
  let clock = Date.parse('2023-09-14T07:00:05.000Z');
  let published: DeliveryReport | null = null;
  const looked: string[] = [];
  const iso = (at: number) => new Date(at).toISOString();
  const shardOf = (at: number) => SHARDS[at % SHARDS.length] ?? SHARDS[0];
  const keyOf = (at: number) => KEYS[at % KEYS.length] ?? '';
  const state = (key: string): ShardState => ({
    shard: SHARDS[KEYS.indexOf(key)] ?? { edition: 'e', shard: '', sendBy: '', readers: [] },
    rows: new Map(rows.get(key)),
    deliveryEvents: [...(events.get(key) ?? [])],
  });
  const mark = (at: number) => {
    const minute = iso(Math.floor(clock / MINUTE) * MINUTE);
    const name = shardOf(at)?.shard ?? '';
    const before = summaries.get(name);
    if ((before?.changed ?? '') < minute) summaries.set(name, { ...before, changed: minute });
    edition = { ...edition, heard: minute };
  };
  const settle = (at: number, who: number, to: Send['state']) => {
    const shard = shardOf(at);
    const reader = shard?.readers[who % shard.readers.length] ?? '';
    const base = { edition: 'e', shard: shard?.shard ?? '', reader, revision: 1, owner: 'w', leaseUntil: 0 };
    rows.get(keyOf(at))?.set(reader, { ...base, state: to });
    return reader;
  };
  const ports = (left: number, dies = Number.POSITIVE_INFINITY): ReconcilePorts => ({
    deliveries: async () => [edition],
    shards: async () => KEYS,
    state: async (key) => {
      if (dies-- <= 0) throw new Killed('while it looked at a shard');
      looked.push(key);
      return state(key);
    },
    summaries: async () => new Map(summaries),
    keep: async (_, summary: ShardSummary, counted) => {
      const before = summaries.get(summary.shard);
      if ((before?.counted ?? '') < counted) summaries.set(summary.shard, { ...before, summary, counted });
    },
    deliver: async (key) => {
      for (const [who] of state(key).shard.readers.entries())
        if (!state(key).rows.has(state(key).shard.readers[who] ?? '')) settle(KEYS.indexOf(key), who, 'sent');
      return true;
    },
    write: async (row) => {
      rows.get(`e/${row.shard}.json`)?.set(row.reader, row);
      return true;
    },
    close: async () => {
      edition = { ...edition, state: 'closed' };
    },
    stop: async () => null,
    publish: async (report) => {
      published = report;
    },
    reported: async (_, at) => {
      edition = { ...edition, reported: at };
    },
    onReport: () => undefined,
    onNoTime: () => undefined,
    now: () => clock,
    hasTime: () => left-- > 0,
    maySend: () => true,
  });
  return {
    ports,
    looked,
    mark,
    settle,
    tell: (at: number, reader: string, messageId: string) =>
      events
        .get(keyOf(at))
        ?.push({ reader, messageId, mailedAt: iso(clock), events: { delivery: iso(clock) } }),
    tick: (ms: number) => {
      clock += ms;
    },
    report: () => published,
    edition: () => edition,
    counted: () =>
      reportOf(
        'e',
        KEYS.map((key) => summaryOf(state(key))),
        { isFrozen: true, stopped: null },
      ),
  };
}

const ALL = Number.POSITIVE_INFINITY;

describe('the numbers of an edition', () => {
  it('are what a count of the whole ledger comes to, whatever changed, ran out of time or died in between', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('event' as const),
        at: fc.nat(20),
        who: fc.nat(99),
        to: fc.constantFrom(...FINAL),
      }),
      fc.record({
        kind: fc.constant('run' as const),
        left: fc.nat(24),
        dies: fc.option(fc.nat(24), { nil: ALL }),
      }),
      fc.record({ kind: fc.constant('tick' as const), ms: fc.nat(4 * MINUTE) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const world = place();
        for (const [n, one] of steps.entries()) {
          if (one.kind === 'tick') world.tick(one.ms);
          if (one.kind === 'event') {
            // The fact first, then the mark: as feedback and workers do.
            const reader = world.settle(one.at, one.who, one.to);
            world.tell(one.at, reader, `m-${n}`);
            world.mark(one.at);
          }
          if (one.kind === 'run')
            await reconcile(world.ports(one.left, one.dies)).catch((error: unknown) => {
              if (!(error instanceof Killed)) throw error;
            });
        }
        world.tick(15 * MINUTE);
        await reconcile(world.ports(ALL));
        world.tick(15 * MINUTE);
        expect(await reconcile(world.ports(ALL))).toBe(0);
        expect(world.report()).toEqual(world.counted());
        expect(world.report()?.sum).toEqual({ counted: IDS.length, matches: true });
        expect(world.edition().state).toBe('closed');
      }),
      { numRuns: 60 },
    );
  });

  it('need no shard a second time when a run ends before all are counted, and none when nothing changed', async () => {
    const world = place();
    for (const [at, { readers }] of SHARDS.entries())
      for (const [who] of readers.entries()) world.settle(at, who, 'sent');
    for (let run = 0; world.edition().state !== 'closed'; run += 1) {
      expect(run).toBeLessThan(SHARDS.length);
      expect(await reconcile(world.ports(3))).toBe(run * 3 + 3 < SHARDS.length ? 1 : 0);
      world.tick(15 * MINUTE);
    }
    expect(world.looked.toSorted()).toEqual(KEYS.toSorted());
    expect(world.report()).toEqual(world.counted());
    world.mark(2);
    world.tick(15 * MINUTE);
    await reconcile(world.ports(ALL));
    expect(world.looked.slice(KEYS.length)).toEqual([KEYS[2]]);
  });

  it('tell of a reader in two shards that the sum does not match', () => {
    const [first, second] = SHARDS;
    if (first === undefined || second === undefined) throw new Error('Two shards are needed.');
    const twice = { ...first, readers: [...first.readers, second.readers[0] ?? ''] };
    const summaries = [twice, second].map((shard) =>
      summaryOf({ shard, rows: new Map(), deliveryEvents: [] }),
    );
    expect(reportOf('e', summaries, { isFrozen: true, stopped: null }).sum.matches).toBe(false);
  });
});
