import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sends } from '../lambdas/aws/stores/delivery/sends.ts';
import { editions } from '../lambdas/aws/stores/editions.ts';
import { readers } from '../lambdas/aws/stores/readers/readers.ts';
import type { Row, Table } from '../lambdas/aws/table.ts';
import { handleEvent } from '../lambdas/feedback.ts';
import type { MailEventKind } from '../lambdas/mail-types.ts';
import { lastStraw } from '../lambdas/reader/delivery/consequences.ts';
import type { Reader, Send, SendState } from '../lambdas/types.ts';
import { type LocalTables, localTables } from './aws/local-table.ts';
import { heldLog } from './aws/log-lines.ts';
import { Killed, type Life, mortal } from './aws/mortal.ts';
import { aReader } from './reader/delivery-model.ts';
import { type EventSketch, mailEvent, OURS } from './reader/mail-event.ts';

// Some of it takes its time where other work runs beside.
vi.setConfig({ testTimeout: 240_000 });

const EDITION = '2023-09-14T07-00-00Z';
const ADA = aReader('ada');
let local: LocalTables;
let written: string[] = [];

beforeAll(async () => {
  local = await localTables();
  written = heldLog().lines;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await local.close();
});

interface Place {
  readonly table: Table;
  readonly handleEvent: (...told: readonly EventSketch[]) => Promise<void>;
  readonly send: (reader?: Reader) => Promise<Send | undefined>;
  readonly reader: (reader?: Reader) => Promise<Reader | undefined>;
}

let count = 0;
async function place(
  people: readonly Reader[],
  state: SendState = 'sent',
  row: Partial<Send> = {},
): Promise<Place> {
  count += 1;
  const table = await local.table(`feedback-${count}`);
  const ledger = sends(table, () => Date.parse('2023-09-14T08:00:30Z'));
  await editions(table).freezing({ id: EDITION, slot: '2023-09-14T07:00:00.000Z' });
  for (const reader of people) {
    await readers(table).put(reader);
    const base = { edition: EDITION, shard: '0-0', reader: reader.id, owner: 'w', leaseUntil: 0 };
    await ledger.write({ ...base, state, revision: 1, ...row });
  }
  const world = { table, sender: OURS, now: () => Date.parse('2023-09-14T08:00:30Z') };
  return {
    table,
    handleEvent: async (...told) => {
      for (const one of told) await handleEvent(mailEvent({ edition: EDITION, ...one }), world);
    },
    send: (reader = ADA) => ledger.row(EDITION, '0-0', reader.id),
    reader: (reader = ADA) => readers(table).get(reader.id),
  };
}

const told = (kind: MailEventKind, change: Partial<EventSketch> = {}): EventSketch => ({
  kind,
  reader: ADA.id,
  messageId: 'm-1',
  ...change,
});

describe('the ledger', () => {
  it.each(['send', 'delivery', 'delay', 'bounce', 'soft-bounce', 'complaint'] as const)(
    'calls an unknown send sent when a %s is told of it',
    async (kind) => {
      const { handleEvent, send } = await place([ADA], 'unknown', { reason: 'TimeoutError' });
      await handleEvent(told(kind));
      expect(await send()).toMatchObject({ state: 'sent', messageId: 'm-1' });
      expect((await send())?.reason).toBeUndefined();
    },
  );

  it.each(['claimed', 'calling', 'failed', 'skipped'] as const)(
    'believes an event more than a row that says %s',
    async (state) => {
      const { handleEvent, send } = await place([ADA], state);
      await handleEvent(told('send'));
      expect(await send()).toMatchObject({ state: 'sent', messageId: 'm-1' });
    },
  );

  it.each([
    ['reject', 'Reject'],
    ['rendering-failure', 'RenderingFailure'],
  ] as const)('calls a send failed when SES takes it and then turns it down: %s', async (kind, reason) => {
    for (const order of [
      ['send', kind],
      [kind, 'send'],
    ] as const) {
      const { handleEvent, send } = await place([ADA], 'sent', { messageId: 'm-1' });
      await handleEvent(...order.map((one) => told(one)));
      expect(await send()).toMatchObject({ state: 'failed', reason, messageId: 'm-1' });
    }
  });

  it('stays as it is when the rejection is about another mail than the one that was sent', async () => {
    const { handleEvent, send } = await place([ADA], 'sent', { messageId: 'm-2' });
    await handleEvent(told('reject'));
    expect(await send()).toMatchObject({ state: 'sent', messageId: 'm-2' });
  });

  it('is not touched by events of other senders, which are counted and let go', async () => {
    const { handleEvent, send, reader } = await place([ADA], 'unknown');
    const before = await send();
    written.length = 0;
    await handleEvent(
      told('bounce', { from: { ...OURS, configurationSet: 'theirs' } }),
      told('complaint', { from: { ...OURS, account: '999999999999' } }),
      told('complaint', { shard: 'x' }),
    );
    expect(await send()).toEqual(before);
    expect((await reader())?.state).toBe('confirmed');
    expect(written.filter((line) => line.includes('"IgnoredEvents":1'))).toHaveLength(3);
  });

  it('takes note of an event whose row is long gone, and of one about a mail that is in no ledger', async () => {
    const { handleEvent, reader } = await place([]);
    await handleEvent(told('delivery'), told('bounce', { notice: 'confirm' }));
    expect(await reader()).toBeUndefined();
  });
});

