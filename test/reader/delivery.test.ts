import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { readers as readersOf } from '../../lambdas/aws/stores/readers/readers.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { deliverShard } from '../../lambdas/reader/delivery/delivery.ts';
import {
  CALLING_LEASE_MS,
  CLAIM_LEASE_MS,
  isFinal,
  witnessed,
} from '../../lambdas/reader/delivery/ledger.ts';
import type { CallResult, Send, Shard } from '../../lambdas/types.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import {
  aReader,
  aShard,
  Killed,
  type Moment,
  memoryLedger,
  type Store,
  type World,
  world,
} from './delivery-model.ts';

// A walk over every step takes its time where other work runs beside.
vi.setConfig({ testTimeout: 120_000 });

const PEOPLE = ['ada', 'boris', 'chiyo', 'dana'].map((name) => aReader(name));
let local: LocalTables;
let table: Table;
let ledger: Store;

beforeAll(async () => {
  local = await localTables();
  table = await local.table('delivery');
  ledger = sends(table, () => Date.parse('2023-09-14T07:00:00Z'));
});
afterAll(() => local.close());

/** Runs a worker that may be killed; every later run has a name of its own, as in Lambda. */
let run = 0;
async function work(place: World, shard: Shard, kill?: { at: number; moment: Moment }) {
  run += 1;
  const ports = place.worker(kill);
  const outcome = await deliverShard({ shard, owner: `worker-${run}` }, ports).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
    return null;
  });
  return { outcome, steps: ports.steps() };
}

const states = async (shard: Shard) =>
  new Map([...(await ledger.rows(shard.edition, shard.shard))].map(([id, row]) => [id, row.state]));

function mostCallsForOne(calls: readonly string[]): number {
  return Math.max(0, ...calls.map((id) => calls.filter((other) => other === id).length));
}

describe('a worker killed between any two steps', () => {
  it('never sends twice, loses nobody whose call had not begun, and leaves a state that tells', async () => {
    const whole = await work(world(ledger, PEOPLE), aShard(PEOPLE, { shard: 'whole' }));
    expect(whole.outcome).toEqual({ open: 0, sent: PEOPLE.length, stopped: null, retryAfter: 0 });

    for (let at = 0; at < whole.steps; at += 1) {
      for (const moment of ['before', 'after'] as const) {
        const shard = aShard(PEOPLE, { shard: `kill-${at}-${moment}` });
        const place = world(ledger, PEOPLE);
        const first = await work(place, shard, { at, moment });
        expect(first.outcome).toBeNull();
        const inCall = [...(await states(shard))]
          .filter(([, state]) => state === 'calling')
          .map(([id]) => id);
        const begun = new Set(place.calls);

        // At once: the dead worker's reader is left alone, everybody else gets the mail.
        const second = await work(place, shard);
        expect(second.outcome?.open, `step ${at}, ${moment}`).toBeLessThanOrEqual(1);
        // After every lease: nothing is open any more.
        place.tick(CALLING_LEASE_MS + 1);
        expect((await work(place, shard)).outcome?.open).toBe(0);

        const end = await states(shard);
        expect(mostCallsForOne(place.calls)).toBe(1);
        for (const { id } of PEOPLE) {
          const expected = inCall.includes(id) ? 'unknown' : 'sent';
          expect(end.get(id), `step ${at}, ${moment}`).toBe(expected);
          if (expected === 'sent') expect(place.accepted).toContain(id);
          if (!begun.has(id) && !inCall.includes(id)) expect(place.accepted).toContain(id);
        }
      }
    }
  });
});

