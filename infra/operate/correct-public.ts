import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { articles } from '../../lambdas/aws/stores/articles/articles.ts';
import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { storedEdition } from '../../lambdas/composing/current-edition.ts';
import { studio } from '../../lambdas/composing/pictures.ts';
import { publicEditionsOf, recordCorrection, recordTakeDown } from '../../lambdas/composing/publishing.ts';
import { targetIn } from '../../lambdas/desk/public/target.ts';
import { InvalidOverlayEntry, type OverlayTarget } from '../../lambdas/edition/overlay/overlay.ts';
import { archivedEditions, Refusal } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';

export interface AmendmentTarget {
  /** Of a story of the edition, or of an article in whatever edition. */
  readonly story?: string | undefined;
  readonly article?: string | undefined;
  readonly note?: string | undefined;
}

/** Shows a dated note on the pages and in the feeds of whatever has what it is about. @throws Refusal */
export async function correctPublic(
  id: string,
  about: AmendmentTarget,
  operator: OperatorContext,
): Promise<string> {
  const of = await targetOf(id, about, operator);
  if (of.kind === 'article' && (await publicEditionsOf(of, placeOf(operator))).length === 0)
    throw new Refusal(
      'No edition that went out holds that article: edit it on the desk or by KEY.edit.yaml.',
    );
  const touched = await decided(recordCorrection, of, about, operator);
  return `Noted on the pages of ${touched}. \`mail-correction ${id} --note TEXT\` tells those who got it.`;
}

/**
 * Takes an edition, a story or an article off every page and feed; what is still being mailed with it is stopped. Caches show it for 300 s at
 * most. @throws Refusal
 */
export async function takeDownPublic(
  id: string,
  about: AmendmentTarget,
  operator: OperatorContext,
): Promise<string> {
  let isTold = false;
  const forget = async () => {
    isTold = await operator.caches.forget();
    return isTold;
  };
  const of = await targetOf(id, about, operator);
  const touched = await decided(recordTakeDown, of, about, { ...operator, caches: { forget } });
  if (touched === '')
    return 'No edition that went out holds it, and none will: an approval of a draft with it ends.';
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

/** What the options name: something that went out, or for a take-down a file that came in. What nobody has is never recorded. @throws Refusal */
async function targetOf(
  id: string,
  { story, article }: AmendmentTarget,
  { archive, table }: OperatorContext,
): Promise<OverlayTarget> {
  if (story !== undefined && article !== undefined) throw new Refusal('Give --story or --article, not both.');
  if (article !== undefined) {
    if ((await articles(table).states([article])).has(article)) return { kind: 'article', article };
    throw new Refusal(`No file has the article id "${article}": its page on the desk ends in it.`);
  }
  const edition = await storedEdition(id, { archive });
  if (edition === null)
    throw new Refusal(
      `No edition ${id} went out: \`npm run edition -- list\` names them all. A slot that waits can be held or cancelled.`,
    );
  const target = targetIn(edition, story === undefined ? [] : ['story', story]);
  if (target !== null) return target.of;
  const all = edition.stories.map(({ id: own, headline }) => `  ${own}  ${headline.text}`);
  throw new Refusal(`--story names one of the stories of ${id}:\n${all.join('\n')}`);
}

const placeOf = (operator: OperatorContext) => ({ ...operator, templates: readTemplates(), draw: studio() });

/** The editions that the decision touched; empty where none holds what it is about. */
async function decided(
  write: typeof recordCorrection,
  of: OverlayTarget,
  { note = '' }: AmendmentTarget,
  operator: OperatorContext,
): Promise<string> {
  try {
    const at = new Date(operator.now()).toISOString();
    return (await write({ of, at, note, by: 'operator' }, placeOf(operator))).join(', ');
  } catch (error) {
    if (error instanceof InvalidOverlayEntry) throw new Refusal(error.message);
    throw error;
  }
}
