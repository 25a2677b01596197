import { createHash } from 'node:crypto';
import { articleId } from '../article/id.ts';
import type { EditRecord } from './types.ts';

/** An act about the file at `key`, named by what it is: the same act has the same id, however often it is sent. */
export function editRecord(key: string, { at, by, act }: Pick<EditRecord, 'at' | 'by' | 'act'>): EditRecord {
  const article = articleId(key);
  const name = act.kind === 'file' ? ['file', article, act.sequencer] : [article, at, by, act];
  const id = createHash('sha256').update(JSON.stringify(name)).digest('hex').slice(0, 32);
  return { id, articleId: article, key, at, by, act };
}