describe('twenty readers in every state', () => {
  const TWENTY = Array.from({ length: 20 }, (_, n) => aReader(`one-of-twenty-${n}`));
  const NOW = Date.parse('2023-09-14T07:00:05.000Z');
  /** What an earlier worker may have left: by state, and whether its lease is over. */
  const LEFT: readonly (Pick<Send, 'state' | 'leaseUntil'> | null)[] = [
    null,
    { state: 'claimed', leaseUntil: NOW - 1 },
    { state: 'claimed', leaseUntil: NOW + CLAIM_LEASE_MS },
    { state: 'calling', leaseUntil: NOW - 1 },
    { state: 'calling', leaseUntil: NOW + CALLING_LEASE_MS },
    { state: 'sent', leaseUntil: 0 },
    { state: 'failed', leaseUntil: 0 },
    { state: 'unknown', leaseUntil: 0 },
    { state: 'skipped', leaseUntil: 0 },
    null,
  ];

  async function begun() {
    const store = memoryLedger();
    const shard = aShard(TWENTY);
    for (const [n, { id }] of TWENTY.entries()) {
      const left = LEFT[n % LEFT.length];
      const row = { edition: shard.edition, shard: shard.shard, reader: id, revision: 1, owner: 'before' };
      if (left)
        await store.write({ ...row, ...left, ...(left.state === 'sent' ? { messageId: 'm-0' } : {}) });
    }
    const before = new Map(store.all().map((row) => [row.reader, row.state]));
    return { store, shard, before, place: world(store, TWENTY) };
  }

  it('survive a worker’s death at any step: nobody twice, nobody without an end, and events tell who was mailed', async () => {
    const { steps } = await (async () => {
      const { place, shard } = await begun();
      return work(place, shard);
    })();
    expect(steps).toBeGreaterThan(50);
    for (let at = 0; at < steps; at += 1) {
      for (const moment of ['before', 'after'] as const) {
        const { store, shard, before, place } = await begun();
        const where = `step ${at}, ${moment}`;
        await work(place, shard, { at, moment });
        const died = new Set(
          store.all().flatMap(({ state, reader }) => (state === 'calling' ? [reader] : [])),
        );
        place.tick(CALLING_LEASE_MS + 1);
        expect((await work(place, shard)).outcome?.open, where).toBe(0);
        expect(mostCallsForOne(place.calls), where).toBe(1);
        const end = new Map(store.all().map((row) => [row.reader, row.state]));
        for (const { id } of TWENTY) {
          const was = before.get(id);
          const isDone = was !== undefined && was !== 'claimed' && was !== 'calling';
          if (isDone) expect(place.calls, where).not.toContain(id);
          const expected = isDone ? was : died.has(id) || was === 'calling' ? 'unknown' : 'sent';
          expect(end.get(id), where).toBe(expected);
        }
        for (const row of store.all()) {
          const mailed = place.accepted.includes(row.reader);
          const events = { reader: row.reader, messageId: 'm-9', mailedAt: '', events: { send: '' } };
          const told = mailed && row.state === 'unknown' ? witnessed(row, [events]) : row;
          const isUnknown = end.get(row.reader) === 'unknown' && !mailed;
          expect(told?.state === 'unknown', where).toBe(isUnknown);
        }
      }
    }
  });
});