describe('a reader', () => {
  it('whose mailbox is gone bounced; one who complained complained; both get no further mail', async () => {
    for (const [kind, state] of [
      ['bounce', 'bounced'],
      ['complaint', 'complained'],
    ] as const) {
      const { table, handleEvent, reader } = await place([ADA]);
      await handleEvent(told(kind));
      expect(await reader()).toMatchObject({ state });
      expect(await readers(table).confirmedBefore('2099-01-01T00:00:00.000Z', '2099-01-01')).toEqual([]);
    }
  });

  it('is kept from mail also by what a notice met', async () => {
    const { handleEvent, reader } = await place([ADA]);
    await handleEvent(told('bounce', { notice: 'export' }));
    expect((await reader())?.state).toBe('bounced');
  });

  it('who only asked has no state that an event could change: the click decides', async () => {
    const { table, handleEvent, reader } = await place([]);
    const people = readers(table);
    const { id, address, language } = ADA;
    await people.ask({ id, address, language, askedAt: Date.parse('2023-09-14T06:00:00Z') });
    await handleEvent(...(['bounce', 'complaint'] as const).map((kind) => told(kind, { notice: 'confirm' })));
    expect([await reader(), await people.pendingSubscription(id)]).toMatchObject([undefined, { address }]);
    await people.confirm({ ...ADA, confirmedAt: '2023-09-14T08:00:00.000Z' }, '2023-09-14T06:00:00.000Z');
    await handleEvent(told('bounce', { notice: 'confirm' }));
    expect((await reader())?.state).toBe('confirmed');
  });

  it('is worse off with a complaint than with a bounce, whichever comes first', async () => {
    for (const order of [
      ['bounce', 'complaint'],
      ['complaint', 'bounce'],
    ] as const) {
      const { handleEvent, reader } = await place([ADA]);
      await handleEvent(...order.map((kind) => told(kind)));
      expect((await reader())?.state).toBe('complained');
    }
  });

  it.each(['left', 'erased'] as const)('who is %s stays so', async (state) => {
    const { handleEvent, reader } = await place([{ ...ADA, state }]);
    await handleEvent(told('bounce'), told('complaint'));
    expect((await reader())?.state).toBe(state);
  });

  it('who confirmed anew is not sent away by what an earlier mail met, however late it is told', async () => {
    const { handleEvent, reader } = await place([{ ...ADA, confirmedAt: '2023-09-20T00:00:00.000Z' }]);
    // The bounce comes after the confirmation, its mail went before it.
    await handleEvent(
      told('bounce', { mailedAt: '2023-09-19T00:00:00Z', at: '2023-09-21T00:00:00Z' }),
      told('complaint', { mailedAt: '2023-09-18T00:00:00Z', at: '2023-09-19T00:00:00Z' }),
    );
    expect((await reader())?.state).toBe('confirmed');
    await handleEvent(told('complaint', { mailedAt: '2023-09-18T00:00:00Z', at: '2023-09-22T00:00:00Z' }));
    expect((await reader())?.state).toBe('complained');
  });

  const soft = (n: number, day: string): EventSketch =>
    told('soft-bounce', { messageId: `soft-${n}`, mailedAt: `${day}T07:00:00.000Z` });

  it('with a full mailbox is sent away by the fifth bounce within thirty days, told once or often', async () => {
    const { handleEvent, reader } = await place([ADA]);
    const days = ['2023-09-11', '2023-09-12', '2023-09-12', '2023-09-30', '2023-10-10'];
    for (const [n, day] of days.entries()) {
      expect((await reader())?.state).toBe('confirmed');
      await handleEvent(soft(n, day), soft(n, day), soft(n, day));
    }
    expect(await reader()).toMatchObject({ state: 'bounced', suppressedAt: '2023-10-10T07:00:00.000Z' });
  });

  it('still gets mail when five soft bounces lie further apart, or before the confirmation', async () => {
    const { handleEvent, reader } = await place([{ ...ADA, confirmedAt: '2023-09-10T00:00:00.000Z' }]);
    const days = [
      '2023-09-08',
      '2023-09-09',
      '2023-09-11',
      '2023-09-20',
      '2023-09-30',
      '2023-10-05',
      '2023-10-12',
    ];
    for (const [n, day] of days.entries()) await handleEvent(soft(n, day));
    expect((await reader())?.state).toBe('confirmed');
  });

  it.each([
    [['01', '02', '03', '04'], null],
    [['01', '02', '03', '04', '31'], '31'],
    [['05', '01', '04', '03', '02'], '05'],
  ])('bounces softly on %j: the last straw is %s', (days, last) => {
    const at = (day: string) => `2023-10-${day}T00:00:00.000Z`;
    expect(lastStraw(days.map(at))).toBe(last === null ? null : at(last));
  });
});

