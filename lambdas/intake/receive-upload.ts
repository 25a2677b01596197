import { articleId } from '../article/id.ts';
import { failedReceipt, instant } from '../article/receipt.ts';
import type { Message } from '../aws/events.ts';
import { log } from '../aws/log.ts';
import type { ObjectChange } from '../aws/object-changes.ts';
import type { ReceiptIndex } from '../aws/stores/articles/receipt-index.ts';
import { type Receipts, receipts } from '../aws/stores/articles/receipts.ts';
import { editedKey } from '../edits/sidecar.ts';
import { moveConfirmation, movePointer } from './pointers.ts';
import { receiptFor } from './receipt-for.ts';
import type { IntakeServices } from './services.ts';
import { keepEdit } from './take-edit.ts';

/** Works through one message. Safe to repeat, in any order: what is written is decided by the upload alone. */
export async function receiveUpload(message: Message, services: IntakeServices): Promise<void> {
  const isLastTry = message.receives >= services.lastReceive;
  const errors: unknown[] = [];
  // What one change throws must not keep those after it from their receipts.
  for (const change of message.changes)
    await takeChange(change, isLastTry, services).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}

async function takeChange(change: ObjectChange, isLastTry: boolean, services: IntakeServices): Promise<void> {
  await moveConfirmation(change, services.index);
  if (change.kind === 'removed') return takeRemoval(change, services);
  const stored = receipts(services.archive);
  // Written before the last try, not after it: reading may take the whole process down.
  if (isLastTry) await fileFailure(change, stored, services.latest);
  const receipt = await stored.settle(await receiptFor(change, services));
  await services.latest.note(receipt);
  const { articleId: id, outcome, code } = receipt;
  log('info', 'An upload has its receipt.', { articleId: id, outcome, code });
}

/** The article at this key, or the edit that the file was, holds no more; what is public of it is looked at later. */
async function takeRemoval(change: ObjectChange, services: IntakeServices): Promise<void> {
  const { key, sequencer } = change;
  await movePointer(change, 'removed', services.index);
  if (editedKey(key) !== null) await keepEdit(change, null, services.edits);
  await services.withdrawals?.note({ articleId: articleId(key), key, sequencer, at: instant(change.time) });
}

async function fileFailure(change: ObjectChange, stored: Receipts, latest: ReceiptIndex): Promise<void> {
  const failed = failedReceipt(change);
  await stored.provisional(failed);
  await latest.note(failed);
}
