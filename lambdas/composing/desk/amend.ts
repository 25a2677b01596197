import type { Bucket } from '../../aws/archive.ts';
import { amendments } from '../../aws/stores/amendments.ts';
import type { Table } from '../../aws/table.ts';
import { type OverlayEntry, overlayKey, readOverlayEntry } from '../../edition/overlay/overlay.ts';
import { concerns } from '../../edition/overlay/shown.ts';
import { REASON_TAKEN_DOWN, stopDeliveries } from '../stop-deliveries.ts';

/**
 * Decides a correction or a take-down: it is kept for ever, and what is being mailed with what is taken down is stopped. The pages follow
 * with the next `applyAmendments`. Safe to repeat. @throws InvalidOverlayEntry
 */
export async function amend(
  given: OverlayEntry,
  { archive, table }: { readonly archive: Bucket; readonly table: Table },
): Promise<void> {
  const entry = readOverlayEntry(given);
  const text = JSON.stringify(entry);
  // The row comes first: without it nobody would write the pages, and with it alone the entry is still written.
  await amendments(table).note(overlayKey(entry), text);
  await archive.putNew(overlayKey(entry), text, { contentType: 'application/json' });
  if (entry.kind === 'takeDown')
    await stopDeliveries(
      (edition) => concerns(entry, edition),
      { reason: REASON_TAKEN_DOWN, at: entry.at },
      { archive, table },
    );
}
