import type { Delivery, Stop } from '../../mail-types.ts';
import type { Send } from '../../types.ts';
import { witnessed } from './ledger.ts';
import { counter, type DeliveryReport, openIn, type ShardState } from './report.ts';
import { sideBySide } from './side-by-side.ts';

/** What reconciliation needs of the world. */
export interface ReconcilePorts {
  readonly deliveries: () => Promise<readonly Delivery[]>;
  /** The edition's shards, by their keys in the outbox. */
  readonly shards: (edition: string) => Promise<readonly string[]>;
  /** Brings a shard as far as possible; false when it could not be worked on, which must not keep the others from it. */
  readonly deliver: (key: string) => Promise<boolean>;
  readonly state: (key: string) => Promise<ShardState>;
  readonly write: (row: Send) => Promise<boolean>;
  readonly close: (edition: string) => Promise<void>;
  readonly stop: (edition: string) => Promise<Stop | null>;
  readonly publish: (report: DeliveryReport) => Promise<void>;
  readonly reported: (edition: string, at: string) => Promise<void>;
  /** Told of every report, also of one that says nothing new. */
  readonly onReport: (report: DeliveryReport, stop: Stop | null) => void;
  /** Told of an edition whose report must wait for the next time. */
  readonly onNoTime: (edition: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** False when too little time is left to read another shard. */
  readonly hasTime: () => boolean;
  /** False when what is left of the time is for counting: nothing more is sent then. */
  readonly maySend: () => boolean;
}

/** Shards looked at side by side: three reads of some 10 ms each, so 16,384 of them (a million readers) take half a minute of waiting. */
const TOGETHER = 16;

/** Events of a minute are written down until it is over, and clocks differ a little. */
const HEARING_MS = 120_000;

/**
 * What a quarter of an hour left behind: sends whose worker died are finished or told as unknown, unknown ones that events have
 * answered are put right, and each edition of which something changed gets its report anew. Resolves with the sends still open.
 */
export async function reconcile(ports: ReconcilePorts): Promise<number> {
  let total = 0;
  for (const edition of await ports.deliveries()) {
    if (edition.state !== 'closed' || hasNews(edition)) total += await lookAt(edition, ports);
  }
  return total;
}

function hasNews({ heard, reported }: Delivery): boolean {
  if (reported === undefined) return true;
  return heard !== undefined && Date.parse(heard) + HEARING_MS > Date.parse(reported);
}

async function lookAt(edition: Delivery, ports: ReconcilePorts): Promise<number> {
  const began = new Date(ports.now()).toISOString();
  const tally = counter(edition.id);
  const isOpen = edition.state !== 'closed';
  const keys = await ports.shards(edition.id);
  // Shards and rows are kept ninety days; the report that was made of them stays.
  if (!isOpen && keys.length === 0 && edition.reported !== undefined) return 0;
  let open = 0;
  let isWhole = true;
  await sideBySide(keys, TOGETHER, async (key) => {
    if (!ports.hasTime()) {
      isWhole = false;
      return;
    }
    let state = await ports.state(key);
    let isBroken = false;
    // The queue has most of them still: only what is open is worked on, and counted after it.
    if (isOpen && openIn(state) > 0 && ports.maySend()) {
      isBroken = !(await ports.deliver(key));
      state = await ports.state(key);
    }
    const told = await corrected(state, ports);
    tally.add(told);
    open += Math.max(openIn(told), isBroken ? 1 : 0);
  });
  if (!isWhole) {
    ports.onNoTime(edition.id);
    return open + 1;
  }
  // Shards may still have been written while these were listed, unless the freeze was over before.
  if (open === 0 && edition.state === 'frozen') await ports.close(edition.id);
  const stop = await ports.stop(edition.id);
  const report = tally.report({ isFrozen: edition.state !== 'freezing', stopped: stop?.reason ?? null });
  await ports.publish(report);
  await ports.reported(edition.id, began);
  ports.onReport(report, stop);
  return open;
}

/** The shard with its unknown sends put right where events tell more. */
async function corrected(state: ShardState, ports: ReconcilePorts): Promise<ShardState> {
  const rows = new Map(state.rows);
  for (const [reader, row] of rows) {
    if (row.state !== 'unknown') continue;
    const own = state.deliveryEvents.filter((fate) => fate.reader === reader);
    const next = witnessed(row, own);
    if (next !== null && (await ports.write(next))) rows.set(reader, next);
  }
  return { ...state, rows };
}
