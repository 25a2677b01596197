import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { studio } from '../../lambdas/composing/pictures.ts';
import { recordCorrection, recordTakeDown } from '../../lambdas/composing/publishing.ts';
import { InvalidOverlayEntry, type OverlayTarget } from '../../lambdas/edition/overlay/overlay.ts';
import { archivedEditions, Refusal } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';

export interface About {
  /** Of a story of the edition, or of an article in whatever edition. */
  readonly story?: string | undefined;
  readonly article?: string | undefined;
  readonly note?: string | undefined;
}

/** Shows a dated note on the pages and in the feeds of whatever has what it is about. @throws Refusal */
export async function correctPublic(id: string, about: About, operator: OperatorContext): Promise<string> {
  const touched = await decided(recordCorrection, id, about, operator);
  return `Noted on the pages of ${touched}. \`mail-correction ${id} --note TEXT\` tells those who got it.`;
}

/**
 * Takes an edition, a story or an article off every page and feed; what is still being mailed with it is stopped. Caches show it for 300 s at
 * most. @throws Refusal
 */
export async function takeDownPublic(id: string, about: About, operator: OperatorContext): Promise<string> {
  let isTold = false;
  const forget = async () => {
    isTold = await operator.caches.forget();
    return isTold;
  };
  const touched = await decided(recordTakeDown, id, about, { ...operator, caches: { forget } });
  const at = new Date(operator.now()).toISOString();
  const stopped: string[] = [];
  for (const { delivery } of await archivedEditions(operator)) {
    if (delivery.state === 'closed' || !touched.split(', ').includes(delivery.id)) continue;
    await stops(operator.table).set(delivery.id, {
      by: 'operator',
      reason: 'something in it was taken down',
      at,
    });
    stopped.push(`The delivery of ${delivery.id} is stopped: \`resume\` would mail it as it was.`);
  }
  const sentence = isTold
    ? 'CloudFront was told to forget it.'
    : 'CloudFront could not be told, and forgets it within five minutes.';
  const gone = `Taken off the pages of ${touched}. ${sentence} What was mailed cannot be unsent.`;
  return [gone, ...stopped].join('\n');
}

async function decided(
  write: typeof recordCorrection,
  edition: string,
  { story, article, note = '' }: About,
  operator: OperatorContext,
): Promise<string> {
  if (story !== undefined && article !== undefined) throw new Refusal('Give --story or --article, not both.');
  const of: OverlayTarget =
    article !== undefined
      ? { kind: 'article', article }
      : story !== undefined
        ? { kind: 'story', story, edition }
        : { kind: 'edition', edition };
  try {
    const at = new Date(operator.now()).toISOString();
    const place = { ...operator, templates: readTemplates(), draw: studio() };
    const touched = await write({ of, at, note, by: 'operator' }, place);
    if (touched.length === 0)
      throw new Refusal(
        'No edition contains that article or story. The decision is recorded and applies to later editions.',
      );
    return touched.join(', ');
  } catch (error) {
    if (error instanceof InvalidOverlayEntry) throw new Refusal(error.message);
    throw error;
  }
}
