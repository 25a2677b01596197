import { parseDocument } from 'yaml';
import { type ReadEdit, readChanges } from './shape.ts';

const SUFFIX = /\.edit\.ya?ml$/i;
/** An edit is a handful of lines. */
const MAX_EDIT_BYTES = 64 * 1024;

/** The key of the article that a file of this name edits; null for any other name. */
export function editedKey(key: string): string | null {
  const article = key.replace(SUFFIX, '');
  return article === key || article === '' || article.endsWith('/') ? null : article;
}

/** Reads an edit file: data only, no tags, few aliases, nothing is run. Null, with why, when none of it can be read. */
export function readEditFile(
  bytes: Uint8Array,
): ReadEdit | { readonly changes: null; readonly problems: readonly string[] } {
  if (bytes.length > MAX_EDIT_BYTES) return unreadable('it is longer than any edit');
  const document = parseDocument(new TextDecoder().decode(bytes), {
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) return unreadable(error.message.split('\n')[0] ?? '');
  let value: unknown;
  try {
    value = document.toJS({ mapAsMap: true, maxAliasCount: 20 });
  } catch {
    return unreadable('it repeats itself too often');
  }
  if (!(value instanceof Map)) return unreadable('it holds no lines like "title: A better title"');
  return readChanges(value);
}

function unreadable(why: string) {
  return {
    changes: null,
    problems: [
      `The edit was not understood: ${why.replace(/[.:]+$/, '').slice(0, 200)}. Write one decision a line, such as "outlet: Harbour Gazette", and put a value that holds a colon into quotation marks. What an earlier file of this name said still counts.`,
    ],
  };
}
