import type { MailEventKind, ShardSummary } from '../../mail-types.ts';
import { isFinal } from './ledger.ts';
import type { ShardState } from './shard-summary.ts';

interface Counted {
  readonly total: number;
  /** How many for which reason; a reason is shortened to what stands before its first colon. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** What became of an edition's mails, in numbers: `editions/<id>/delivery.json`. Readers are counted, never named. */
export interface DeliveryReport {
  readonly edition: string;
  /** Everybody whom the freeze put into a shard. Each is in exactly one of the next five. */
  readonly recipients: number;
  /** The mail service took it. What became of it then stands below. */
  readonly sent: number;
  /** Surely not taken, and not tried again. */
  readonly failed: Counted;
  /** Nobody can tell whether it was taken. */
  readonly unknown: number;
  /** Was not to be mailed any more: left, paused, bounced, complained or was erased after the list was frozen. */
  readonly skipped: Counted;
  /** Still to be done. */
  readonly open: number;
  /** The five added up must be the recipients. False also while shards are still being written. */
  readonly sum: { readonly counted: number; readonly matches: boolean };
  /** Of the readers, how many mails are known to have … (a mail may be delivered and complained about). */
  readonly delivered: number;
  readonly delayed: number;
  readonly bounced: number;
  readonly softBounced: number;
  readonly complained: number;
  /** Why nothing is being sent just now, or null. */
  readonly stopped: string | null;
}

/** What the summaries of all shards of an edition come to. */
export function reportOf(
  edition: string,
  summaries: Iterable<ShardSummary>,
  { isFrozen, stopped }: { readonly isFrozen: boolean; readonly stopped: string | null },
): DeliveryReport {
  const sums = { recipients: 0, sent: 0, unknown: 0, open: 0 };
  const failed = new Map<string, number>();
  const skipped = new Map<string, number>();
  const told = new Map<string, number>();
  for (const summary of summaries) {
    for (const name of ['recipients', 'sent', 'unknown', 'open'] as const) sums[name] += summary[name];
    addAll(failed, summary.failed);
    addAll(skipped, summary.skipped);
    addAll(told, summary.told);
  }
  const failures = counted(failed);
  const skips = counted(skipped);
  const sum = sums.sent + failures.total + sums.unknown + skips.total + sums.open;
  const events = (kind: MailEventKind) => told.get(kind) ?? 0;
  return {
    edition,
    recipients: sums.recipients,
    sent: sums.sent,
    failed: failures,
    unknown: sums.unknown,
    skipped: skips,
    open: sums.open,
    sum: { counted: sum, matches: isFrozen && sum === sums.recipients },
    delivered: events('delivery'),
    delayed: events('delay'),
    bounced: events('bounce'),
    softBounced: events('soft-bounce'),
    complained: events('complaint'),
    stopped,
  };
}

function addAll(tally: Map<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) tally.set(name, (tally.get(name) ?? 0) + count);
}

/** Sorted, so that the same numbers are the same bytes. */
function counted(tally: ReadonlyMap<string, number>): Counted {
  const reasons = Object.fromEntries([...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { total: [...tally.values()].reduce((sum, n) => sum + n, 0), reasons };
}

/** How many of a shard's sends are not final. */
export function openIn({ shard, rows }: Pick<ShardState, 'shard' | 'rows'>): number {
  return shard.readers.filter((id) => !isFinal(rows.get(id))).length;
}
