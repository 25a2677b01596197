import type { Bucket } from '../aws/archive.ts';
import { errorFields, log } from '../aws/log.ts';
import { articles } from '../aws/stores/articles/articles.ts';
import { type Withdrawal, withdrawals } from '../aws/stores/articles/withdrawals.ts';
import { stops } from '../aws/stores/delivery/stops.ts';
import { editions } from '../aws/stores/editions.ts';
import { isTakenDown } from '../edition/overlay/overlay.ts';
import { overlayOf } from './overlay.ts';
import { type PublishingWorld, publicEditionsOf, recordTakeDown } from './publishing.ts';

export interface WithdrawnWorld extends PublishingWorld {
  /** What stands in it is not withdrawn, whatever events have told so far. */
  readonly inbox: Pick<Bucket, 'get'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** An editor who removes a file by mistake has this long to put it back. */
export const PATIENCE_MS = 10 * 60_000;

/**
 * Takes down what editors have withdrawn and not put back for ten minutes, where the briefing says `withdrawnUpload: "takeDown"`. A delivery
 * that is at it is stopped; nothing is mailed. Called every minute: whatever a call leaves, the next one finishes, and one file's trouble keeps no other.
 */
export async function takeDownWithdrawn(place: WithdrawnWorld): Promise<void> {
  if (place.settings.withdrawnUpload !== 'takeDown') return;
  const due = new Date(place.now() - PATIENCE_MS).toISOString();
  for (const withdrawal of await withdrawals(place.table).open()) {
    if (withdrawal.at > due) continue;
    try {
      await takeDown(withdrawal, place);
      await withdrawals(place.table).done(withdrawal);
    } catch (error) {
      const { articleId } = withdrawal;
      log('error', 'A withdrawn file could not be taken down: tried again in a minute.', {
        articleId,
        ...errorFields(error),
      });
    }
  }
}

async function takeDown(withdrawal: Withdrawal, place: WithdrawnWorld): Promise<void> {
  const { articleId, key } = withdrawal;
  const index = articles(place.table);
  const states = await index.states([articleId]);
  if (states.get(articleId) !== 'removed' || (await place.inbox.get(key)) !== null) return;
  for (const row of await index.versions(articleId)) {
    const { articleIds, areThere } = await index.sameBytes(row);
    // The same bytes under another name say what they said: the file was renamed, or there are two. With the last of them all go.
    if (areThere) continue;
    for (const id of articleIds) await takeDownVersion({ id, version: row.version }, withdrawal, place);
  }
}

async function takeDownVersion(
  { id, version }: { readonly id: string; readonly version: string },
  withdrawal: Withdrawal,
  place: WithdrawnWorld,
): Promise<void> {
  const of = { kind: 'article', article: id, version } as const;
  const touched = await publicEditionsOf(of, place);
  // A version that nobody has seen needs no take-down, and may come back.
  if (touched.length === 0) return;
  const at = await withdrawals(place.table).decidedAt(withdrawal, new Date(place.now()).toISOString());
  const others = (await overlayOf(place)).filter((entry) => entry.at !== at);
  if (isTakenDown({ id, version }, others)) return;
  await stopDeliveries(touched, at, place);
  await recordTakeDown({ of, at, note: '', by: 'withdrawn upload' }, place);
  log('info', 'A withdrawn file was taken down.', { articleId: id, editions: touched.length });
}

/** Before the pages are written, so that as little as possible is mailed of what they no longer have. */
async function stopDeliveries(
  touched: readonly string[],
  at: string,
  { table }: WithdrawnWorld,
): Promise<void> {
  for (const { id, state } of await editions(table).deliveries()) {
    if (state === 'closed' || !touched.includes(id)) continue;
    await stops(table).set(id, { by: 'operator', reason: 'a file in it was withdrawn', at });
  }
}
