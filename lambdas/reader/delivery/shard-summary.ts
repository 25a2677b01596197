import type { CountedShard, EventsOfMail, MailEventKind, ShardSummary } from '../../mail-types.ts';
import type { Send, Shard } from '../../types.ts';
import { isOfShard } from './shards.ts';

/** One shard as it stands: who is in it, what the ledger says, what events reported. */
export interface ShardState {
  readonly shard: Shard;
  readonly rows: ReadonlyMap<string, Send>;
  readonly deliveryEvents: readonly EventsOfMail[];
}

/** Changes of a minute are written down until it is over, and clocks differ a little. */
const CHANGING_MS = 120_000;

/** Whether a shard must be looked at: never counted, something in it open, or changed since. */
export function isDue(known: CountedShard | undefined): boolean {
  if (known?.summary === undefined || known.counted === undefined) return true;
  if (known.summary.open > 0) return true;
  return known.changed !== undefined && hasNews(known.changed, known.counted);
}

/** Whether an event of this minute may have come after a count that began at `counted`. */
export function hasNews(minute: string, counted: string): boolean {
  return Date.parse(minute) + CHANGING_MS > Date.parse(counted);
}

const KINDS = ['delivery', 'delay', 'bounce', 'soft-bounce', 'complaint'] as const;

export function summaryOf({ shard, rows, deliveryEvents }: ShardState): ShardSummary {
  const states = { sent: 0, unknown: 0, open: 0 };
  const failed = new Map<string, number>();
  const skipped = new Map<string, number>();
  // Rows of strangers are counted and no recipients: they break the sum, as they should.
  for (const row of rows.values()) {
    if (row.state === 'sent') states.sent += 1;
    else if (row.state === 'unknown') states.unknown += 1;
    else if (row.state === 'failed') add(failed, row);
    else if (row.state === 'skipped') add(skipped, row);
    else states.open += 1;
  }
  const readers = new Set(shard.readers);
  let recipients = 0;
  for (const id of readers) {
    // A reader who is in another shard as well counts in their own shard only.
    if (isOfShard(id, shard.shard)) recipients += 1;
    if (!rows.has(id)) states.open += 1;
  }
  const told: Partial<Record<MailEventKind, number>> = {};
  for (const kind of KINDS) {
    const people = new Set(deliveryEvents.filter(({ events }) => events[kind]).map(({ reader }) => reader));
    if (people.size > 0) told[kind] = people.size;
  }
  return {
    shard: shard.shard,
    recipients,
    ...states,
    failed: Object.fromEntries(failed),
    skipped: Object.fromEntries(skipped),
    told,
  };
}

function add(tally: Map<string, number>, { reason = 'no reason' }: Send): void {
  const code = reason.split(':', 1)[0] ?? reason;
  tally.set(code, (tally.get(code) ?? 0) + 1);
}
