import { bodyText } from './article/body.ts';
import { withinBounds } from './article/bounds.ts';
import { confirmedKey, isConfirmation } from './article/confirmation.ts';
import { articleId } from './article/id.ts';
import { InvalidUpload } from './article/invalid-upload.ts';
import { MAX_UPLOAD_BYTES } from './article/limits.ts';
import { withPossibleDate } from './article/metadata/possible-date.ts';
import {
  acceptedReceipt,
  confirmationReceipt,
  editReceipt,
  failedReceipt,
  instant,
  quarantinedReceipt,
  refusedReceipt,
  supersededReceipt,
} from './article/receipt.ts';
import { type Bucket, bucket } from './aws/archive.ts';
import { eachMessage, type Message } from './aws/events.ts';
import { log } from './aws/log.ts';
import type { ObjectChange } from './aws/object-changes.ts';
import { env, settings } from './aws/settings.ts';
import { type Articles, articles, type Pointer } from './aws/stores/articles/articles.ts';
import { type Edits, edits } from './aws/stores/articles/edits.ts';
import { type ReceiptIndex, receiptIndex } from './aws/stores/articles/receipt-index.ts';
import { receipts } from './aws/stores/articles/receipts.ts';
import { type Withdrawals, withdrawals } from './aws/stores/articles/withdrawals.ts';
import { table } from './aws/table.ts';
import { lookupKeys, sketch, sketchSimilarity, textHash } from './copies/fingerprint.ts';
import { windowOf } from './edition/slot.ts';
import { editedArticle } from './edits/apply.ts';
import { changeSentences, withEdits } from './edits/change-sentences.ts';
import { decidedBefore } from './edits/fold.ts';
import { editRecord } from './edits/record.ts';
import { editedKey, readEditFile } from './edits/sidecar.ts';
import type { Changes, EditRecord } from './edits/types.ts';
import { readGuarded } from './guard/guard.ts';
import type { Article, Receipt } from './types.ts';

/** What intake works on; tests hand in their own. */
export interface IntakeServices {
  readonly inbox: Bucket;
  readonly archive: Bucket;
  readonly index: Articles;
  /** After this many receives the queue gives a message up. */
  readonly lastReceive: number;
  readonly edits: Edits;
  /** Where receipts are found. */
  readonly latest: ReceiptIndex;
  /** Where removals are noted: what is public may have to go. */
  readonly withdrawals?: Pick<Withdrawals, 'note'>;
  /** How far back the first look for copies goes. */
  readonly windowHours: number;
}

/**
 * Estimated Jaccard likeness of word bigrams from which a receipt speaks of a near copy. The edition's own bar is .22
 * with further checks; the estimate from 128 values errs by about .04 there, so the first look asks for more.
 */
const NEAR_COPY = 0.3;
/** After every act that there will be: a receipt tells what holds now. */
const NO_END = '9999-12-31T23:59:59.999Z';

let services: IntakeServices | undefined;

/** Every change in the inbox bucket: an upload becomes an article and a receipt, a removal takes the article back. */
export const handler = eachMessage((message) => {
  services ??= fromEnvironment();
  return receiveUpload(message, services);
});

function fromEnvironment(): IntakeServices {
  const archive = bucket(env('ARCHIVE_BUCKET'));
  const rows = table(env('TABLE_NAME'));
  const own = settings();
  return {
    inbox: bucket(env('INBOX_BUCKET')),
    archive,
    index: articles(rows),
    edits: edits(archive, rows),
    latest: receiptIndex(rows),
    lastReceive: Number(env('MAX_RECEIVES')),
    windowHours: own.windowHours,
    withdrawals: withdrawals(rows),
  };
}

