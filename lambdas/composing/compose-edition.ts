import { setAsideReceipt } from '../article/receipt.ts';
import type { Bucket } from '../aws/archive.ts';
import type { Templates } from '../aws/bundled/templates.ts';
import type { Caches } from '../aws/caches.ts';
import { log } from '../aws/log.ts';
import { count, memoryPercent } from '../aws/metrics.ts';
import { decisionLog } from '../aws/stores/decision-log.ts';
import { isMailed } from '../edition/select/quiet-edition.ts';
import { editionId } from '../edition/slot.ts';
import type { Edition } from '../types.ts';
import { advanceComing, type Proofs } from './advance-coming.ts';
import {
  type CurrentEditionServices,
  currentEdition,
  materialFor,
  storedEdition,
} from './current-edition.ts';
import { fileMails } from './file-mails.ts';
import { freeze } from './freeze-readers.ts';
import type { Draw } from './pictures.ts';
import { publish, register } from './publishing.ts';

/** What compose works on; tests hand in their own. */
export interface ComposeServices extends CurrentEditionServices {
  readonly outbox: Bucket;
  readonly web: Bucket;
  readonly templates: Templates;
  /** Absent: editions have no picture. */
  readonly draw?: Draw;
  /** How editors are reached; without them a briefing can ask for no approval. */
  readonly proofs?: Proofs;
  readonly caches?: Caches;
  /** Epoch milliseconds. Deadlines and drafts depend on it; what an edition says never does. */
  readonly now: () => number;
}

const JSON_TYPE = { contentType: 'application/json' };

/**
 * Makes the slot's edition, its pages and mails, and the shards that set delivery going. Each step writes only what
 * is not there yet, so a second run finishes what a first one left. `slot` is an ISO instant.
 */
export async function composeEdition(
  slot: string,
  services: ComposeServices,
): Promise<{ readonly edition: string }> {
  const instant = new Date(slot).toISOString();
  if (services.settings.approval === undefined) return sendOut(await editionOf(instant, services), services);
  await advanceDrafts(instant, services);
  return { edition: editionId(instant) };
}

/** What is to be done about drafts: those of the slots that wait, of the next one once it is near, and of `slot`. */
export async function advanceDrafts(slot: string | null, services: ComposeServices): Promise<void> {
  if (services.proofs === undefined)
    throw new Error('The briefing asks for approval, but names no editor who may approve.');
  await advanceComing(slot, {
    ...services,
    proofs: services.proofs,
    decisions: decisionLog(services.archive, services.table),
    sendOut: async (edition) => {
      const key = `editions/${edition.id}/edition.json`;
      await services.archive.putNew(key, JSON.stringify(edition), JSON_TYPE);
      await sendOut((await storedEdition(edition.id, services)) ?? edition, services);
    },
  });
}

async function sendOut(edition: Edition, services: ComposeServices): Promise<{ readonly edition: string }> {
  await tellSetAside(edition, services);
  await register(edition, services);
  await fileMails(edition, services);
  await publish(edition, services);
  // A quiet edition that is not mailed keeps its number and its pages.
  const shards = isMailed(edition, services.settings) ? await freeze(edition, services) : 0;
  count({ ArticlesOverBudget: edition.overBudget?.length ?? 0, ...memoryPercent() });
  log('info', 'An edition is on its way.', { edition: edition.id, ...edition.counts, shards });
  return { edition: edition.id };
}

/** Whoever uploaded what this edition could not afford gets a receipt of it beside the first one. */
async function tellSetAside(edition: Edition, { archive }: ComposeServices): Promise<void> {
  for (const source of edition.overBudget ?? []) {
    const receipt = setAsideReceipt(source, edition.id);
    await archive.putNew(
      `receipts/${receipt.articleId}/${receipt.sequencer}.json`,
      JSON.stringify(receipt),
      JSON_TYPE,
    );
  }
}

/** Of two runs for one slot, the first to write decides; the other takes what stands there. */
async function editionOf(slot: string, services: ComposeServices): Promise<Edition> {
  const found = await storedEdition(editionId(slot), services);
  if (found !== null) return found;
  const edition = await currentEdition(slot, await materialFor(slot, services), services);
  const key = `editions/${edition.id}/edition.json`;
  for (const { articleId, over } of edition.overBudget ?? [])
    log('warn', 'An article was set aside, because the window has more than an edition can compare.', {
      articleId,
      over,
    });
  if (await services.archive.putNew(key, JSON.stringify(edition), JSON_TYPE)) return edition;
  return (await storedEdition(edition.id, services)) ?? edition;
}
