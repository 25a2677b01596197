import { deliveryMessage } from '../aws/delivery-message.ts';
/** `npm run bench -- --scale`: freezing, counting and sending for ten thousand to a million readers, the pipeline's own code on stores in memory. */

import { callsAtATime } from '../../lambdas/aws/mail/throughput.ts';
import type { Row, Table } from '../../lambdas/aws/table.ts';
import { freeze } from '../../lambdas/composing/freeze-readers.ts';
import { type DeliverServices, deliverMessage, reconcileAll } from '../../lambdas/deliver.ts';
import { cutShards, shardBits } from '../../lambdas/reader/delivery/shards.ts';
import { countedTable } from '../aws/counted-table.ts';
import { edition, settings, story } from '../edition/sample.ts';
import { aReader } from '../reader/delivery-model.ts';
import { frozen } from '../sending.ts';
import { cpu, heapMegabytes, idIn, memoryBucket, quietly, readersTable } from './many-readers.ts';
import { measureRequests, type RequestCosts } from './requests.ts';

const SIZES = [10_000, 100_000, 1_000_000];
/** What an answer is taken to need where nothing is measured: S3's first byte and a row of DynamoDB. */
const [PUT_MS, GET_MS, ROW_MS] = [40, 20, 8] as const;
const [PUTS_AT_ONCE, SHARDS_AT_ONCE] = [48, 16] as const;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const cell = (value: string | number, width: number) => String(value).padStart(width);

async function benchFreeze(size: number, { put, page }: RequestCosts): Promise<void> {
  const table = readersTable(size);
  const archive = memoryBucket();
  let most = 0;
  const outbox = memoryBucket(() => {
    if (outbox.calls.puts % 2_000 === 1) most = Math.max(most, heapMegabytes());
    return false;
  });
  const before = heapMegabytes();
  const began = cpu();
  const sample = edition([story('A')]);
  const shards = await freeze(sample, {
    archive: archive.bucket,
    outbox: outbox.bucket,
    table,
    settings,
    now: Date.now,
  });
  const own = cpu() - began;
  const sdk = shards * put + table.pagesRead() * page;
  const waits = (shards * PUT_MS) / PUTS_AT_ONCE + (table.pagesRead() * 50) / 2;
  console.log(
    `${`freeze ${size}`.padEnd(28)}${cell(shards, 9)}${cell(seconds(own), 10)}${cell(seconds(sdk), 12)}${cell(seconds(waits), 12)}${cell(seconds(own + sdk + waits), 12)}   heap +${Math.max(0, most - before).toFixed(0)} MB`,
  );
}

/** A frozen edition whose ledger and events are made while they are read. */
function sentEdition(size: number) {
  const ids = Array.from({ length: size }, (_, n) => idIn(n % 16, Math.floor(n / 16)));
  const shards = cutShards('e', ids, { bits: shardBits(ids), sendBy: '2099-01-01T00:00:00.000Z' });
  const outbox = memoryBucket();
  const byName = new Map(shards.map((shard) => [shard.shard, shard]));
  const kept = new Map<string, Row>();
  const delivery: Row = { pk: 'deliveries', sk: 'e', slot: '2023-09-14T07:00:00.000Z', state: 'frozen' };
  const calls = { query: 0, update: 0 };
  const table: Table = {
    ...countedTable(),
    query: async ({ partition: [, value] }) => {
      calls.query += 1;
      if (value === 'deliveries') return [delivery];
      const [kind = '', , name = ''] = value.split('#');
      const readers = byName.get(name)?.readers ?? [];
      if (kind === 'send')
        return readers.map(
          (sk, n): Row => ({
            pk: value,
            sk,
            state: 'sent',
            revision: 3,
            owner: 'worker-1',
            leaseUntil: 0,
            messageId: `m-${n}`,
            ttl: 1,
          }),
        );
      if (kind === 'fate')
        return readers.map(
          (id, n): Row => ({
            pk: value,
            sk: `${id}#m-${n}`,
            mailedAt: '2023-09-14T07:00:00.000Z',
            send: '2023-09-14T07:00:00.000Z',
            delivery: '2023-09-14T07:00:09.000Z',
          }),
        );
      return [];
    },
    update: async ({ pk, sk }, expression, { values = {} }) => {
      calls.update += 1;
      if (pk === 'shards#e' && expression.includes('summary'))
        kept.set(sk, { sk, counted: values[':counted'] ?? '', summary: values[':summary'] ?? '' });
      return true;
    },
    pages: async function* () {
      yield [...kept.values()];
    },
  };
  return {
    shards,
    outbox,
    table,
    calls,
    touch: (sk: string) => kept.set(sk, { ...kept.get(sk), sk, changed: new Date().toISOString() }),
  };
}

