import type { CallResult, Reader, Send, Shard } from '../../types.ts';
import * as ledger from './ledger.ts';
import { sideBySide } from './side-by-side.ts';

/** One reader's mail, ready to go, or why there can be none. */
export type Letter =
  | { readonly kind: 'ready'; readonly call: () => Promise<CallResult> }
  | { readonly kind: 'impossible'; readonly reason: string };

/** What a delivery needs from outside. Each is one call, so a test can stop the worker before or after any of them. */
export interface DeliveryPorts {
  /** The shard's rows as they are now, by reader id. */
  readonly rows: (edition: string, shard: string) => Promise<ReadonlyMap<string, Send>>;
  /** Writes the row if its revision follows the stored one; false when somebody else was faster. */
  readonly write: (row: Send) => Promise<boolean>;
  readonly row: (edition: string, shard: string, reader: string) => Promise<Send | undefined>;
  readonly reader: (id: string) => Promise<Reader | undefined>;
  /** Why the edition is not to be sent just now; null when it is. Asked before each call. */
  readonly stopped: (edition: string) => Promise<string | null>;
  /** Stops the edition for every worker, until an operator resumes it. */
  readonly stop: (edition: string, reason: string) => Promise<void>;
  /** Told of what was thrown for one reader. */
  readonly onTrouble: (send: Send, error: unknown) => void;
  /** Waits for a turn under the sending rate that all workers share; false when the worker's time is over before. */
  readonly pace: () => Promise<boolean>;
  /** How many readers are worked on at the same time; absent: one. */
  readonly atATime?: number;
  /** Makes this reader's mail. Nothing has been called yet: after a throw the reader stays open, and the next one is begun. */
  readonly prepare: (reader: Reader, shard: Shard) => Promise<Letter>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** `YYYY-MM-DD` in the briefing's zone. */
  readonly today: () => string;
  /** False when too little of the worker's time is left for another reader. */
  readonly hasTime: () => boolean;
}

export interface DeliveryOrder {
  readonly shard: Shard;
  /** Unique to this worker's run. */
  readonly owner: string;
}

export interface DeliveryOutcome {
  /** Readers whose send is not final yet: the shard must come back. */
  readonly open: number;
  readonly sent: number;
  /** Why the worker gave up before the end, if it did. */
  readonly stopped: string | null;
  /** Seconds after which another try makes sense; null when the edition is stopped: resuming it brings the shard back. */
  readonly retryAfter: number | null;
}

/** After a throttle: long enough for the rate to recover, short enough for a reader not to notice. */
const THROTTLE_SECONDS = 10;

/**
 * Brings every reader of a shard as far as possible, several at a time: turn → claim → calling → call → outcome.
 * Never calls twice for a reader, whatever died before; safe to run any number of times, side by side.
 * When something is thrown, readers under way are brought to their end first, and no other is begun.
 */
export async function deliverShard(order: DeliveryOrder, ports: DeliveryPorts): Promise<DeliveryOutcome> {
  const { shard, owner } = order;
  const rows = await ports.rows(shard.edition, shard.shard);
  let sent = 0;
  let open = 0;
  // After the deadline nobody is called: a stopped edition then ends like any other.
  let halt: Halt | null = isLate(shard, ports) ? null : await stopOf(shard, ports);
  let busy = false;
  await sideBySide(shard.readers, ports.atATime ?? 1, async (id) => {
    const row = rows.get(id);
    const step = () => {
      const turn = { edition: shard.edition, shard: shard.shard, reader: id, owner, now: ports.now() };
      return ports.hasTime() ? ledger.nextStep(row, turn) : null;
    };
    const first = step();
    if (first?.kind === 'settle') {
      if (!(await ports.write(first.row))) open += 1;
      return;
    }
    if (first?.kind !== 'claim' || halt !== null) {
      if (first?.kind === 'busy') busy = true;
      if (!ledger.isFinal(row)) open += 1;
      return;
    }
    // Before the claim, which others must respect: waiting may take long. A worker that is too late learns that without a turn.
    const mayGo = isLate(shard, ports) || (await ports.pace());
    const next = mayGo && halt === null ? step() : null;
    if (next?.kind !== 'claim' || !(await ports.write(next.row))) {
      open += 1;
      return;
    }
    const result = await deliverOne(next.row, order, ports);
    if (result === 'sent') sent += 1;
    if (result === 'lost' || typeof result === 'object') open += 1;
    // The first reason stays, but one that a retry cannot fix wins over one that it can.
    if (typeof result === 'object' && (halt === null || result.retryAfter === null)) halt = result;
  });
  return { open, sent, ...ending(halt, busy) };
}

