import { isMailed } from '../../lambdas/edition/select/quiet-edition.ts';
import type { Edition, Receipt, Settings } from '../../lambdas/types.ts';
import { keepEntailments, keepVectors, layKnownVectors } from './dry-run/kept-vectors.ts';
import { hashOf, readUpload, type Upload } from './files/uploads.ts';
import type { Pipeline } from './local-pipeline.ts';
import { readReceipts, writeDelivery, writeEdition, writeReceipts, writeWeb } from './output-folder.ts';
import { countProgress, type Progress } from './progress.ts';
import type { Journal } from './state/journal.ts';
import type { LedgerLine } from './table-access.ts';

const FINAL: ReadonlySet<LedgerLine['state']> = new Set(['sent', 'failed', 'unknown', 'skipped']);

const PLACE = 'command line';

/** Uploads the files one after another but for those that the journal knows, waits for intake, and says how the receipts came out. */
export async function uploadAll(
  pipeline: Pipeline,
  uploads: readonly Upload[],
  progress: Progress,
  out: string,
  journal: Journal,
): Promise<{ readonly receipts: readonly Receipt[]; readonly count: number }> {
  const known = journal.uploaded(PLACE);
  const files = uploads
    .map((upload) => ({ ...upload, hash: hashOf(readUpload(upload)) }))
    .filter(({ key, hash }) => known.get(key) !== hash);
  const what = number(files.length, known.size === 0 ? 'file' : 'new file');
  const show = countProgress('Uploading files');
  await progress.step(`uploaded ${what} to the inbox bucket`, async () => {
    for (const [at, { hash, ...upload }] of files.entries()) {
      const bytes = readUpload(upload);
      await layKnownVectors(pipeline.buckets.archive, { key: upload.key, bytes, version: hash });
      await pipeline.buckets.inbox.put(upload.key, bytes);
      // Only now: killed before this, the next run uploads the file again, which is harmless.
      journal.noteUpload(PLACE, upload.key, hash);
      show(at + 1, files.length);
    }
  });
  return { receipts: await takeReceipts(pipeline, progress, out), count: files.length };
}

/** Writes what a run before this one has published and mailed, without composing anything. */
export async function showEdition(
  pipeline: Pipeline,
  id: string | undefined,
  { languages }: Pick<Settings, 'languages'>,
  progress: Progress,
  out: string,
): Promise<void> {
  if (id === undefined || !(await isReleased(id, pipeline))) return;
  await writeEdition(out, pipeline, id, languages);
  await writeWeb(out, pipeline);
  progress.note(`nothing was uploaded since edition ${id}: Enter composes the next one`);
}

/** Waits until intake has nothing left to do, then writes every receipt and prints the new ones. */
export async function takeReceipts(
  pipeline: Pipeline,
  progress: Progress,
  out: string,
  before: readonly Receipt[] = [],
): Promise<readonly Receipt[]> {
  const receipted = new Set(before.map(({ articleId, sequencer }) => `${articleId}/${sequencer}`));
  const isNew = ({ articleId, sequencer }: Receipt) => !receipted.has(`${articleId}/${sequencer}`);
  const read = async () => {
    await pipeline.settled();
    const receipts = await readReceipts(pipeline);
    writeReceipts(out, receipts);
    return receipts;
  };
  const receipts = await progress.step('read by intake', read, (all) =>
    tally(all.filter(isNew).map(({ outcome }) => outcome)),
  );
  await keepVectors(pipeline.buckets.archive);
  for (const { key, outcome, message } of receipts.filter(isNew)) {
    if (outcome !== 'accepted') progress.note(`${outcome}: ${key}: ${message}`);
  }
  return receipts;
}

export interface EditionRun {
  /** Null while its draft waits for approval. */
  readonly edition: Edition | null;
  readonly ledger: readonly LedgerLine[];
}

