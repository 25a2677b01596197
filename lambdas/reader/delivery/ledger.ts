import type { EventsOfMail } from '../../mail-types.ts';
import type { Send } from '../../types.ts';

/** How long a claim keeps others away: far longer than the three calls between claim and `calling`. */
export const CLAIM_LEASE_MS = 60_000;
/** Longer than a worker can live (deliver's time-out is two minutes): when it is over, nobody is calling any more. */
export const CALLING_LEASE_MS = 180_000;

/** Which send, by whom, at what time (epoch ms). */
export interface Turn {
  readonly edition: string;
  readonly shard: string;
  readonly reader: string;
  readonly owner: string;
  readonly now: number;
}

export type NextStep =
  /** Write this row, then go on to the call. */
  | { readonly kind: 'claim'; readonly row: Send }
  /** Its caller died in the call: write this row; an event of the mail service may answer later. */
  | { readonly kind: 'settle'; readonly row: Send }
  /** Another worker is at it. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'done' };

/**
 * What to do about one reader's send, from its row alone. A claim is taken over only when its lease is over;
 * `calling` never is: whether the mail went out cannot be known, so it becomes `unknown`.
 */
export function nextStep(row: Send | undefined, turn: Turn): NextStep {
  if (row === undefined) return { kind: 'claim', row: claimed(0, turn) };
  switch (row.state) {
    case 'claimed':
      return row.leaseUntil > turn.now
        ? { kind: 'busy' }
        : { kind: 'claim', row: claimed(row.revision, turn) };
    case 'calling':
      return row.leaseUntil > turn.now
        ? { kind: 'busy' }
        : { kind: 'settle', row: moved(row, 'unknown', { reason: 'the sender stopped during the call' }) };
    default:
      return { kind: 'done' };
  }
}

/** The last row before the call: from here on, nobody else will ever call for this reader. */
export function calling(row: Send, now: number): Send {
  return moved(row, 'calling', { leaseUntil: now + CALLING_LEASE_MS });
}

/** The mail service took it. Right also after `unknown`: the answer came late, but it came. */
export function sent(row: Send, messageId: string): Send {
  return moved(row, 'sent', { messageId });
}

/** It will not be sent, for a reason that an operator can read. */
export function failed(row: Send, reason: string): Send {
  return moved(row, 'failed', { reason });
}

/** The call ended without telling whether the mail went out. */
export function unknown(row: Send, reason: string): Send {
  return moved(row, 'unknown', { reason });
}

/** The reader left, or paused, after the freeze. */
export function skipped(row: Send, reason: string): Send {
  return moved(row, 'skipped', { reason });
}

/**
 * What events prove of a send, whatever its row says: a mail of which anything was told went out, unless SES turned it
 * down itself. Null when the row says so already. The same events in any order end in the same state.
 */
export function witnessed(row: Send, deliveryEvents: readonly EventsOfMail[]): Send | null {
  const isRefused = ({ events }: EventsOfMail) =>
    events.reject !== undefined || events['rendering-failure'] !== undefined;
  const isUntold = !deliveryEvents.some(({ messageId }) => messageId === row.messageId);
  // The worker's own answer about a mail of which nothing was told yet: another mail's events do not contradict it.
  if (row.state === 'sent' && row.messageId !== undefined && isUntold) return null;
  const sorted = deliveryEvents.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const accepted = sorted.find((events) => !isRefused(events));
  if (accepted !== undefined) {
    const isKnown = row.state === 'sent' && row.messageId === accepted.messageId;
    return isKnown ? null : sent(row, accepted.messageId);
  }
  const [refused] = sorted;
  if (refused === undefined || (row.messageId !== undefined && isUntold)) return null;
  const { messageId } = refused;
  const reason = refused.events.reject === undefined ? 'RenderingFailure' : 'Reject';
  const isKnown = row.state === 'failed' && row.messageId === messageId && row.reason === reason;
  return isKnown ? null : moved(row, 'failed', { messageId, reason });
}

/** Epoch milliseconds at which the call of a `calling` row, or of the `unknown` one that it became, began. */
export function calledAt(row: Send): number {
  return row.leaseUntil - CALLING_LEASE_MS;
}

/**
 * Free for the next try at once: surely not sent (throttled, not connected), or an unknown send of which an operator decides that it is
 * to be sent again, although it may have gone out before.
 */
export function freed(row: Send): Send {
  return moved(row, 'claimed', { leaseUntil: 0 });
}

/** Nothing more will happen to this send by itself. */
export function isFinal(row: Send | undefined): boolean {
  return row !== undefined && row.state !== 'claimed' && row.state !== 'calling';
}

function claimed(revision: number, turn: Turn): Send {
  return {
    edition: turn.edition,
    shard: turn.shard,
    reader: turn.reader,
    state: 'claimed',
    revision: revision + 1,
    owner: turn.owner,
    leaseUntil: turn.now + CLAIM_LEASE_MS,
  };
}

function moved(row: Send, state: Send['state'], change: Partial<Send>): Send {
  const { reason: _, ...rest } = row;
  return { ...rest, ...change, state, revision: row.revision + 1 };
}