function ending(halt: Halt | null, busy: boolean): Pick<DeliveryOutcome, 'stopped' | 'retryAfter'> {
  if (halt !== null) return halt;
  return { stopped: null, retryAfter: busy ? ledger.CLAIM_LEASE_MS / 1000 : 0 };
}

type Halt = Pick<DeliveryOutcome, 'retryAfter'> & { readonly stopped: string };
type One = 'sent' | 'settled' | 'lost' | Halt;

async function deliverOne(claim: Send, order: DeliveryOrder, ports: DeliveryPorts): Promise<One> {
  const late = () => settle(ledger.failed(claim, 'the send-by deadline had passed'), ports);
  if (isLate(order.shard, ports)) return late();
  const letter = await letterFor(claim, order, ports);
  if (letter === null) return giveUp(claim, ports);
  if (letter.kind === 'gone') return settle(ledger.skipped(claim, letter.reason), ports);
  if (letter.kind === 'impossible') return settle(ledger.failed(claim, letter.reason), ports);
  if (isLate(order.shard, ports)) return late();
  // A slow table may have used up the time in which a call surely ends.
  if (!ports.hasTime()) return giveUp(claim, ports);
  const halt = await stopOf(order.shard, ports);
  if (halt !== null) {
    await giveUp(claim, ports);
    return halt;
  }
  const call = ledger.calling(claim, ports.now());
  // A claim that was taken over while this worker slept is not ours to call for.
  if (!(await ports.write(call))) return 'lost';
  const result = await letter.call();
  switch (result.kind) {
    case 'sent':
      await keep(ledger.sent(call, result.messageId), ports);
      return 'sent';
    case 'refused':
      await keep(ledger.failed(call, result.reason), ports);
      return 'settled';
    case 'unknown':
      await keep(ledger.unknown(call, result.reason), ports);
      return 'settled';
    case 'not-now':
      await keep(ledger.freed(call), ports);
      return { stopped: result.reason, retryAfter: THROTTLE_SECONDS };
    default:
      await keep(ledger.freed(call), ports);
      await ports.stop(claim.edition, result.reason);
      return { stopped: result.reason, retryAfter: null };
  }
}

/** The reader's mail; null when it cannot be made just now, which must not stop the readers after this one. */
async function letterFor(
  claim: Send,
  order: DeliveryOrder,
  ports: DeliveryPorts,
): Promise<Letter | { readonly kind: 'gone'; readonly reason: string } | null> {
  try {
    const reader = await ports.reader(claim.reader);
    if (reader === undefined) return { kind: 'gone', reason: 'no such reader any more' };
    if (reader.state !== 'confirmed') return { kind: 'gone', reason: `${reader.state} after the freeze` };
    if ((reader.pausedUntil ?? '') > ports.today())
      return { kind: 'gone', reason: 'paused after the freeze' };
    return await ports.prepare(reader, order.shard);
  } catch (error) {
    ports.onTrouble(claim, error);
    return null;
  }
}

function isLate({ sendBy }: Shard, ports: DeliveryPorts): boolean {
  return ports.now() >= Date.parse(sendBy);
}

async function stopOf({ edition }: Shard, ports: DeliveryPorts): Promise<Halt | null> {
  const stopped = await ports.stopped(edition);
  return stopped === null ? null : { stopped, retryAfter: null };
}

/** Nothing was called: the claim is free for the next try. */
async function giveUp(claim: Send, ports: DeliveryPorts): Promise<One> {
  await ports.write(ledger.freed(claim));
  return 'lost';
}

async function settle(row: Send, ports: DeliveryPorts): Promise<One> {
  return (await ports.write(row)) ? 'settled' : 'lost';
}

/**
 * Writes what the call came to. Reconciliation may meanwhile have called it unknown (a worker frozen for minutes
 * does that); the answer that we hold is better, unless it is `unknown` too. An event that was faster is right.
 */
async function keep(row: Send, ports: DeliveryPorts): Promise<void> {
  if (await ports.write(row)) return;
  const stored = await ports.row(row.edition, row.shard, row.reader);
  if (row.state !== 'sent' || row.messageId === undefined) return;
  if (stored?.state === 'unknown') await ports.write(ledger.sent(stored, row.messageId));
}