/** Composes the slot's edition, writes it, and waits until it is delivered; a quiet one that the briefing skips is on its way to nobody. */
export async function runEditionOnce(
  pipeline: Pipeline,
  slot: Date,
  briefing: Pick<Settings, 'languages' | 'quietEdition'>,
  progress: Progress,
  out: string,
): Promise<EditionRun> {
  const edition = await progress.step(
    'composed',
    async () => {
      const id = await pipeline.compose(slot);
      await keepEntailments(pipeline.buckets.archive);
      if (!(await isReleased(id, pipeline))) return null;
      const written = await writeEdition(out, pipeline, id, briefing.languages);
      await writeWeb(out, pipeline);
      return written;
    },
    (made) =>
      made === null
        ? 'a draft: nothing of it goes out before it is approved'
        : `edition ${made.id}, ${number(made.counts.stories, 'story', 'stories')} from ${number(made.counts.articles, 'article')}, ${number(made.counts.copies, 'copy', 'copies')}, ${made.counts.offTopic} off topic`,
  );
  if (edition === null) {
    await pipeline.settled();
    progress.note(
      'its proof is among the mails of the inbox page: the links in it approve, hold, drop or cancel',
    );
    return { edition, ledger: [] };
  }
  if (!isMailed(edition, briefing)) {
    progress.note('nothing new: this edition is published and not mailed, as "quietEdition" says');
    return { edition, ledger: [] };
  }
  const deliver = async () => {
    await pipeline.settled();
    return pipeline.ledger(edition.id);
  };
  const ledger = await progress.step('delivered', deliver, (lines) => tally(lines.map(({ state }) => state)));
  for (const { reader, state, reason } of ledger) {
    if (state !== 'sent')
      progress.note(`${state}: reader ${reader}${reason === undefined ? '' : `: ${reason}`}`);
  }
  await progress.step(
    'counted',
    // Reconciling comes after the ledger was read: it would also mend what the template lacks.
    async () => {
      await pipeline.reconcile();
      return writeDelivery(out, pipeline, edition.id);
    },
    ({ recipients, delivered, bounced, complained, sum }) =>
      `${number(recipients, 'recipient')}, ${delivered} delivered, ${bounced} bounced, ${complained} complained; the sum ${sum.matches ? 'matches' : 'does not match'}`,
  );
  return { edition, ledger };
}

async function isReleased(id: string, { buckets }: Pipeline): Promise<boolean> {
  return (await buckets.archive.list(`editions/${id}/edition.json`)).length > 0;
}

export interface Finished {
  readonly uploads: readonly Pick<Upload, 'key'>[];
  readonly receipts: readonly Receipt[];
  /** How many should have got a mail. */
  readonly readers: number;
  readonly ledger: readonly LedgerLine[];
  readonly deadLetters: Readonly<Record<string, number>>;
}

/** What keeps a finished run from being a success, a sentence each: an upload without a receipt, a reader without a mail. */
export function problemsOf({ uploads, receipts, readers, ledger, deadLetters }: Finished): readonly string[] {
  const receipted = new Set(receipts.map(({ key }) => key));
  const missing = readers - ledger.length;
  return [
    ...uploads
      .filter(({ key }) => !receipted.has(key))
      .map(({ key }) => `${key} was uploaded and has no receipt.`),
    ...(missing > 0 ? [`${missing} of ${readers} readers stand in no shard of the edition.`] : []),
    ...ledger.filter(({ state }) => state !== 'sent').map(openSend),
    ...Object.entries(deadLetters).map(([queue, count]) => `${number(count, 'message')} ended in ${queue}.`),
  ];
}

function openSend({ reader, state, reason }: LedgerLine): string {
  return `Reader ${reader}: the send is ${FINAL.has(state) ? '' : 'still '}${state}${reason === undefined ? '' : ` (${reason})`}.`;
}

export const number = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** `12 accepted, 2 refused`, or `nothing`. */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts.size === 0 ? 'nothing' : [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}
