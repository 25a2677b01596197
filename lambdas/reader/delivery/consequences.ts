import type { EventsOfMail, MailEvent } from '../../mail-types.ts';
import type { Reader, Send } from '../../types.ts';
import { witnessed } from './ledger.ts';

/** What an event's consequences need from outside. Every call may be repeated. */
export interface FeedbackPorts {
  readonly note: (event: MailEvent, edition: string, shard: string) => Promise<void>;
  readonly deliveryEvents: (
    edition: string,
    shard: string,
    reader: string,
  ) => Promise<readonly EventsOfMail[]>;
  readonly row: (edition: string, shard: string, reader: string) => Promise<Send | undefined>;
  /** Writes the row if its revision follows the stored one; false when somebody else was faster. */
  readonly write: (row: Send) => Promise<boolean>;
  readonly reader: (id: string) => Promise<Reader | undefined>;
  readonly noteSoftBounce: (event: MailEvent) => Promise<void>;
  readonly softBounces: (reader: string) => Promise<readonly string[]>;
  /** Stops confirmations to this reader, for good or for a while. True when that is new. */
  readonly stopConfirmations: (id: string, because: 'bounced' | 'complained', at: string) => Promise<boolean>;
  readonly suppress: (id: string, state: 'bounced' | 'complained', at: string) => Promise<boolean>;
}

/** So many soft bounces within so many days, and the mailbox counts as gone. */
const SOFT_BOUNCES = 5;
const SOFT_DAYS = 30;
/** A worker writes a row four times at most; more conflicts than that are a bug, and the queue tries again. */
const CONFLICTS = 8;

/**
 * What an event changes: the ledger's row if it says less than the event proves, and the reader's state. Late, repeated and
 * reordered events end in the same rows. Resolves with the state that the reader, or who only asked to be one, was put into, if any.
 */
export async function takeEvent(
  event: MailEvent,
  ports: FeedbackPorts,
): Promise<'bounced' | 'complained' | null> {
  if (event.about.kind === 'edition') {
    const { edition, shard } = event.about;
    await ports.note(event, edition, shard);
    await correctLedger(event, edition, shard, ports);
  }
  const stopped = await stopConfirmations(event, ports);
  return (await suppressReader(event, ports)) ?? stopped;
}

/** A reader who has not confirmed has no state. Without this limit, anybody could have them mailed again and again. */
async function stopConfirmations(
  { kind, about, reader, at, mailedAt }: MailEvent,
  ports: FeedbackPorts,
): Promise<'bounced' | 'complained' | null> {
  if (about.kind !== 'notice' || about.notice !== 'confirm') return null;
  if (kind === 'complaint')
    return (await ports.stopConfirmations(reader, 'complained', at)) ? 'complained' : null;
  if (kind !== 'bounce') return null;
  // The reader has confirmed since: that mailbox takes our mail.
  const confirmedAt = (await ports.reader(reader))?.confirmedAt ?? '';
  if (confirmedAt >= mailedAt) return null;
  return (await ports.stopConfirmations(reader, 'bounced', mailedAt)) ? 'bounced' : null;
}

async function correctLedger(
  event: MailEvent,
  edition: string,
  shard: string,
  ports: FeedbackPorts,
): Promise<void> {
  for (let tries = 0; tries < CONFLICTS; tries += 1) {
    const row = await ports.row(edition, shard, event.reader);
    // Ninety days later, or a row that was never ours.
    if (row === undefined) return;
    const next = witnessed(row, await ports.deliveryEvents(edition, shard, event.reader));
    if (next === null || (await ports.write(next))) return;
  }
  throw new Error(`The ledger's row of reader ${event.reader} was changed ${CONFLICTS} times meanwhile.`);
}

async function suppressReader(
  event: MailEvent,
  ports: FeedbackPorts,
): Promise<'bounced' | 'complained' | null> {
  const { kind, reader } = event;
  const put = async (state: 'bounced' | 'complained', at: string) =>
    (await ports.suppress(reader, state, at)) ? state : null;
  // A complaint counts from when it was made; a bounce says how things stood when its mail was sent, however late it comes.
  if (kind === 'complaint') return put('complained', event.at);
  if (kind === 'bounce') return put('bounced', event.mailedAt);
  if (kind !== 'soft-bounce') return null;
  await ports.noteSoftBounce(event);
  const since = (await ports.reader(reader))?.confirmedAt ?? '';
  const last = lastStraw((await ports.softBounces(reader)).filter((at) => at > since));
  return last === null ? null : put('bounced', last);
}

/** The first instant at which five of them lie within thirty days, or null. */
export function lastStraw(instants: readonly string[]): string | null {
  const sorted = instants.toSorted();
  const found = sorted.find((at, index) => {
    const first = sorted[index - SOFT_BOUNCES + 1];
    return first !== undefined && Date.parse(at) - Date.parse(first) <= SOFT_DAYS * 86_400_000;
  });
  return found ?? null;
}
