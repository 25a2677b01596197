import type { PersonalData } from '../../../mail-types.ts';
import type { Table } from '../../table.ts';
import { deliveryEvents } from '../delivery/delivery-events.ts';
import { sends } from '../delivery/sends.ts';
import { editions } from '../editions.ts';
import { confirmationMails } from './confirmation-mails.ts';
import { preferenceChanges } from './preference-changes.ts';
import { readers } from './readers.ts';

/** As long as rows about sends are kept. */
const SENDS_MS = 90 * 86_400_000;

/** Finds what the table holds about a reader besides the reader's own row. `shards`: every one that may hold the reader; `now`: epoch milliseconds. */
export function personalData(table: Table, now: () => number) {
  return async (reader: string, shards: readonly string[]): Promise<PersonalData> => {
    const events = deliveryEvents(table);
    const made = await editions(table).since(new Date(now() - SENDS_MS).toISOString());
    const places = made.flatMap(({ id }) => shards.map((shard) => ({ edition: id, shard })));
    const found: PersonalData['editions'][number][] = [];
    for (const send of await sends(table, now).ofReader(reader, places))
      found.push({ send, deliveryEvents: await events.ofReader(send.edition, send.shard, reader) });
    return {
      pendingSubscription: await readers(table).pendingSubscription(reader),
      editions: found,
      softBounces: await events.softBounces(reader),
      confirmationStop: await confirmationMails(table).stopOf(reader),
      changes: await preferenceChanges(table).all(reader),
    };
  };
}
