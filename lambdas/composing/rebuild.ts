import { isFinal, stateOf } from '../approval/state.ts';
import { bodyText } from '../article/body.ts';
import { withinBounds } from '../article/bounds.ts';
import { confirmedKey, isConfirmation } from '../article/confirmation.ts';
import { articleId } from '../article/id.ts';
import type { Bucket } from '../aws/archive.ts';
import { type Articles, articles, type Fingerprint } from '../aws/stores/articles/articles.ts';
import { edits } from '../aws/stores/articles/edits.ts';
import { receiptIndex } from '../aws/stores/articles/receipt-index.ts';
import { decisionLog } from '../aws/stores/decision-log.ts';
import type { Table } from '../aws/table.ts';
import { editionId } from '../edition/slot.ts';
import type { EditRecord } from '../edits/types.ts';
import { sideBySide } from '../reader/delivery/side-by-side.ts';
import type { Article, Edition, Receipt, Settings } from '../types.ts';
import { stopWithoutLedger } from './lost-ledger.ts';
import { register } from './publishing.ts';

/** What is read, and the table that is rebuilt. */
export interface RebuildServices {
  readonly inbox: Bucket;
  readonly archive: Bucket;
  readonly outbox: Bucket;
  readonly table: Table;
  readonly settings: Settings;
  /** As intake makes it. */
  readonly fingerprint: (text: string) => Fingerprint;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Rebuilt {
  readonly uploads: number;
  readonly edits: number;
  readonly editions: number;
  /** Editions whose ledger is lost: nothing more of them is mailed. */
  readonly shut: readonly string[];
}

/** Objects read side by side. */
const TOGETHER = 16;

/**
 * Writes the rows of articles, edits, decisions and editions that the buckets tell of: by them the next edition is the same to the byte. Readers
 * and what was sent to whom stand in no bucket. Every row is written as the functions write it, so a run beside them, or a second one, does no harm.
 */
export async function rebuild(services: RebuildServices): Promise<Rebuilt> {
  const { archive, table } = services;
  const uploads = await rebuildUploads(services);
  const acts = edits(archive, table);
  const editKeys = await archive.list('edits/');
  await sideBySide(editKeys, TOGETHER, async (key) => acts.keep(await read<EditRecord>(key, archive)));
  const editions: Edition[] = [];
  for (const key of await archive.list('editions/'))
    if (key.endsWith('/edition.json')) editions.push(await read<Edition>(key, archive));
  const shut: string[] = [];
  for (const edition of editions) {
    await register(edition, services);
    if (await stopWithoutLedger(edition, services)) shut.push(edition.id);
  }
  await reopenSlots(new Set(editions.map(({ id }) => id)), services);
  return { uploads, edits: editKeys.length, editions: editions.length, shut };
}

/** What each receipt tells of; what the inbox holds no more was taken back. */
async function rebuildUploads({ inbox, archive, table, fingerprint }: RebuildServices): Promise<number> {
  const index = articles(table);
  const receiptRows = receiptIndex(table);
  const present = new Set(await inbox.list(''));
  const newest = new Map<string, Receipt>();
  const keys = await archive.list('receipts/');
  await sideBySide(keys, TOGETHER, async (key) => {
    const receipt = await read<Receipt>(key, archive);
    if (receipt.code === 'set-aside') return;
    await receiptRows.note(receipt);
    await noteConfirmation(receipt, present, index);
    // These moved no pointer.
    if (receipt.code === 'superseded' || receipt.outcome === 'failed') return;
    if (receipt.version !== null)
      await noteVersion(receipt, receipt.version, { archive, index, fingerprint });
    const known = newest.get(receipt.articleId);
    if (known === undefined || known.sequencer < receipt.sequencer) newest.set(receipt.articleId, receipt);
  });
  await sideBySide(newest.values(), TOGETHER, async ({ articleId: id, key, sequencer, version }) => {
    const state = !present.has(key) ? 'removed' : version === null ? 'refused' : 'present';
    const held = state === 'present' ? version : null;
    await index.movePointer({ articleId: id, sequencer, state, version: held });
  });
  return keys.length;
}

async function noteVersion(
  { articleId: id, key, received }: Receipt,
  version: string,
  {
    archive,
    index,
    fingerprint,
  }: Pick<RebuildServices, 'archive' | 'fingerprint'> & { readonly index: Articles },
): Promise<void> {
  const article = withinBounds(await read<Article>(`articles/${id}/${version}.json`, archive)).value;
  await index.noteVersion(article, { articleId: id, version, key, received }, fingerprint(bodyText(article)));
}

async function noteConfirmation(
  { key, size, sequencer, received }: Receipt,
  present: ReadonlySet<string>,
  index: Articles,
): Promise<void> {
  const of = confirmedKey(key);
  if (of === null || !isConfirmation({ key, size })) return;
  const state = present.has(key) ? 'present' : 'removed';
  await index.confirm({ articleId: articleId(of), sequencer, state, time: received });
}

/** Slots about which something is still to be decided or done. */
async function reopenSlots(
  released: ReadonlySet<string>,
  { archive, table }: RebuildServices,
): Promise<void> {
  const log = decisionLog(archive, table);
  const folders = (await archive.list('decisions/')).map((key) => key.split('/')[1] ?? '');
  for (const id of new Set(folders)) {
    const [date = '', time = ''] = id.replace(/Z$/, '').split('T');
    const [hour, minute, second, ms = '000'] = time.split('-');
    const slot = `${date}T${hour}:${minute}:${second}.${ms}Z`;
    if (editionId(slot) !== id || released.has(id)) continue;
    if (!isFinal(stateOf(await log.read(id)))) await log.open(slot);
  }
}

async function read<T>(key: string, archive: Bucket): Promise<T> {
  const text = await archive.text(key);
  if (text === null) throw new Error(`The archive has no ${key} any more.`);
  return JSON.parse(text);
}
