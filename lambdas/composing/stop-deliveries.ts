import type { Bucket } from '../aws/archive.ts';
import { stops } from '../aws/stores/delivery/stops.ts';
import { editions } from '../aws/stores/editions.ts';
import type { Table } from '../aws/table.ts';
import type { Edition } from '../types.ts';

export const REASON_TAKEN_DOWN = 'something in it was taken down';

/** Stops the deliveries that are at it and whose edition is one of these, so that as little as possible is mailed of what is taken down. */
export async function stopDeliveries(
  isTouched: (edition: Edition) => boolean,
  { reason, at }: { readonly reason: string; readonly at: string },
  { table, archive }: { readonly table: Table; readonly archive: Pick<Bucket, 'text'> },
): Promise<void> {
  for (const { id, state } of await editions(table).deliveries()) {
    if (state === 'closed') continue;
    // A correction's own mail has no edition, and nothing of what is taken down.
    const text = await archive.text(`editions/${id}/edition.json`);
    if (text !== null && isTouched(JSON.parse(text)))
      await stops(table).set(id, { by: 'operator', reason, at });
  }
}
