import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readTemplates } from '../lambdas/aws/bundled/templates.ts';
import { mailer, PATIENCE } from '../lambdas/aws/mail/mailer.ts';
import { sends } from '../lambdas/aws/stores/delivery/sends.ts';
import { stops } from '../lambdas/aws/stores/delivery/stops.ts';
import { editions } from '../lambdas/aws/stores/editions.ts';
import { applyAmendments } from '../lambdas/composing/apply-amendments.ts';
import { amend } from '../lambdas/composing/desk/amend.ts';
import { publish } from '../lambdas/composing/publishing.ts';
import { type DeliverServices, deliverMessage, MARGIN_MS, reconcileAll } from '../lambdas/deliver.ts';
import { handleEvent } from '../lambdas/feedback.ts';
import { CALLING_LEASE_MS } from '../lambdas/reader/delivery/ledger.ts';
import type { Send } from '../lambdas/types.ts';
import { deliveryMessage } from './aws/delivery-message.ts';
import { heldLog } from './aws/log-lines.ts';
import { Killed, mortal } from './aws/mortal.ts';
import { dice } from './bench/made-up.ts';
import { edition, story } from './edition/sample.ts';
import { aReader } from './reader/delivery-model.ts';
import { openPostOffice, type Place, type PostOffice, SETTINGS } from './sending.ts';

// Some of it takes its time where other work runs beside.
vi.setConfig({ testTimeout: 240_000 });

const CONTEXT = { getRemainingTimeInMillis: () => 110_000 };
const people = (count: number) => Array.from({ length: count }, (_, n) => aReader(`reader-${n}`));

let office: PostOffice;
let written: string[] = [];
beforeAll(async () => {
  written = heldLog().lines;
  office = await openPostOffice();
});
afterAll(async () => {
  await office.close();
  vi.restoreAllMocks();
});
afterEach(() => office.makeTrouble(undefined));

/** One message of the delivery queue: `killed`, `back` when it must come again, `done` when not. */
async function deliver(
  { deliver: world }: Place,
  key: string,
  change: Partial<DeliverServices> = {},
  context = CONTEXT,
): Promise<'done' | 'back' | 'killed'> {
  return deliverMessage(deliveryMessage(key), { ...world, ...change }, context).then(
    () => 'done',
    (error: unknown) => (error instanceof Killed ? 'killed' : 'back'),
  );
}

async function deliverAll(place: Place, change: Partial<DeliverServices> = {}): Promise<void> {
  for (const key of place.shards) while ((await deliver(place, key, change)) !== 'done');
}

async function hearAll(place: Place, matters = (_: string) => true): Promise<void> {
  for (const body of place.told().filter(matters)) await handleEvent(body, place.feedback);
}

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

const states = async (place: Place) => tally((await place.rows()).map(({ state }) => state));
const twice = (ids: readonly string[]) => ids.length - new Set(ids).size;

