import type { Bucket } from '../../aws/archive.ts';
import { errorFields, log } from '../../aws/log.ts';
import { articles } from '../../aws/stores/articles/articles.ts';
import { type Withdrawal, withdrawals } from '../../aws/stores/articles/withdrawals.ts';
import { isTakenDown } from '../../edition/overlay/overlay.ts';
import { overlayOf } from '../overlay.ts';
import { type PublishingServices, publicEditionsOf, recordTakeDown } from '../publishing.ts';
import { stopDeliveries } from '../stop-deliveries.ts';
import { withdrawalDecision } from './decision.ts';

export interface WithdrawnServices extends PublishingServices {
  /** What stands in it is not withdrawn, whatever events have told so far. */
  readonly inbox: Pick<Bucket, 'get'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Tells editors that something public was withdrawn, and where they decide about it. */
  readonly askEditors?: (withdrawal: Withdrawal, editions: readonly string[]) => Promise<void>;
}

/** An editor who removes a file by mistake has this long to put it back. */
export const PATIENCE_MS = 10 * 60_000;

const WITHDRAWN = 'a file in it was withdrawn';

/**
 * Sees to what editors have withdrawn and not put back for ten minutes: takes it down where the briefing says `withdrawnUpload: "takeDown"`, else asks
 * them, and does what they decide. A delivery of what is taken down is stopped; no reader is mailed. Called every minute: whatever a call leaves, the
 * next one finishes, and one file's trouble keeps no other.
 */
export async function handleWithdrawn(services: WithdrawnServices): Promise<void> {
  const due = new Date(services.now() - PATIENCE_MS).toISOString();
  for (const withdrawal of await withdrawals(services.table).open()) {
    if (withdrawal.at > due) continue;
    try {
      if (await seeTo(withdrawal, services)) await withdrawals(services.table).done(withdrawal);
    } catch (error) {
      const { articleId } = withdrawal;
      log('error', 'A withdrawn file could not be handled. It is tried again in a minute.', {
        articleId,
        ...errorFields(error),
      });
    }
  }
}

/** True when nothing more is to be done about it. */
async function seeTo(withdrawal: Withdrawal, services: WithdrawnServices): Promise<boolean> {
  if (await isBack(withdrawal, services)) return true;
  if (services.settings.withdrawnUpload === 'takeDown') {
    await takeDown(withdrawal, 'withdrawn upload', services);
    return true;
  }
  const decision = await withdrawalDecision(withdrawal, services.archive);
  if (decision?.kind === 'takeDown') await takeDown(withdrawal, decision.by, services);
  if (decision !== null) return true;
  if (withdrawal.editions !== undefined) return false;
  const quoting = new Set<string>();
  const overlay = await overlayOf(services);
  for (const orphan of await orphans(withdrawal, services)) {
    if (isTakenDown({ id: orphan.article, version: orphan.version }, overlay)) continue;
    for (const id of await publicEditionsOf({ kind: 'article', ...orphan }, services)) quoting.add(id);
  }
  // What nobody has seen needs no decision, and may come back.
  if (quoting.size === 0) return true;
  const editions = [...quoting].toSorted();
  // Told first and noted then: a crash between the two tells twice, and never not at all.
  await services.askEditors?.(withdrawal, editions);
  await withdrawals(services.table).asked(withdrawal, editions);
  return false;
}

async function isBack({ articleId, key }: Withdrawal, { table, inbox }: WithdrawnServices): Promise<boolean> {
  const states = await articles(table).states([articleId]);
  return states.get(articleId) !== 'removed' || (await inbox.get(key)) !== null;
}

/** Every version that stood at its key and stands nowhere any more, under each name that it had. */
async function orphans({ articleId }: Withdrawal, { table }: WithdrawnServices) {
  const index = articles(table);
  const found: { readonly article: string; readonly version: string }[] = [];
  for (const row of await index.versions(articleId)) {
    const { articleIds, areThere } = await index.sameBytes(row);
    // The same bytes under another name say what they said: the file was renamed, or there are two. With the last of them all go.
    if (!areThere) found.push(...articleIds.map((article) => ({ article, version: row.version })));
  }
  return found;
}

async function takeDown(withdrawal: Withdrawal, by: string, services: WithdrawnServices): Promise<void> {
  for (const orphan of await orphans(withdrawal, services))
    await takeDownVersion(orphan, withdrawal, by, services);
}

async function takeDownVersion(
  { article: id, version }: { readonly article: string; readonly version: string },
  withdrawal: Withdrawal,
  by: string,
  services: WithdrawnServices,
): Promise<void> {
  const of = { kind: 'article', article: id, version } as const;
  const touched = await publicEditionsOf(of, services);
  // A version that nobody has seen needs no take-down, and may come back.
  if (touched.length === 0) return;
  const at = await withdrawals(services.table).decidedAt(withdrawal, new Date(services.now()).toISOString());
  const others = (await overlayOf(services)).filter((entry) => entry.at !== at);
  if (isTakenDown({ id, version }, others)) return;
  // Before the pages are written, so that as little as possible is mailed of what they no longer have.
  await stopDeliveries((edition) => touched.includes(edition.id), { reason: WITHDRAWN, at }, services);
  await recordTakeDown({ of, at, note: '', by }, services);
  log('info', 'A withdrawn file was taken down.', { articleId: id, editions: touched.length });
}
