import { articleId } from '../article/id.ts';
import { editReceipt, instant } from '../article/receipt.ts';
import type { Bucket } from '../aws/archive.ts';
import type { ObjectChange } from '../aws/object-changes.ts';
import type { Articles } from '../aws/stores/articles/articles.ts';
import type { Edits } from '../aws/stores/articles/edits.ts';
import { editedArticle } from '../edits/apply.ts';
import { changeSentences } from '../edits/change-sentences.ts';
import { decidedBefore } from '../edits/fold.ts';
import { editRecord } from '../edits/record.ts';
import { editedKey, readEditFile } from '../edits/sidecar.ts';
import type { Changes, EditRecord } from '../edits/types.ts';
import type { Article, Receipt } from '../types.ts';
import { articleObject } from './keep-article.ts';
import { movePointer } from './pointers.ts';

/** After every act that there will be: a receipt tells what holds now. */
export const NO_END = '9999-12-31T23:59:59.999Z';

interface EditServices {
  readonly archive: Bucket;
  readonly index: Articles;
  readonly edits: Edits;
}

/** An edit file beside an article, before or after it: what of it is understood counts, and the receipt tells the rest. */
export async function takeEditFile(
  upload: ObjectChange,
  bytes: Uint8Array,
  { archive, index, edits }: EditServices,
): Promise<Receipt> {
  await movePointer(upload, 'refused', index);
  const key = editedKey(upload.key) ?? upload.key;
  const { changes, problems } = readEditFile(bytes);
  if (changes === null) return editReceipt(upload, key, { isUnderstood: false, sentences: problems });
  const record = await keepEdit(upload, changes, edits);
  const article = await currentArticle(key, archive, index);
  return editReceipt(upload, key, {
    isUnderstood: Object.keys(changes).length > 0,
    sentences: [
      ...changeSentences(changes, article),
      ...problems,
      ...(article === null ? [] : unappliedParts(article, record)),
      ...(article === null
        ? [`There is no article at "${key}" yet: the edit waits for it, so check the name.`]
        : []),
    ],
  });
}

/** Keeps what a file decides, or with null that the file is gone. */
export async function keepEdit(
  change: ObjectChange,
  changes: Changes | null,
  edits: Edits,
): Promise<EditRecord> {
  const act = { kind: 'file', changes, sequencer: change.sequencer } as const;
  const key = editedKey(change.key) ?? change.key;
  const record = editRecord(key, { at: instant(change.time), by: 'upload', act });
  await edits.keep(record);
  return record;
}

async function currentArticle(key: string, archive: Bucket, index: Articles): Promise<Article | null> {
  const id = articleId(key);
  const current = await index.current(id);
  const stored = current && (await archive.text(articleObject(id, current.version)));
  return stored ? JSON.parse(stored) : null;
}

function unappliedParts(article: Article, record: EditRecord): readonly string[] {
  return editedArticle(article, decidedBefore([record], NO_END).get(record.articleId)).problems;
}
