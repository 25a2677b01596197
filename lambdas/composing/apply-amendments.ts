import { errorFields, log } from '../aws/log.ts';
import { amendments } from '../aws/stores/amendments.ts';
import { readOverlayEntry } from '../edition/overlay/overlay.ts';
import { concerns } from '../edition/overlay/shown.ts';
import { type PublishingServices, recordCorrection, recordTakeDown } from './publishing.ts';
import { REASON_TAKEN_DOWN, stopDeliveries } from './stop-deliveries.ts';

/** Writes the pages of whatever was decided since. Called every minute: what a call leaves, the next one finishes, and no entry keeps another. */
export async function applyAmendments(services: PublishingServices): Promise<void> {
  const waiting = amendments(services.table);
  for (const { name, entry } of await waiting.open()) {
    try {
      const { kind, ...decision } = readOverlayEntry(JSON.parse(entry));
      if (kind === 'takeDown')
        await stopDeliveries(
          (edition) => concerns({ kind, ...decision }, edition),
          { reason: REASON_TAKEN_DOWN, at: decision.at },
          services,
        );
      const touched = await (kind === 'takeDown' ? recordTakeDown : recordCorrection)(decision, services);
      await waiting.done(name);
      log('info', 'An editor’s decision is on the pages.', { kind, editions: touched.length });
    } catch (error) {
      log('error', 'An editor’s decision is not on the pages yet. It is tried again in a minute.', {
        name,
        ...errorFields(error),
      });
    }
  }
}
