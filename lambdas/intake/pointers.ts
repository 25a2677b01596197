import { confirmedKey, isConfirmation } from '../article/confirmation.ts';
import { articleId } from '../article/id.ts';
import { instant } from '../article/receipt.ts';
import type { ObjectChange } from '../aws/object-changes.ts';
import type { Articles, Pointer } from '../aws/stores/articles/articles.ts';

/** Says what stands at the change's key now: a version of an article, a file that is none, or nothing. */
export function movePointer(
  change: ObjectChange,
  state: Pointer['state'],
  index: Articles,
  version: string | null = null,
) {
  return index.movePointer({
    articleId: articleId(change.key),
    sequencer: change.sequencer,
    state,
    version,
  });
}

/** Whatever happens at `KEY.confirm` says whether KEY is confirmed; a text there confirms nothing. */
export async function moveConfirmation(change: ObjectChange, index: Articles): Promise<void> {
  const key = confirmedKey(change.key);
  if (key === null) return;
  await index.confirm({
    articleId: articleId(key),
    sequencer: change.sequencer,
    state: change.kind === 'created' && isConfirmation(change) ? 'present' : 'removed',
    time: instant(change.time),
  });
}
