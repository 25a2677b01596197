import type { CountedShard, Delivery, ShardSummary, Stop } from '../../mail-types.ts';
import type { Send } from '../../types.ts';
import { type DeliveryReport, openIn, reportOf } from './delivery-report.ts';
import { witnessed } from './ledger.ts';
import { hasNews, isDue, type ShardState, summaryOf } from './shard-summary.ts';
import { sideBySide } from './side-by-side.ts';

/** What reconciliation needs from outside. */
export interface ReconcilePorts {
  readonly deliveries: () => Promise<readonly Delivery[]>;
  /** The edition's shards, by their keys in the outbox. */
  readonly shards: (edition: string) => Promise<readonly string[]>;
  /** Brings a shard as far as possible; false when it could not be worked on, which must not keep the others from it. */
  readonly deliver: (key: string) => Promise<boolean>;
  readonly state: (key: string) => Promise<ShardState>;
  /** What was counted of the edition's shards, and what changed since, by a shard's name. */
  readonly summaries: (edition: string) => Promise<ReadonlyMap<string, CountedShard>>;
  /** Keeps a summary whose reading began at `counted` (ISO). */
  readonly keep: (edition: string, summary: ShardSummary, counted: string) => Promise<void>;
  readonly write: (row: Send) => Promise<boolean>;
  readonly close: (edition: string) => Promise<void>;
  readonly stop: (edition: string) => Promise<Stop | null>;
  readonly publish: (report: DeliveryReport) => Promise<void>;
  readonly reported: (edition: string, at: string) => Promise<void>;
  /** Told of every report, also of one that says nothing new. */
  readonly onReport: (report: DeliveryReport, stop: Stop | null) => void;
  /** Told of an edition of which so many shards must wait for the next time. */
  readonly onNoTime: (edition: string, shards: number) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** False when too little time is left to read another shard. */
  readonly hasTime: () => boolean;
  /** False when what is left of the time is for counting: nothing more is sent then. */
  readonly maySend: () => boolean;
}

/** Shards looked at side by side: three reads of some 10 ms each, so 16,384 of them (a million readers) take half a minute of waiting. */
const TOGETHER = 16;

/**
 * What a quarter of an hour left behind: sends whose worker died are finished or told as unknown, unknown ones that events have
 * answered are put right, and each edition of which something changed gets its report anew. Each shard's numbers are kept, so that a
 * run looks only at shards that changed or are open, and goes on where the last one had no more time. Resolves with the sends still open.
 */
export async function reconcile(ports: ReconcilePorts): Promise<number> {
  let total = 0;
  for (const edition of await ports.deliveries()) {
    if (edition.state !== 'closed' || isUntold(edition)) total += await lookAt(edition, ports);
  }
  return total;
}

function isUntold({ heard, reported }: Delivery): boolean {
  if (reported === undefined) return true;
  return heard !== undefined && hasNews(heard, reported);
}

async function lookAt(edition: Delivery, ports: ReconcilePorts): Promise<number> {
  const began = new Date(ports.now()).toISOString();
  const isOpen = edition.state !== 'closed';
  const keys = await ports.shards(edition.id);
  // Shards and rows are kept ninety days; the report that was made of them stays.
  if (!isOpen && keys.length === 0 && edition.reported !== undefined) return 0;
  const known = await ports.summaries(edition.id);
  const summaries = new Map<string, ShardSummary>();
  for (const key of keys) {
    const summary = known.get(shardOf(key))?.summary;
    if (summary !== undefined) summaries.set(key, summary);
  }
  let broken = 0;
  let late = 0;
  await sideBySide(dueOf(keys, known), TOGETHER, async (key) => {
    if (!ports.hasTime()) {
      late += 1;
      return;
    }
    const { summary, isBroken } = await recount(key, edition, ports);
    summaries.set(key, summary);
    if (isBroken && summary.open === 0) broken += 1;
  });
  const open = [...summaries.values()].reduce((sum, summary) => sum + summary.open, broken);
  if (late > 0) ports.onNoTime(edition.id, late);
  // Numbers of a part of the readers would look like a loss of the others.
  if (summaries.size < keys.length) return open + 1;
  // Shards may still have been written while these were listed, unless the freeze was over before.
  if (open === 0 && late === 0 && edition.state === 'frozen') await ports.close(edition.id);
  const stop = await ports.stop(edition.id);
  const isFrozen = edition.state !== 'freezing';
  const report = reportOf(edition.id, summaries.values(), { isFrozen, stopped: stop?.reason ?? null });
  await ports.publish(report);
  if (late === 0) await ports.reported(edition.id, began);
  ports.onReport(report, stop);
  return late === 0 ? open : open + 1;
}

/** What must be looked at, first what never was, then what was longest ago: who had no time last time comes first. */
function dueOf(keys: readonly string[], known: ReadonlyMap<string, CountedShard>): readonly string[] {
  const countedAt = (key: string) => known.get(shardOf(key))?.counted ?? '';
  return keys
    .filter((key) => isDue(known.get(shardOf(key))))
    .toSorted((a, b) => (countedAt(a) < countedAt(b) ? -1 : countedAt(a) > countedAt(b) ? 1 : 0));
}

/** `<edition>/<shard>.json` */
function shardOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).replace(/\.json$/, '');
}

/** Brings a shard as far as possible, and counts it from the ledger. */
async function recount(
  key: string,
  { id, state: far }: Delivery,
  ports: ReconcilePorts,
): Promise<{ readonly summary: ShardSummary; readonly isBroken: boolean }> {
  let counted = new Date(ports.now()).toISOString();
  let state = await ports.state(key);
  let isBroken = false;
  // The queue has most of them still: only what is open is worked on, and counted after it.
  if (far !== 'closed' && openIn(state) > 0 && ports.maySend()) {
    isBroken = !(await ports.deliver(key));
    counted = new Date(ports.now()).toISOString();
    state = await ports.state(key);
  }
  const summary = summaryOf(await corrected(state, ports));
  await ports.keep(id, summary, counted);
  return { summary, isBroken };
}

/** The shard with its unknown sends put right where events tell more. */
async function corrected(state: ShardState, ports: ReconcilePorts): Promise<ShardState> {
  const rows = new Map(state.rows);
  for (const [reader, row] of rows) {
    if (row.state !== 'unknown') continue;
    const own = state.deliveryEvents.filter((events) => events.reader === reader);
    const next = witnessed(row, own);
    if (next !== null && (await ports.write(next))) rows.set(reader, next);
  }
  return { ...state, rows };
}