/* A thousand readers before thirty-two workers stand in reader/many-workers.test.ts; here the stores are the emulators' own. */
describe('two hundred readers', () => {
  it('get one mail each, when every message comes three times in any order to eight workers', async ({
    annotate,
  }) => {
    // 256 calls at once to a mail service in this very process may wait for each other.
    const place = await office.freeze(people(200), { patience: 60_000 });
    // Each shard three times, dealt out so that copies meet in time.
    const work = place.shards.flatMap((key, at) => [key, key, place.shards.at(-1 - at) ?? key]);
    const began = performance.now();
    const worker = async () => {
      for (let key = work.shift(); key !== undefined; key = work.shift()) {
        if ((await deliver(place, key)) !== 'done') work.push(key);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    await annotate(`${((performance.now() - began) / 200).toFixed(1)} ms a mail`);
    expect(place.mailed()).toHaveLength(200);
    expect(twice(place.mailed())).toBe(0);
    expect(await states(place)).toEqual({ sent: 200 });
    await reconcileAll(place.deliver, CONTEXT);
    expect(await place.report()).toMatchObject({ recipients: 200, sum: { counted: 200, matches: true } });
  });
});

describe('a hundred and fifty readers', () => {
  it('are each mailed once or told as unknown, however often their workers are killed', async ({
    annotate,
  }) => {
    const clock = vi.spyOn(Date, 'now');
    let hour = 0;
    clock.mockImplementation(() => performance.timeOrigin + performance.now() + hour);
    try {
      const place = await office.freeze(people(150), { sendBy: '2099-01-01T00:00:00.000Z' });
      const queue = [...place.shards];
      const inCall = new Set<string>();
      const roll = dice(7);
      let deaths = 0;
      for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
        const life = { steps: 0, at: roll(160), moment: roll(2) === 0 ? 'before' : 'after' } as const;
        const { table, mailer } = place.deliver;
        const end = await deliver(place, key, { table: mortal(table, life), mailer: mortal(mailer, life) });
        if (end !== 'done') queue.push(key);
        if (end !== 'killed') continue;
        deaths += 1;
        for (const { state, reader } of await place.rows()) if (state === 'calling') inCall.add(reader);
        hour += CALLING_LEASE_MS + 1;
      }
      await annotate(`${deaths} workers killed, ${inCall.size} of them in the call`);
      expect(deaths).toBeGreaterThan(10);
      expect(inCall.size).toBeGreaterThan(0);
      expect(twice(place.mailed())).toBe(0);
      expect(await states(place)).toEqual({ sent: 150 - inCall.size, unknown: inCall.size });
      // What SES took is told by its events; what it did not take stays unknown. Those about sent mails change nothing.
      await hearAll(place, (body) => [...inCall].some((reader) => body.includes(reader)));
      const mailed = new Set(place.mailed());
      for (const { reader, state } of await place.rows())
        expect([reader, state]).toEqual([reader, mailed.has(reader) ? 'sent' : 'unknown']);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('a mail service in trouble', () => {
  it('that throttles half of the calls: everybody gets one mail, and all calls together keep to the quota', async () => {
    const rate = 12;
    const place = await office.freeze(people(16), { rate });
    const began = performance.now();
    const calls: number[] = [];
    office.makeTrouble(({ sent }) => {
      calls.push(performance.now());
      return sent % 2 === 0 ? 'throttle' : undefined;
    });
    await Promise.all([deliverAll(place), deliverAll(place)]);
    expect(place.mailed()).toHaveLength(16);
    expect(twice(place.mailed())).toBe(0);
    expect(await states(place)).toEqual({ sent: 16 });
    expect(calls.length).toBeGreaterThanOrEqual(31);
    // What a busy machine calls late it may call close together: that no second has more turns is tried with a clock of its own.
    const seconds = ((calls.at(-1) ?? 0) - began) / 1000;
    expect((calls.length - 1) / seconds).toBeLessThanOrEqual(rate);
  });

  it.each([
    ['answers 500', 'error', 'unknown', 0],
    ['drops the connection', 'drop', 'unknown', 0],
    ['takes the mail and then drops the connection', 'drop-after-sending', 'sent', 20],
  ] as const)('that %s: each send is told as what is known of it', async (_, trouble, known, mailed) => {
    const place = await office.freeze(people(20));
    office.makeTrouble(() => trouble);
    await deliverAll(place);
    expect(await states(place)).toEqual({ unknown: 20 });
    office.makeTrouble(undefined);
    // Nobody is called again, whatever comes back.
    await deliverAll(place);
    expect(place.mailed()).toHaveLength(mailed);
    await hearAll(place);
    expect(await states(place)).toEqual({ [known]: 20 });
    await reconcileAll(place.deliver, CONTEXT);
    expect(await place.report()).toMatchObject({ recipients: 20, [known]: 20, sum: { matches: true } });
  });

  it('that hangs: the calls are given up as unknown, and the worker ends in its time', async () => {
    const place = await office.freeze(people(40), { patience: 150 });
    // Each call takes a whole minute of the worker's time; of its own there is enough for two.
    let left = 130_000;
    office.makeTrouble(() => {
      left -= 60_000;
      return 'hang';
    });
    const [key = ''] = place.shards;
    expect(await deliver(place, key, {}, { getRemainingTimeInMillis: () => left })).toBe('back');
    // Not all were begun; who was not yet in the call when the time was over is free again.
    const { unknown = 0, claimed = 0 } = await states(place);
    expect(unknown).toBeGreaterThan(0);
    expect(unknown + claimed).toBeLessThan(40);
    // The next worker has its time, and patience.
    office.makeTrouble(undefined);
    await deliverAll(place, { mailer: mailer('ours') });
    expect(await states(place)).toEqual({ unknown, sent: 40 - unknown });
    expect(twice(place.mailed())).toBe(0);
  });

  it('is given up before the worker’s own time ends: a call never outlasts what is kept back for it', () => {
    expect(PATIENCE.connectionTimeout + PATIENCE.requestTimeout).toBeLessThan(MARGIN_MS);
  });

  it('in every way at once: nobody twice, and everybody sent, failed or unknown', async () => {
    const place = await office.freeze(people(100), { patience: 2_000 });
    const roll = dice(3);
    const ways = ['throttle', 'error', 'drop', 'drop-after-sending', 'hang', undefined, undefined] as const;
    office.makeTrouble(() => ways[roll(ways.length)]);
    await Promise.all([deliverAll(place), deliverAll(place), deliverAll(place)]);
    await hearAll(place);
    const all = await states(place);
    expect(twice(place.mailed())).toBe(0);
    expect((all.sent ?? 0) + (all.unknown ?? 0)).toBe(100);
    expect(all.sent).toBe(place.mailed().length);
  });
});

/** What CloudWatch would read out of the log since it was last emptied: the highest value of each metric. */
function metrics(): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const line of written.splice(0)) {
    const { _aws, ...values } = JSON.parse(line);
    for (const { Name } of _aws?.CloudWatchMetrics?.[0]?.Metrics ?? [])
      found[Name] = Math.max(found[Name] ?? 0, values[Name]);
  }
  return found;
}

describe('an alarm', () => {
  it('rings when SES refuses the account: the edition is stopped, its messages are let go, and resuming loses nobody', async () => {
    const place = await office.freeze(people(150));
    written.length = 0;
    const refused = mailer('a set that is not there');
    for (const key of place.shards) expect(await deliver(place, key, { mailer: refused })).toBe('done');
    expect(metrics()).toEqual({ EditionsStopped: 1 });
    expect(await stops(place.deliver.table).get(place.edition)).toMatchObject({
      by: 'account',
      reason: expect.stringContaining('ConfigurationSetDoesNotExist'),
    });
    // It goes on ringing while somebody waits.
    await reconcileAll(place.deliver, CONTEXT);
    expect(metrics()).toEqual({
      EditionsStopped: 1,
      FailedSends: 0,
      UnknownSends: 0,
      DeliveryCountMismatch: 0,
    });
    expect(place.mailed()).toEqual([]);
    await stops(place.deliver.table).lift(place.edition);
    await reconcileAll(place.deliver, CONTEXT);
    expect(metrics()).toEqual({
      EditionsStopped: 0,
      FailedSends: 0,
      UnknownSends: 0,
      DeliveryCountMismatch: 0,
    });
    expect(place.mailed()).toHaveLength(150);
  });

  it('rings for sends that nobody can tell, and for numbers that do not add up', async () => {
    const place = await office.freeze(people(20));
    office.makeTrouble(({ to }) => (to[0]?.startsWith('reader-7@') ? 'drop' : undefined));
    await deliverAll(place);
    written.length = 0;
    await reconcileAll(place.deliver, CONTEXT);
    expect(metrics()).toEqual({
      EditionsStopped: 0,
      FailedSends: 0,
      UnknownSends: 1,
      DeliveryCountMismatch: 0,
    });
    // A row of somebody who is in no shard.
    const [row] = await place.rows();
    const stranger = { ...row, reader: aReader('stranger').id, state: 'sent', revision: 1 } as Send;
    await sends(place.deliver.table, Date.now).write(stranger);
    await editions(place.deliver.table).reopen(place.edition);
    await reconcileAll(place.deliver, CONTEXT);
    expect(metrics()).toMatchObject({ DeliveryCountMismatch: 1 });
    expect(await place.report()).toMatchObject({ recipients: 20, sum: { counted: 21, matches: false } });
  });
});

describe('reconciliation', () => {
  it('finishes what a queue forgot, counts it, and writes the same numbers once', async () => {
    const place = await office.freeze(people(30));
    expect(await reconcileAll(place.deliver, CONTEXT)).toBe(0);
    expect(place.mailed()).toHaveLength(30);
    const put = vi.spyOn(place.archive, 'put');
    const first = await place.report();
    expect(first).toMatchObject({ recipients: 30, sent: 30, delivered: 0, sum: { matches: true } });
    await reconcileAll(place.deliver, CONTEXT);
    expect(put).not.toHaveBeenCalled();
    await hearAll(place);
    await reconcileAll(place.deliver, CONTEXT);
    expect(await place.report()).toEqual({ ...first, delivered: 30 });
    expect(put).toHaveBeenCalledTimes(1);
    await reconcileAll(place.deliver, CONTEXT);
    expect(put).toHaveBeenCalledTimes(1);
  });

  it('does not write numbers that it had no time to count', async () => {
    const place = await office.freeze(people(20));
    const short = { getRemainingTimeInMillis: () => 5_000 };
    expect(await reconcileAll(place.deliver, short)).toBeGreaterThan(0);
    expect(await place.report()).toBeNull();
  });
});

describe('a take-down', () => {
  it('stops a delivery in the middle: the page is gone, nobody is lost or called twice', async () => {
    const place = await office.freeze(people(60));
    const { table } = place.deliver;
    const made = edition([story('Crane drivers strike')], { id: place.edition });
    await place.archive.put(`editions/${made.id}/edition.json`, JSON.stringify(made));
    const web = await office.bucket('taken-down-web');
    const pages = { archive: place.archive, web, table, settings: SETTINGS, templates: readTemplates() };
    await publish(made, pages);
    const page = () => web.text(`editions/${made.id}.en.html`);
    expect(await page()).toContain('Crane drivers strike');
    const order = {
      kind: 'takeDown',
      of: { kind: 'edition', edition: made.id },
      at: '2023-09-14T07:01:00.000Z',
      note: 'It was wrong.',
      by: 'ada',
    } as const;
    let calls = 0;
    let deciding: Promise<void> | undefined;
    office.makeTrouble(() => {
      calls += 1;
      if (calls === 12) deciding = amend(order, { archive: place.archive, table });
      return undefined;
    });
    await deliverAll(place);
    await deciding;
    const before = place.mailed().length;
    expect(before).toBeGreaterThanOrEqual(12);
    expect(before).toBeLessThan(60);
    await applyAmendments(pages);
    expect(await page()).not.toContain('Crane drivers strike');
    expect(await page()).toContain('It was wrong.');
    await reconcileAll(place.deliver, CONTEXT);
    expect(place.mailed()).toHaveLength(before);
    // Whoever resumes it after all finds everybody else still to be called.
    await stops(table).lift(place.edition);
    await reconcileAll(place.deliver, CONTEXT);
    expect(place.mailed()).toHaveLength(60);
    expect(twice(place.mailed())).toBe(0);
    expect(await states(place)).toEqual({ sent: 60 });
  });
});