async function benchCount(size: number, costs: RequestCosts): Promise<void> {
  const { shards, outbox, table, calls, touch } = sentEdition(size);
  for (const shard of shards) await outbox.bucket.put(`e/${shard.shard}.json`, JSON.stringify(shard));
  const place = {
    archive: memoryBucket().bucket,
    outbox: outbox.bucket,
    table,
  } as unknown as DeliverServices;
  const run = async (what: string, expected: number) => {
    const before = { gets: outbox.calls.gets, query: calls.query, update: calls.update, at: cpu() };
    await quietly(() => reconcileAll(place, { getRemainingTimeInMillis: () => 600_000 }));
    const own = cpu() - before.at;
    const looked = outbox.calls.gets - before.gets;
    if (looked !== expected) throw new Error(`${looked} shards were looked at instead of ${expected}.`);
    const sdk = looked * (costs.get + 2 * costs.query + costs.update);
    const waits = (looked * (GET_MS + 3 * ROW_MS)) / SHARDS_AT_ONCE + (shards.length / 1_000) * 60;
    console.log(
      `${`${what} ${size}`.padEnd(28)}${cell(looked, 9)}${cell(seconds(own), 10)}${cell(seconds(sdk), 12)}${cell(seconds(waits), 12)}${cell(seconds(Math.max(own + sdk, waits)), 12)}`,
    );
  };
  await run('count all', shards.length);
  const some = shards.filter((_, n) => n % 100 === 0);
  for (const { shard } of some) touch(shard);
  await run('count one in a hundred', some.length);
}

/** Rows in memory that are written only on top of what was read, each answer after some milliseconds. */
function slowTable(): Table {
  const rows = countedTable();
  const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), ROW_MS));
  return {
    ...rows,
    get: async (key) => later(await rows.get(key)),
    put: async (row, condition) => {
      const stored = await rows.get({ pk: String(row.pk), sk: String(row.sk) });
      const before = condition?.values?.[':before'];
      const holds =
        condition === undefined ||
        (before === undefined ? stored === undefined : stored?.revision === before);
      if (holds) await rows.put(row);
      return later(holds);
    },
    add: (_, __, amount) => later(Date.now() + amount),
  };
}

async function benchSend(size: number, workers: number, costs: RequestCosts): Promise<void> {
  const rate = 1_000_000;
  const [archive, outbox] = [memoryBucket().bucket, memoryBucket().bucket];
  const people = Array.from({ length: size }, (_, n) => aReader(`reader-${n}`));
  const made = await frozen('e', people, { archive, outbox, table: countedTable() });
  const table = slowTable();
  const { readers } = await import('../../lambdas/aws/stores/readers/readers.ts');
  for (let at = 0; at < people.length; at += 1_000)
    await Promise.all(people.slice(at, at + 1_000).map((one) => readers(table).put(one)));
  const called = new Map<string, number>();
  const send: DeliverServices['mailer']['send'] = ({ tags }) => {
    called.set(tags.reader ?? '', (called.get(tags.reader ?? '') ?? 0) + 1);
    return new Promise((resolve) => setTimeout(() => resolve({ kind: 'sent', messageId: 'm' }), 60));
  };
  const world: DeliverServices = { ...made.deliver, table, mailer: { send, rate: async () => rate } };
  const queue = made.shards.map(({ shard }) => `e/${shard}.json`);
  const work = async () => {
    for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
      await deliverMessage(deliveryMessage(key), world, {
        getRemainingTimeInMillis: () => 110_000,
      });
    }
  };
  const [wall, own] = [performance.now(), cpu()];
  await quietly(() => Promise.all(Array.from({ length: workers }, work)));
  const took = performance.now() - wall;
  const twice = [...called.values()].filter((times) => times > 1).length;
  console.log(
    `send ${size}, ${workers} workers of ${callsAtATime(rate)} calls of 60 ms: ${((size / took) * 1000).toFixed(0)} mails a second; ${called.size} called, ${twice} twice`,
  );
  // Three writes of the ledger, a reader, whether the edition is stopped, the mail.
  const each = (cpu() - own) / size + 5 * costs.update + costs.mail;
  console.log(
    `a mail takes ${each.toFixed(1)} ms of a worker’s processor (the call to SES ${costs.mail.toFixed(1)}): at most ${(1_000 / each).toFixed(0)} a second`,
  );
}

export async function benchScale(): Promise<void> {
  const costs = await measureRequests();
  console.log(
    `CPU of a request on this side, ms: put ${costs.put.toFixed(2)}, get ${costs.get.toFixed(2)}, update ${costs.update.toFixed(2)}, a shard's rows ${costs.query.toFixed(2)}, a page of the index ${costs.page.toFixed(1)}`,
  );
  console.log(
    `${''.padEnd(28)}${cell('shards', 9)}${cell('own CPU', 10)}${cell('requests', 12)}${cell('waiting', 12)}${cell('together', 12)}`,
  );
  for (const size of SIZES) await benchFreeze(size, costs);
  for (const size of SIZES) await benchCount(size, costs);
  await benchSend(20_000, 2, costs);
}

if (import.meta.main) await benchScale();
