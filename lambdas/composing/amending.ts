import type { Bucket } from '../aws/archive.ts';
import { errorFields, log } from '../aws/log.ts';
import { amendments } from '../aws/stores/amendments.ts';
import type { Table } from '../aws/table.ts';
import { type OverlayEntry, overlayKey, readOverlayEntry } from '../edition/overlay/overlay.ts';
import { concerns } from '../edition/overlay/shown.ts';
import { type PublishingWorld, recordCorrection, recordTakeDown } from './publishing.ts';
import { stopDeliveries } from './stopping.ts';

const TAKEN_DOWN = 'something in it was taken down';

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
      { reason: TAKEN_DOWN, at: entry.at },
      { archive, table },
    );
}

/** Writes the pages of whatever was decided since. Called every minute: what a call leaves, the next one finishes, and no entry keeps another. */
export async function applyAmendments(place: PublishingWorld): Promise<void> {
  const waiting = amendments(place.table);
  for (const { name, entry } of await waiting.open()) {
    try {
      const { kind, ...decision } = readOverlayEntry(JSON.parse(entry));
      if (kind === 'takeDown')
        await stopDeliveries(
          (edition) => concerns({ kind, ...decision }, edition),
          { reason: TAKEN_DOWN, at: decision.at },
          place,
        );
      const touched = await (kind === 'takeDown' ? recordTakeDown : recordCorrection)(decision, place);
      await waiting.done(name);
      log('info', 'A decision of an editor stands on the pages.', { kind, editions: touched.length });
    } catch (error) {
      log('error', 'What an editor decided does not stand on the pages yet: tried again in a minute.', {
        name,
        ...errorFields(error),
      });
    }
  }
}
