import type { Fate, MailEventKind } from '../../mail-types.ts';
import type { Send, Shard } from '../../types.ts';
import { isFinal } from './ledger.ts';

interface Counted {
  readonly total: number;
  /** How many for which reason; reasons are told without what follows their first colon. */
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
  /** Not to be mailed any more when his turn came: left, paused, bounced, complained or was erased after the freeze. */
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

/** One shard as it stands: who is in it, what the ledger says, what events told. */
export interface ShardState {
  readonly shard: Shard;
  readonly rows: ReadonlyMap<string, Send>;
  readonly deliveryEvents: readonly Fate[];
}

/** Counts an edition shard by shard, so that only ids are held. */
export function counter(edition: string) {
  const recipients = new Set<string>();
  const states = { sent: 0, unknown: 0, open: 0 };
  const failed = new Map<string, number>();
  const skipped = new Map<string, number>();
  const told = new Map<MailEventKind, number>();
  const add = (tally: Map<string, number>, { reason = 'no reason' }: Send) => {
    const code = reason.split(':', 1)[0] ?? reason;
    tally.set(code, (tally.get(code) ?? 0) + 1);
  };
  return {
    add({ shard, rows, deliveryEvents }: ShardState): void {
      // Rows of strangers are counted and no recipients: they break the sum, as they should.
      for (const row of rows.values()) {
        if (row.state === 'sent') states.sent += 1;
        else if (row.state === 'unknown') states.unknown += 1;
        else if (row.state === 'failed') add(failed, row);
        else if (row.state === 'skipped') add(skipped, row);
        else states.open += 1;
      }
      for (const id of shard.readers) {
        recipients.add(id);
        if (!rows.has(id)) states.open += 1;
      }
      for (const kind of ['delivery', 'delay', 'bounce', 'soft-bounce', 'complaint'] as const) {
        const people = new Set(
          deliveryEvents.filter(({ events }) => events[kind]).map(({ reader }) => reader),
        );
        told.set(kind, (told.get(kind) ?? 0) + people.size);
      }
    },
    report({
      isFrozen,
      stopped,
    }: {
      readonly isFrozen: boolean;
      readonly stopped: string | null;
    }): DeliveryReport {
      const failures = counted(failed);
      const skips = counted(skipped);
      const sum = states.sent + failures.total + states.unknown + skips.total + states.open;
      const events = (kind: MailEventKind) => told.get(kind) ?? 0;
      return {
        edition,
        recipients: recipients.size,
        sent: states.sent,
        failed: failures,
        unknown: states.unknown,
        skipped: skips,
        open: states.open,
        sum: { counted: sum, matches: isFrozen && sum === recipients.size },
        delivered: events('delivery'),
        delayed: events('delay'),
        bounced: events('bounce'),
        softBounced: events('soft-bounce'),
        complained: events('complaint'),
        stopped,
      };
    },
  };
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
