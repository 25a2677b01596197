import { bodyText } from '../article/body.ts';
import { withinBounds } from '../article/bounds.ts';
import { articleId } from '../article/id.ts';
import { instant } from '../article/receipt.ts';
import type { Bucket } from '../aws/archive.ts';
import type { ObjectChange } from '../aws/object-changes.ts';
import type { Articles } from '../aws/stores/articles/articles.ts';
import { lookupKeys, sketch, sketchSimilarity, textHash } from '../copies/fingerprint.ts';
import { windowOf } from '../edition/slot.ts';
import type { Article, Receipt } from '../types.ts';
import { movePointer } from './pointers.ts';

/**
 * Estimated Jaccard likeness of word bigrams from which a receipt speaks of a near copy. The edition's own bar is .22
 * with further checks; the estimate from 128 values errs by about .04 there, so the first look asks for more.
 */
const NEAR_COPY = 0.3;

interface KeepServices {
  readonly archive: Bucket;
  readonly index: Articles;
  readonly windowHours: number;
}

export const articleObject = (id: string, version: string): string => `articles/${id}/${version}.json`;

/**
 * Stores the article and its place in the index; tells which current article has the same text. Bytes that an
 * earlier release read stay as it read them, since editions quote that reading.
 */
export async function keepArticle(
  upload: ObjectChange,
  read: Article,
  { archive, index, windowHours }: KeepServices,
): Promise<{ readonly article: Article; readonly copyOf?: Receipt['copyOf'] }> {
  const id = articleId(upload.key);
  const { version } = read;
  const article = await storedArticle(read, articleObject(id, version), archive);
  const body = bodyText(article);
  const print = { textHash: textHash(body), sketch: sketch(body) };
  const row = { articleId: id, version, key: upload.key, received: instant(upload.time) };
  await index.noteVersion(article, row, print);
  await movePointer(upload, 'present', index, version);
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
  return { article, ...(alike ? { copyOf: { key: alike.key, kind: 'near' } } : {}) };
}

async function storedArticle(read: Article, key: string, archive: Bucket): Promise<Article> {
  const json = JSON.stringify(read);
  const isNew = await archive.putNew(key, json, { contentType: 'application/json' });
  const stored: Article = isNew ? read : JSON.parse((await archive.text(key)) ?? json);
  // What an earlier release stored may be longer than a row of the table can be.
  return withinBounds(stored).value;
}
