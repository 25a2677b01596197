import type { Bucket } from '../aws/archive.ts';
import { stops } from '../aws/stores/delivery/stops.ts';
import { editions } from '../aws/stores/editions.ts';
import type { Table } from '../aws/table.ts';

const REASON =
  'its ledger was lost with the table: nobody knows who got the mail, and resuming may mail it a second time';

/**
 * Stops an edition whose shards are in the outbox while the table has never heard of its delivery: the table was lost, and
 * without the ledger all would be mailed once more. Tells whether it is such a one.
 */
export async function stopWithoutLedger(
  { id }: { readonly id: string },
  services: { readonly outbox: Bucket; readonly table: Table; readonly now: () => number },
): Promise<boolean> {
  if ((await services.outbox.list(`${id}/`)).length === 0) return false;
  // The row stands before the first shard is written.
  if (await editions(services.table).isOnItsWay(id)) return false;
  const at = new Date(services.now()).toISOString();
  await stops(services.table).set(id, { by: 'operator', reason: REASON, at });
  return true;
}