describe('workers side by side', () => {
  it('call once for each reader when eight get the same shard at the same moment', async () => {
    const shard = aShard(PEOPLE, { shard: 'crowd' });
    const place = world(ledger, PEOPLE);
    await Promise.all(Array.from({ length: 8 }, () => work(place, shard)));
    await work(place, shard);
    expect([...place.calls].sort()).toEqual(PEOPLE.map(({ id }) => id).sort());
    expect([...(await states(shard)).values()]).toEqual(PEOPLE.map(() => 'sent'));
  });

  it('never call twice, however kills, redeliveries and pauses are mixed', async () => {
    const turn = fc.record({
      at: fc.nat(40),
      moment: fc.constantFrom<Moment>('before', 'after'),
      wait: fc.constantFrom(0, 1_000, 61_000, 181_000),
      together: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 8 }), async (turns) => {
        const store = memoryLedger();
        const place = world(store, PEOPLE);
        const shard = aShard(PEOPLE);
        for (const { at, moment, wait, together } of turns) {
          await Promise.all(
            Array.from({ length: together }, (_, n) => work(place, shard, { at: at + n, moment })),
          );
          place.tick(wait);
        }
        place.tick(CALLING_LEASE_MS + 1);
        await work(place, shard);
        await work(place, shard);
        // Nobody at all, where four workers died one after the other with a call before them.
        expect(mostCallsForOne(place.calls)).toBeLessThanOrEqual(1);
        expect(store.all()).toHaveLength(PEOPLE.length);
        expect(store.all().every(isFinal)).toBe(true);
        const unknown = store
          .all()
          .filter((row) => row.state === 'unknown')
          .map((row) => row.reader);
        const sentTo = store
          .all()
          .filter((row) => row.state === 'sent')
          .map((row) => row.reader);
        expect([...unknown, ...sentTo].sort()).toEqual(PEOPLE.map(({ id }) => id).sort());
        expect(sentTo.every((id) => place.accepted.includes(id))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a reader whose mail cannot be made', () => {
  it('is left open, and all the others get theirs, until the deadline ends it', async () => {
    const shard = aShard(PEOPLE, { shard: 'broken-row' });
    const place = world(ledger, PEOPLE);
    const [, broken] = PEOPLE;
    const told: string[] = [];
    const deliver = () => {
      const ports = place.worker();
      return deliverShard(
        { shard, owner: `broken-${told.length}` },
        {
          ...ports,
          reader: (id) => (id === broken?.id ? Promise.reject(new Error('no language')) : ports.reader(id)),
          onTrouble: (send) => told.push(send.reader),
        },
      );
    };
    expect(await deliver()).toMatchObject({ open: 1, sent: 3 });
    expect(await deliver()).toMatchObject({ open: 1, sent: 0 });
    expect(told).toEqual([broken?.id, broken?.id]);
    place.tick(7 * 3_600_000);
    expect(await deliver()).toMatchObject({ open: 0 });
    expect((await states(shard)).get(broken?.id ?? '')).toBe('failed');
  });
});

describe('a worker whose time ran out while it waited for its turn', () => {
  it('does not begin the call, and leaves the reader to the next one', async () => {
    const people = PEOPLE.slice(0, 1);
    const shard = aShard(people, { shard: 'waited' });
    const place = world(ledger, people);
    let isLate = false;
    const ports = { ...place.worker(), hasTime: () => !isLate };
    const pace = async () => {
      isLate = true;
      return true;
    };
    expect(await deliverShard({ shard, owner: 'late' }, { ...ports, pace })).toMatchObject({
      open: 1,
      sent: 0,
    });
    expect(place.calls).toEqual([]);
    expect((await work(place, shard)).outcome).toMatchObject({ open: 0, sent: 1 });
  });
});

describe('a worker that slept longer than its claim', () => {
  it('finds the reader taken over when it wakes, and does not call', async () => {
    const people = PEOPLE.slice(0, 1);
    const shard = aShard(people, { shard: 'slept' });
    const place = world(ledger, people);
    const ports = place.worker();
    const outcome = await deliverShard(
      { shard, owner: 'sleeper' },
      {
        ...ports,
        prepare: async (reader, of) => {
          place.tick(CLAIM_LEASE_MS + 1);
          expect((await work(place, shard)).outcome?.sent).toBe(1);
          return ports.prepare(reader, of);
        },
      },
    );
    expect(outcome.sent).toBe(0);
    expect(place.calls).toHaveLength(1);
    expect([...(await states(shard)).values()]).toEqual(['sent']);
  });
});

describe('what the mail service answers', () => {
  const cases: readonly [CallResult['kind'], CallResult, Send['state'], number][] = [
    ['sent', { kind: 'sent', messageId: 'm' }, 'sent', 0],
    ['refused', { kind: 'refused', reason: 'MessageRejected' }, 'failed', 0],
    ['unknown', { kind: 'unknown', reason: 'TimeoutError' }, 'unknown', 0],
    ['not-now', { kind: 'not-now', reason: 'Throttling' }, 'claimed', 1],
    ['stopped', { kind: 'stopped', reason: 'AccountSendingPaused' }, 'claimed', 1],
  ];
  it.each(cases)('%s is kept as it is, and the reason with it', async (kind, answer, state, open) => {
    const people = PEOPLE.slice(0, 1);
    const shard = aShard(people, { shard: `answer-${kind}` });
    const { outcome } = await work(
      world(ledger, people, () => answer),
      shard,
    );
    expect(outcome?.open).toBe(open);
    const [row] = (await ledger.rows(shard.edition, shard.shard)).values();
    expect(row?.state).toBe(state);
    if (state === 'failed' || state === 'unknown')
      expect(row?.reason).toBe('reason' in answer ? answer.reason : '');
  });

  it('stops the shard when it says not now, and the next try sends to all', async () => {
    const shard = aShard(PEOPLE, { shard: 'throttled' });
    const place = world(ledger, PEOPLE, (_, call) =>
      call === 2 ? { kind: 'not-now', reason: 'Throttling' } : { kind: 'sent', messageId: `m-${call}` },
    );
    expect((await work(place, shard)).outcome).toEqual({
      open: 3,
      sent: 1,
      stopped: 'Throttling',
      retryAfter: 10,
    });
    expect((await work(place, shard)).outcome).toEqual({ open: 0, sent: 3, stopped: null, retryAfter: 0 });
    expect([...place.accepted].sort()).toEqual(PEOPLE.map(({ id }) => id).sort());
  });

  it('stops the edition for every worker when it refuses the account, until an operator resumes', async () => {
    const shard = aShard(PEOPLE, { shard: 'account' });
    const other = aShard(PEOPLE, { shard: 'account-2' });
    const place = world(ledger, PEOPLE, (_, call) =>
      call === 2 ? { kind: 'stopped', reason: 'AccountSendingPaused' } : { kind: 'sent', messageId: 'm' },
    );
    const stopped = { stopped: 'AccountSendingPaused', retryAfter: null };
    expect((await work(place, shard)).outcome).toEqual({ open: 3, sent: 1, ...stopped });
    expect((await work(place, other)).outcome).toEqual({ open: 4, sent: 0, ...stopped });
    expect(place.calls).toHaveLength(2);
    place.stops.clear();
    for (const one of [shard, other]) expect((await work(place, one)).outcome?.open).toBe(0);
    expect(place.accepted).toHaveLength(8);
  });

  it('is believed when it comes after reconciliation had given the call up', async () => {
    const people = PEOPLE.slice(0, 1);
    const shard = aShard(people, { shard: 'late' });
    const place = world(ledger, people);
    const slow = place.worker();
    const outcome = await deliverShard(
      { shard, owner: 'slow' },
      {
        ...slow,
        prepare: async () => ({
          kind: 'ready',
          call: async () => {
            place.tick(CALLING_LEASE_MS + 1);
            await work(place, shard);
            return { kind: 'sent', messageId: 'late-but-here' };
          },
        }),
      },
    );
    expect(outcome.sent).toBe(1);
    const [row] = (await ledger.rows(shard.edition, shard.shard)).values();
    expect(row).toMatchObject({ state: 'sent', messageId: 'late-but-here' });
  });
});

describe('a stopped edition', () => {
  it('is stopped between two readers: the worker at it sees the switch before its next call', async () => {
    const shard = aShard(PEOPLE, { shard: 'switch' });
    const place: World = world(ledger, PEOPLE, () => {
      place.stops.set(shard.edition, 'wrong headline');
      return { kind: 'sent', messageId: 'm' };
    });
    expect((await work(place, shard)).outcome).toEqual({
      open: 3,
      sent: 1,
      stopped: 'wrong headline',
      retryAfter: null,
    });
    expect(place.calls).toHaveLength(1);
    expect([...(await states(shard)).values()].sort()).toEqual(['claimed', 'sent']);
  });

  it('still tells calls that died, and ends with its deadline', async () => {
    const shard = aShard(PEOPLE, { shard: 'stopped-late' });
    const place = world(ledger, PEOPLE);
    const { steps } = await work(world(ledger, PEOPLE), aShard(PEOPLE, { shard: 'count' }));
    for (let at = 0; (await states(shard)).get(PEOPLE[0]?.id ?? '') !== 'calling'; at += 1) {
      expect(at).toBeLessThan(steps);
      await work(place, shard, { at, moment: 'after' });
      place.tick(CLAIM_LEASE_MS + 1);
    }
    place.stops.set(shard.edition, 'a fire');
    place.tick(CALLING_LEASE_MS + 1);
    expect((await work(place, shard)).outcome).toMatchObject({ open: 3, stopped: 'a fire' });
    expect([...(await states(shard)).values()]).toContain('unknown');
    place.tick(7 * 3_600_000);
    expect((await work(place, shard)).outcome).toMatchObject({ open: 0, stopped: null });
    expect([...(await states(shard)).values()].sort()).toEqual(['failed', 'failed', 'failed', 'unknown']);
    expect(place.accepted).toEqual([]);
  });
});

describe('who gets no mail', () => {
  it.each([
    ['left', 'left after the freeze'],
    ['bounced', 'bounced after the freeze'],
    ['complained', 'complained after the freeze'],
    ['erased', 'erased after the freeze'],
  ] as const)('is a reader who %s: the row says so', async (state, reason) => {
    const gone = aReader(`gone-${state}`, { state });
    const shard = aShard([gone], { shard: `is-${state}` });
    const place = world(ledger, [gone]);
    expect((await work(place, shard)).outcome?.open).toBe(0);
    expect(place.calls).toEqual([]);
    const [row] = (await ledger.rows(shard.edition, shard.shard)).values();
    expect(row).toMatchObject({ state: 'skipped', reason });
  });

  it('is a reader who left after the freeze, or whom nobody knows any more', async () => {
    const gone = aReader('gone', { state: 'left' });
    const stranger = aReader('stranger');
    const shard = aShard([gone, stranger], { shard: 'left' });
    const place = world(ledger, [gone]);
    expect((await work(place, shard)).outcome?.open).toBe(0);
    expect(place.calls).toEqual([]);
    expect([...(await states(shard)).values()]).toEqual(['skipped', 'skipped']);
  });

  it('is a reader who paused after the freeze, until the day of their choice', async () => {
    const resting = aReader('resting', { pausedUntil: '2023-09-15' });
    const back = aReader('back', { pausedUntil: '2023-09-14' });
    const shard = aShard([resting, back], { shard: 'paused' });
    const place = world(ledger, [resting, back]);
    expect((await work(place, shard)).outcome).toMatchObject({ open: 0, sent: 1 });
    expect(place.calls).toEqual([back.id]);
    const rows = await ledger.rows(shard.edition, shard.shard);
    expect(rows.get(resting.id)).toMatchObject({ state: 'skipped', reason: 'paused after the freeze' });
  });

  it('is everybody once the send-by time is over', async () => {
    const shard = aShard(PEOPLE, { shard: 'too-late', sendBy: '2023-09-14T07:00:00.000Z' });
    const place = world(ledger, PEOPLE);
    expect((await work(place, shard)).outcome).toEqual({ open: 0, sent: 0, stopped: null, retryAfter: 0 });
    expect(place.calls).toEqual([]);
    expect([...(await states(shard)).values()]).toEqual(PEOPLE.map(() => 'failed'));
  });

  it('is nobody when the worker runs out of time: the rest is left for the next one', async () => {
    const shard = aShard(PEOPLE, { shard: 'short' });
    const place = world(ledger, PEOPLE);
    let looks = 0;
    const outcome = await deliverShard(
      { shard, owner: 'short-of-time' },
      { ...place.worker(), hasTime: () => looks++ < 6 },
    );
    expect(outcome).toEqual({ open: 2, sent: 2, stopped: null, retryAfter: 0 });
    expect((await work(place, shard)).outcome?.sent).toBe(2);
  });
});

describe('the readers', () => {
  it('who were confirmed before the slot, have not left and do not rest are the recipients', async () => {
    const people = readersOf(table);
    const late = aReader('late', { confirmedAt: '2023-09-14T07:00:00.000Z' });
    const resting = aReader('resting', { pausedUntil: '2023-09-15' });
    const back = aReader('back', { pausedUntil: '2023-09-14' });
    for (const reader of [...PEOPLE, late, resting, back]) await people.put(reader);
    const [first] = PEOPLE;
    await people.leave(first?.id ?? '', '2023-09-13T00:00:00.000Z');
    await people.leave(first?.id ?? '', '2023-09-15T00:00:00.000Z');
    const found = await people.confirmedBefore('2023-09-14T07:00:00.000Z', '2023-09-14');
    expect([...found].sort()).toEqual([...PEOPLE.slice(1), back].map(({ id }) => id).sort());
    expect(await people.get(first?.id ?? '')).toMatchObject({
      state: 'left',
      leftAt: '2023-09-13T00:00:00.000Z',
    });
  });
});
