import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { confirmationOf } from '../../../lambdas/article/confirmation.ts';
import { forEdition } from '../../../lambdas/article/for-edition.ts';
import { articleId } from '../../../lambdas/article/id.ts';
import { failureOf } from '../../../lambdas/article/invalid-upload.ts';
import { textsToEncode } from '../../../lambdas/claims/statements/chosen.ts';
import type { VectorsOf } from '../../../lambdas/claims/statements/statements.ts';
import type { Recipient } from '../../../lambdas/edition/mail/personalize.ts';
import { isQuarantined } from '../../../lambdas/edition/make.ts';
import { makeEntailedEdition } from '../../../lambdas/edition/make-entailed.ts';
import { editedArticle, editedInWindow } from '../../../lambdas/edits/apply.ts';
import { decidedBefore } from '../../../lambdas/edits/fold.ts';
import { editRecord } from '../../../lambdas/edits/record.ts';
import { editedKey, readEditFile } from '../../../lambdas/edits/sidecar.ts';
import type { EditRecord } from '../../../lambdas/edits/types.ts';
import { readGuarded } from '../../../lambdas/guard/guard.ts';
import { readerId } from '../../../lambdas/reader/id.ts';
import { keysFrom } from '../../../lambdas/reader/keys.ts';
import { makeToken } from '../../../lambdas/reader/token.ts';
import type {
  Edition,
  QuarantineCode,
  Settings,
  Topic,
  UploadCode,
  WindowArticle,
} from '../../../lambdas/types.ts';
import { filesOf, isConfirmationFile } from '../files/uploads.ts';
import { countProgress } from '../progress.ts';
import { encodeLocally, entailLocally } from './encoding.ts';

interface Upload {
  readonly key: string;
  readonly path: string;
}

export interface Refused {
  readonly key: string;
  readonly code: UploadCode | QuarantineCode | 'failed';
  readonly message: string;
}

/** Files that are not in the edition: no article, or one that an editor must confirm first. */
export interface LeftOut {
  readonly refused: readonly Refused[];
  readonly quarantined: readonly Refused[];
}

/** Only makes the links of a dry run; the deployed secret is another. */
const DRY_RUN_SECRET = JSON.stringify({ master: 'of-a-dry-run-only-'.repeat(3), tokenKeyVersion: '01' });

/**
 * The edition that files and folders would make: all received one second before the slot, each taken once, keys being
 * paths below the folder that they have in common; an empty file `NAME.confirm` beside NAME confirms it, and `NAME.edit.yaml` edits it. Throws when a
 * path does not exist.
 */
export async function editionOf(
  paths: readonly string[],
  { settings, slot }: { readonly settings: Settings; readonly slot: string },
): Promise<{ readonly edition: Edition } & LeftOut> {
  const { articles, refused } = await readAll(uploadsIn(paths), slot);
  const quarantined = articles
    .filter(isQuarantined)
    .flatMap(({ article: { key, quarantine } }) => (quarantine ? [{ key, ...quarantine }] : []));
  const vectorsOf = await localVectors(articles, settings.topic);
  const edition = await makeEntailedEdition(
    { articles, previous: null, settings, slot, vectorsOf },
    entailLocally,
  );
  return { edition, refused, quarantined };
}

/** The articles that files and folders hold, as their editors' files correct them, and why others hold none. */
export function readFiles(paths: readonly string[], slot: string): ReturnType<typeof readAll> {
  return readAll(uploadsIn(paths), slot);
}

/** The vectors of an edition's sentences, from this machine's cache or made now. */
export async function localVectors(articles: readonly WindowArticle[], topic?: Topic): Promise<VectorsOf> {
  const inOrder = articles
    .filter((one) => !isQuarantined(one))
    .toSorted((a, b) => (a.article.version < b.article.version ? -1 : 1));
  const vectors = await encodeLocally(
    textsToEncode(
      inOrder.map(({ article }) => article),
      topic,
    ),
    { progress: countProgress('Reading sentences for comparison') },
  );
  return (text) => vectors.get(text) ?? null;
}

/** A reader with the tokens of the links, as a dry run makes them. */
export function recipientOf(address: string): Required<Recipient> {
  const keys = keysFrom(DRY_RUN_SECRET);
  const id = readerId(address, keys.readerKey);
  return {
    address,
    token: makeToken('leave', id, keys),
    preferences: makeToken('preferences', id, keys),
  };
}

/** Every file once, however it was named, in an order that the arguments do not change. */
function uploadsIn(paths: readonly string[]): Upload[] {
  const files = new Set(paths.flatMap(filesOf).map((path) => realpathSync(path)));
  const given = paths.map((path) => realpathSync(path));
  const root = commonFolder(given.map((path) => (statSync(path).isDirectory() ? path : dirname(path))));
  return [...files]
    .map((path) => ({ path, key: relative(root, path).split(sep).join('/') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function commonFolder(folders: readonly string[]): string {
  const [first = resolve('.'), ...others] = folders;
  return others.reduce((common, folder) => {
    const a = common.split(sep);
    const b = folder.split(sep);
    const same = a.findIndex((name, at) => name !== b[at]);
    return (same < 0 ? a : a.slice(0, same)).join(sep) || sep;
  }, first);
}

async function readAll(
  uploads: readonly Upload[],
  slot: string,
): Promise<{ readonly articles: readonly WindowArticle[]; readonly refused: readonly Refused[] }> {
  const received = new Date(Date.parse(slot) - 1000).toISOString();
  const articles: WindowArticle[] = [];
  const refused: Refused[] = [];
  const acts: EditRecord[] = [];
  for (const { key, path } of uploads) {
    if (isConfirmationFile(path)) continue;
    const bytes = readFileSync(path);
    const edited = editedKey(key);
    if (edited !== null) {
      const { changes, problems } = readEditFile(bytes);
      for (const problem of problems) process.stderr.write(`${key}: ${problem}\n`);
      const act = { kind: 'file', changes, sequencer: '' } as const;
      if (changes !== null) acts.push(editRecord(edited, { at: received, by: 'upload', act }));
      continue;
    }
    try {
      const article = await readGuarded({ key, bytes });
      const confirmed = isConfirmationFile(confirmationOf(path));
      articles.push({ id: articleId(key), received, article, confirmed });
    } catch (error) {
      const { code, message, stack } = failureOf(error);
      if (stack !== undefined) process.stderr.write(`${key}: ${stack}\n`);
      refused.push({ key, code, message });
    }
  }
  const decided = decidedBefore(acts, slot);
  for (const { articleId: id, key } of acts)
    if (!articles.some((one) => one.id === id))
      process.stderr.write(
        `${key}: edit found, article missing; the edit will apply once the article is there.\n`,
      );
  const edited = articles.map((one) => {
    const { problems } = editedArticle(one.article, decided.get(one.id));
    for (const problem of problems) process.stderr.write(`${one.article.key}: ${problem}\n`);
    const own = editedInWindow(one, decided.get(one.id));
    return { ...own, article: forEdition(own.article) };
  });
  return { articles: edited, refused };
}
