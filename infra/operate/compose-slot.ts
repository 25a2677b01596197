import { readModel } from '../../lambdas/aws/bundled/model.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { vectorStore } from '../../lambdas/aws/stores/articles/vectors.ts';
import { vectorsOfWindow } from '../../lambdas/aws/stores/articles/window-vectors.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { entailedInArchive } from '../../lambdas/aws/stores/entailments.ts';
import { textsOfTopic } from '../../lambdas/claims/statements/chosen.ts';
import { textsOf } from '../../lambdas/composing/current-edition.ts';
import { rebuild } from '../../lambdas/composing/rebuild.ts';
import { sketch, textHash } from '../../lambdas/copies/fingerprint.ts';
import { editionId } from '../../lambdas/edition/slot.ts';
import { openEncoderPool } from '../../lambdas/guard/encoder-pool.ts';
import { Refusal } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';
import { slotOf } from './slots.ts';

/** Of the machine that this runs on. */
const ENCODER_THREADS = 2;

/**
 * Composes a slot as the schedule would have: an edition that is written stays as it is, and what it lacks of pages, mails and shards is
 * written. One that was not written is made of what had come before the slot, and mailed. @throws Refusal
 */
export async function composeSlot(given: string, operator: OperatorContext): Promise<string> {
  const slot = slotOf(given);
  const id = editionId(slot);
  if (operator.settings.approval !== undefined)
    throw new Refusal('The briefing asks for approval: `approve` lets a draft go out, within a minute.');
  if (Date.parse(slot) > operator.now())
    throw new Refusal(`${slot} is still to come: what arrives until then belongs to it.`);
  const isWritten = (await operator.archive.text(`editions/${id}/edition.json`)) !== null;
  const later = (await editions(operator.table).since(slot)).find((one) => one.slot > slot);
  if (!isWritten && later !== undefined)
    throw new Refusal(
      `${later.id}, of a later slot, was made without this one: its number and what it calls new would no longer be right.`,
    );
  // With all that renders a mail: only this verb needs it.
  const { composeEdition } = await import('../../lambdas/composing/compose-edition.ts');
  const store = vectorStore(operator.archive);
  const openPool = () => openEncoderPool(readModel(), ENCODER_THREADS);
  const { edition } = await composeEdition(slot, {
    ...operator,
    templates: readTemplates(),
    ...(operator.vectorsOf === undefined
      ? {
          vectorsOf: (articles) =>
            vectorsOfWindow([textsOfTopic(operator.settings.topic), ...articles.map(textsOf)], {
              store,
              openEncoder: openPool,
            }),
          openEntailing: () => entailedInArchive(operator.archive, openPool),
        }
      : {}),
  });
  return isWritten
    ? `${edition} was there already and is unchanged; missing pages and shards were added.`
    : `${edition} is written and on its way.`;
}

/** Writes the table's rows anew from what the buckets hold. */
export async function rebuildTable(operator: OperatorContext): Promise<string> {
  const {
    uploads,
    edits,
    editions: count,
    shut,
  } = await rebuild({
    ...operator,
    fingerprint: (text) => ({ textHash: textHash(text), sketch: sketch(text) }),
  });
  const summary = `From the buckets: ${uploads} receipts, ${edits} edits, ${count} editions. Readers stand in no bucket: see "When the table is lost" in infra/running.md.`;
  const lost = shut.map((id) => `${id} is stopped: who got it is not known any more.`);
  return [summary, ...lost].join('\n');
}