/** Works through one message. Safe to repeat, in any order: what is written is decided by the upload alone. */
export async function receiveUpload(
  message: Message,
  { inbox, archive, index, edits: acts, latest, withdrawals: gone, lastReceive, windowHours }: IntakeServices,
): Promise<void> {
  const stored = receipts(archive);
  const errors: unknown[] = [];
  // What one change throws must not keep those after it from their receipts.
  for (const change of message.changes) await take(change).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];

  async function take(change: ObjectChange): Promise<void> {
    await moveConfirmation(change);
    if (change.kind === 'removed') {
      await movePointer(change, 'removed');
      if (editedKey(change.key) !== null) await keepEdit(change, null);
      const { key, sequencer } = change;
      await gone?.note({ articleId: articleId(key), key, sequencer, at: instant(change.time) });
      return;
    }
    // Written before the last try, not after it: reading may take the whole process down.
    if (message.receives >= lastReceive) {
      const failed = failedReceipt(change);
      await stored.provisional(failed);
      await latest.note(failed);
    }
    const receipt = await stored.settle(await receiptFor(change));
    await latest.note(receipt);
    const { articleId: id, outcome, code } = receipt;
    log('info', 'An upload has its receipt.', { articleId: id, outcome, code });
  }

  async function receiptFor(upload: ObjectChange): Promise<Receipt> {
    if (isConfirmation(upload)) {
      await movePointer(upload, 'refused');
      return confirmationReceipt(upload);
    }
    try {
      const bytes = await bytesOf(upload);
      if (bytes === null) return supersededReceipt(upload);
      if (editedKey(upload.key) !== null) return await takeEdit(upload, bytes);
      const article = await readGuarded({ key: upload.key, bytes });
      const kept = await keep(upload, article);
      const id = articleId(upload.key);
      const decided = (await acts.decided([id], NO_END)).get(id);
      const { article: edited, problems } = editedArticle(kept.article, decided);
      const dated = withPossibleDate(edited, instant(upload.time));
      const { quarantine, version } = kept.article;
      if (quarantine && !(await index.isReleased(id, version)))
        return quarantinedReceipt(upload, dated, quarantine);
      return withEdits(acceptedReceipt(upload, dated, kept.copyOf), decided, problems);
    } catch (error) {
      if (!(error instanceof InvalidUpload)) throw error;
      await movePointer(upload, 'refused');
      return refusedReceipt(upload, error);
    }
  }

  /** An edit file beside an article, before or after it: what of it is understood counts, and the receipt tells the rest. */
  async function takeEdit(upload: ObjectChange, bytes: Uint8Array): Promise<Receipt> {
    await movePointer(upload, 'refused');
    const key = editedKey(upload.key) ?? upload.key;
    const { changes, problems } = readEditFile(bytes);
    if (changes === null) return editReceipt(upload, key, { isUnderstood: false, sentences: problems });
    const record = await keepEdit(upload, changes);
    const article = await index.current(articleId(key));
    const stored = article && (await archive.text(`articles/${articleId(key)}/${article.version}.json`));
    const known: Article | null = stored ? JSON.parse(stored) : null;
    const waits =
      known === null
        ? [`There is no article at "${key}" yet: the edit waits for it, so check the name.`]
        : [];
    const decided = decidedBefore([record], NO_END).get(record.articleId);
    const undone = known === null ? [] : editedArticle(known, decided).problems;
    return editReceipt(upload, key, {
      isUnderstood: Object.keys(changes).length > 0,
      sentences: [...changeSentences(changes, known), ...problems, ...undone, ...waits],
    });
  }

  async function keepEdit(change: ObjectChange, changes: Changes | null): Promise<EditRecord> {
    const act = { kind: 'file', changes, sequencer: change.sequencer } as const;
    const key = editedKey(change.key) ?? change.key;
    const record = editRecord(key, { at: instant(change.time), by: 'upload', act });
    await acts.keep(record);
    return record;
  }

  /** The uploaded bytes; null when others stand there by now. A file over the limit is never downloaded. */
  async function bytesOf(upload: ObjectChange): Promise<Uint8Array | null> {
    if (upload.size > MAX_UPLOAD_BYTES) throw tooLarge(upload.size);
    const stored = await inbox.get(upload.key, { versionId: upload.versionId });
    if (stored === null || (upload.eTag !== null && stored.eTag !== upload.eTag)) return null;
    return stored.bytes;
  }

  /**
   * Stores the article and its place in the index; tells which current article has the same text. Bytes that an
   * earlier release read stay as it read them, since editions quote that reading.
   */
  async function keep(
    upload: ObjectChange,
    read: Article,
  ): Promise<{ article: Article; copyOf?: Receipt['copyOf'] }> {
    const id = articleId(upload.key);
    const { version } = read;
    const key = `articles/${id}/${version}.json`;
    const isNew = await archive.putNew(key, JSON.stringify(read), { contentType: 'application/json' });
    const stored: Article = isNew ? read : JSON.parse((await archive.text(key)) ?? JSON.stringify(read));
    // What an earlier release stored may be longer than a row of the table can be.
    const article = withinBounds(stored).value;
    const body = bodyText(article);
    const print = { textHash: textHash(body), sketch: sketch(body) };
    const row = { articleId: id, version, key: upload.key, received: instant(upload.time) };
    await index.noteVersion(article, row, print);
    await movePointer(upload, 'present', version);
    // Also of a text that is known, so that one like it is found by this one, too.
    const alike = await index.mostAlike({
      articleId: id,
      version,
      sketch: print.sketch,
      keys: lookupKeys(body),
      ...windowOf(row.received, windowHours),
      likeness: sketchSimilarity,
      least: NEAR_COPY,
    });
    const same = await index.sameText(print.textHash, id);
    if (same) return { article, copyOf: { key: same.key, kind: 'exact' } };
    return { article, ...(alike ? { copyOf: { key: alike.key, kind: 'near' as const } } : {}) };
  }

  /** Whatever happens at `KEY.confirm` says whether KEY is confirmed; a text there confirms nothing. */
  async function moveConfirmation(change: ObjectChange): Promise<void> {
    const key = confirmedKey(change.key);
    if (key === null) return;
    await index.confirm({
      articleId: articleId(key),
      sequencer: change.sequencer,
      state: change.kind === 'created' && isConfirmation(change) ? 'present' : 'removed',
      time: instant(change.time),
    });
  }

  function movePointer(change: ObjectChange, state: Pointer['state'], version: string | null = null) {
    return index.movePointer({
      articleId: articleId(change.key),
      sequencer: change.sequencer,
      state,
      version,
    });
  }
}

function tooLarge(size: number): InvalidUpload {
  const mib = (size / 1024 / 1024).toFixed(1);
  return new InvalidUpload(
    'too-large',
    `The file has ${mib} MiB and the limit is 10 MiB. Upload the text or the page of the article without its pictures.`,
  );
}
