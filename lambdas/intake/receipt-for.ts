import { isConfirmation } from '../article/confirmation.ts';
import { articleId } from '../article/id.ts';
import { InvalidUpload } from '../article/invalid-upload.ts';
import { withKnownDate } from '../article/metadata/known-date.ts';
import {
  acceptedReceipt,
  confirmationReceipt,
  instant,
  quarantinedReceipt,
  refusedReceipt,
  supersededReceipt,
} from '../article/receipt.ts';
import { refuseLargeFile } from '../article/upload-limits.ts';
import type { Bucket } from '../aws/archive.ts';
import type { ObjectChange } from '../aws/object-changes.ts';
import { editedArticle } from '../edits/apply.ts';
import { withEdits } from '../edits/change-sentences.ts';
import { editedKey } from '../edits/sidecar.ts';
import { readGuarded } from '../guard/guard.ts';
import type { Receipt } from '../types.ts';
import { keepArticle } from './keep-article.ts';
import { movePointer } from './pointers.ts';
import type { IntakeServices } from './services.ts';
import { NO_END, takeEditFile } from './take-edit.ts';

/** What becomes of one upload: a confirmation, an edit, an article, or a file that is refused with a reason. */
export async function receiptFor(upload: ObjectChange, services: IntakeServices): Promise<Receipt> {
  if (isConfirmation(upload)) {
    await movePointer(upload, 'refused', services.index);
    return confirmationReceipt(upload);
  }
  try {
    const bytes = await uploadedBytes(upload, services.inbox);
    if (bytes === null) return supersededReceipt(upload);
    return editedKey(upload.key) === null
      ? await takeArticle(upload, bytes, services)
      : await takeEditFile(upload, bytes, services);
  } catch (error) {
    if (!(error instanceof InvalidUpload)) throw error;
    await movePointer(upload, 'refused', services.index);
    return refusedReceipt(upload, error);
  }
}

/** Reads and keeps an article. Its receipt tells of it as it now is, with what editors decided about it. */
async function takeArticle(
  upload: ObjectChange,
  bytes: Uint8Array,
  services: IntakeServices,
): Promise<Receipt> {
  const read = await readGuarded({ key: upload.key, bytes });
  const { article, copyOf } = await keepArticle(upload, read, services);
  const id = articleId(upload.key);
  const decided = (await services.edits.decided([id], NO_END)).get(id);
  const { article: edited, problems } = editedArticle(article, decided);
  const dated = withKnownDate(edited, { received: instant(upload.time), coverage: services.coverage });
  const { quarantine, version } = article;
  if (quarantine && !(await services.index.isReleased(id, version)))
    return quarantinedReceipt(upload, dated, quarantine);
  return withEdits(acceptedReceipt(upload, dated, copyOf), decided, problems);
}

/** The uploaded bytes; null when others stand there by now. A file over the limit is never downloaded. */
async function uploadedBytes(upload: ObjectChange, inbox: Bucket): Promise<Uint8Array | null> {
  refuseLargeFile(upload.size);
  const stored = await inbox.get(upload.key, { versionId: upload.versionId });
  if (stored === null || (upload.eTag !== null && stored.eTag !== upload.eTag)) return null;
  return stored.bytes;
}
