import { sendByOf } from '../approval/send-by.ts';
import type { Bucket } from '../aws/archive.ts';
import { editions } from '../aws/stores/editions.ts';
import { ACTIVE_PARTITIONS, readers } from '../aws/stores/readers/readers.ts';
import type { Table } from '../aws/table.ts';
import { cutShards, type Plan, shardCount } from '../reader/delivery/shards.ts';
import { sideBySide } from '../reader/delivery/side-by-side.ts';
import { dayIn } from '../reader/pages/pause.ts';
import type { Edition, Settings, Shard } from '../types.ts';
import { stopWithoutLedger } from './lost-ledger.ts';

/** What freezing works on. */
export interface FreezingServices {
  readonly archive: Bucket;
  readonly outbox: Bucket;
  readonly table: Table;
  readonly settings: Settings;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Shards written side by side: far fewer than the 3,500 puts a second that S3 takes under one prefix.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
const PUTS = 48;
/** A part of the readers is told by the first byte of their ids: shards of so many bits lie within one part. */
const BITS_OF_PART = 8;
const JSON_TYPE = { contentType: 'application/json' };
const PARTS = Array.from({ length: ACTIVE_PARTITIONS }, (_, part) => part);

/**
 * Writes down who gets the edition: those confirmed before the slot, each in exactly one shard, once and for all. A second run goes on
 * where the first one ended. Of many readers one part in sixteen is held at a time. Resolves with the number of shards.
 */
export async function freeze(edition: Edition, services: FreezingServices): Promise<number> {
  const day = dayIn(services.settings.timeZone, Date.parse(edition.slot));
  const idsOf = (part: number) => readers(services.table).confirmedIn(part, edition.slot, day);
  const plan = await frozenPlan(edition, idsOf, services);
  const calendar = editions(services.table);
  await stopWithoutLedger(edition, services);
  await calendar.freezing(edition);
  const there = new Set(await services.outbox.list(`${edition.id}/`));
  let count = 0;
  for (const parts of plan.bits < BITS_OF_PART ? [PARTS] : PARTS.map((part) => [part])) {
    const ids: string[] = [];
    for (const part of parts) for await (const page of idsOf(part)) ids.push(...page);
    const shards = cutShards(edition.id, ids, plan);
    await writeShards(shards, services.outbox, there);
    count += shards.length;
  }
  await calendar.frozen(edition.id);
  return count;
}

/** Writes the shards that are not `there` yet (keys of the outbox); what stands there stays. */
export async function writeShards(
  shards: readonly Shard[],
  outbox: Bucket,
  there: ReadonlySet<string>,
): Promise<void> {
  const keyOf = ({ edition, shard }: Shard) => `${edition}/${shard}.json`;
  const missing = shards.filter((shard) => !there.has(keyOf(shard)));
  await sideBySide(missing, PUTS, async (shard) => {
    await outbox.putNew(keyOf(shard), JSON.stringify(shard), JSON_TYPE);
  });
}

/** Of two runs, the first to write decides how the readers are cut, and until when they are called. */
async function frozenPlan(
  edition: Edition,
  idsOf: (part: number) => AsyncIterable<readonly string[]>,
  { archive, settings, now }: FreezingServices,
): Promise<Plan> {
  const key = `editions/${edition.id}/plan.json`;
  const known = await archive.text(key);
  if (known !== null) return JSON.parse(known);
  const count = shardCount();
  const counting = PARTS.map(async (part) => {
    for await (const page of idsOf(part)) for (const id of page) count.add(id);
  });
  await Promise.all(counting);
  const sendBy =
    settings.approval === undefined
      ? new Date(now() + settings.sendByHours * 3_600_000).toISOString()
      : sendByOf(edition.slot, settings);
  const plan: Plan = { bits: count.bits(), sendBy };
  if (await archive.putNew(key, JSON.stringify(plan), JSON_TYPE)) return plan;
  return JSON.parse((await archive.text(key)) ?? JSON.stringify(plan));
}