describe('the log', () => {
  it('never shows an address, whatever SES tells', async () => {
    const { handleEvent } = await place([ADA], 'unknown');
    written.length = 0;
    await handleEvent(
      ...(['send', 'bounce', 'complaint', 'reject', 'rendering-failure'] as const).map((kind) => told(kind)),
    );
    expect(written.length).toBeGreaterThan(0);
    expect(written.join('')).not.toContain('@');
    expect(written.join('')).toContain('"Bounces":1');
  });
});

describe('events late, repeated and reordered', () => {
  const BORIS = aReader('boris', { confirmedAt: '2023-09-14T07:00:15.000Z' });
  /** A mail is given to SES once: its time goes with its id. */
  const mail = fc.constantFrom(
    { messageId: 'm-1', mailedAt: '2023-09-14T07:00:10.000Z' },
    { messageId: 'm-2', mailedAt: '2023-09-14T07:00:20.000Z' },
  );
  const event = fc
    .record({
      kind: fc.constantFrom<MailEventKind>(
        'send',
        'delivery',
        'delay',
        'bounce',
        'soft-bounce',
        'complaint',
        'reject',
      ),
      reader: fc.constantFrom(ADA.id, BORIS.id),
      mail,
      second: fc.integer({ min: 10, max: 40 }),
    })
    .map(({ kind, reader, mail, second }) => ({
      kind,
      reader,
      ...mail,
      at: `2023-09-14T07:00:${second}.000Z`,
    }));

  /** Every row that feedback may write, revisions apart: they count the writes, not what is written. */
  async function rows({ table }: Place): Promise<readonly Row[]> {
    const partitions = [
      `send#${EDITION}#0-0`,
      `fate#${EDITION}#0-0`,
      `reader#${ADA.id}`,
      `reader#${BORIS.id}`,
    ];
    const found = await Promise.all(partitions.map((pk) => table.query({ partition: ['pk', pk] })));
    return found.flat().map(({ revision: _, ...row }) => row);
  }

  it('leave the same rows as in any other order', async () => {
    const cases = fc.array(event, { minLength: 1, maxLength: 8 }).chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
        state: fc.constantFrom<SendState>('unknown', 'calling', 'sent', 'failed'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ all, order, state }) => {
        const row = state === 'sent' ? { messageId: 'm-1' } : {};
        const one = await place([ADA, BORIS], state, row);
        await one.handleEvent(...all);
        const other = await place([ADA, BORIS], state, row);
        await other.handleEvent(...order);
        expect(await rows(other)).toEqual(await rows(one));
      }),
      { numRuns: 60 },
    );
  });

  it('leave the same rows when a worker dies at any step and the queue tells again', async () => {
    const all = [told('send'), told('soft-bounce'), told('complaint')];
    const one = await place([ADA, BORIS], 'unknown');
    await one.handleEvent(...all);
    const expected = await rows(one);
    for (let at = 0, isOver = false; !isOver; at += 1) {
      const other = await place([ADA, BORIS], 'unknown');
      const life: Life = { steps: 0, at, moment: at % 2 === 0 ? 'before' : 'after' };
      const dying = {
        table: mortal(other.table, life),
        sender: OURS,
        now: () => Date.parse('2023-09-14T08:00:30Z'),
      };
      isOver = true;
      for (const event of all) {
        await handleEvent(mailEvent({ edition: EDITION, ...event }), dying).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          isOver = false;
        });
      }
      await other.handleEvent(...all);
      expect(await rows(other), `step ${at}`).toEqual(expected);
      expect(at).toBeLessThan(100);
    }
  });

  it('leave the same rows when many workers hear them at once', async () => {
    const kinds = ['send', 'delivery', 'bounce', 'complaint', 'soft-bounce'] as const;
    const all = kinds.flatMap((kind) => [told(kind), told(kind, { messageId: 'm-2' })]);
    const one = await place([ADA, BORIS], 'unknown');
    await one.handleEvent(...all);
    const other = await place([ADA, BORIS], 'unknown');
    await Promise.all([...all, ...all.toReversed()].map((event) => other.handleEvent(event)));
    expect(await rows(other)).toEqual(await rows(one));
  });
});
