import { articleId } from '../../lambdas/article/id.ts';
import { bucket } from '../../lambdas/aws/archive.ts';
import { receiptIndex } from '../../lambdas/aws/stores/articles/receipt-index.ts';
import { table } from '../../lambdas/aws/table.ts';
import { sideBySide } from '../../lambdas/reader/delivery/side-by-side.ts';
import type { Receipt } from '../../lambdas/types.ts';
import { type Call, defineCommand, runCommand } from '../command.ts';
import { findUploads, readUpload, type Upload } from '../local/files/uploads.ts';
import { DEPLOYMENT_OPTIONS, findDeployment, useDeployment } from './deployment.ts';
import { lineOf } from './receipt-line.ts';

const UPLOAD = defineCommand({
  call: 'npm run upload -- PATH…',
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  about: `Uploads files, and folders with all below them, to the inbox bucket and waits for the receipt of each. An article's
key is its path below the folder that was named. Prints one line a receipt as it comes: outcome, key, what was
understood.`,
  options: {
    json: { type: 'boolean', default: false, about: 'the receipts themselves, one JSON object a line' },
    wait: {
      type: 'string',
      value: 'SECONDS',
      default: '120',
      about: 'gives up on a receipt after so long (default: 120)',
    },
    ...DEPLOYMENT_OPTIONS,
  },
  notes: `Exit code 0 when every file was accepted, 1 when one was refused, quarantined or has no receipt, 2 on a wrong call.`,
});

/** Uploads side by side: enough for a fast line, few enough for a slow one. */
const AT_ONCE = 8;
const POLL_MS = 500;

/** What an upload works on. */
export interface UploadTools {
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>;
  readonly latest: (articleIds: readonly string[]) => Promise<ReadonlyMap<string, Receipt>>;
  readonly onReceipt: (receipt: Receipt) => void;
  readonly onUploaded?: (done: number) => void;
  readonly pause: (ms: number) => Promise<void>;
  /** Milliseconds, of any beginning. */
  readonly now: () => number;
}

/**
 * Uploads, and asks until each file has a receipt that it had not before, or no receipt has come for `waitMs`. Tells which have none.
 * Receipts come in while later files still go up.
 */
export async function uploadAll(
  uploads: readonly Upload[],
  waitMs: number,
  tools: UploadTools,
): Promise<{ readonly receipts: readonly Receipt[]; readonly without: readonly string[] }> {
  const keys = new Map(uploads.map(({ key }) => [articleId(key), key] as const));
  const before = await tools.latest([...keys.keys()]);
  const waiting = new Set<string>();
  const upload = startUpload(uploads, waiting, tools);
  const receipts = await collectReceipts(waiting, before, {
    ...tools,
    waitMs,
    isUploading: upload.isGoingOn,
  });
  await upload.ended;
  return { receipts, without: [...waiting].flatMap((id) => keys.get(id) ?? []) };
}

/** Begins to upload; each file that is up waits for its receipt. */
function startUpload(
  uploads: readonly Upload[],
  waiting: Set<string>,
  { put, onUploaded }: Pick<UploadTools, 'put' | 'onUploaded'>,
): { readonly ended: Promise<void>; readonly isGoingOn: () => boolean } {
  let done = 0;
  let isGoingOn = true;
  const ended = sideBySide(uploads, AT_ONCE, async (upload) => {
    await put(upload.key, readUpload(upload));
    waiting.add(articleId(upload.key));
    done += 1;
    onUploaded?.(done);
  }).finally(() => {
    isGoingOn = false;
  });
  // A failure is thrown by whoever awaits `ended`, which may be later than it happens.
  ended.catch(() => undefined);
  return { ended, isGoingOn: () => isGoingOn };
}

/** Asks for the receipts of what is waiting and takes it off the list, until nothing is or no receipt has come for `waitMs`. */
async function collectReceipts(
  waiting: Set<string>,
  before: ReadonlyMap<string, Receipt>,
  {
    latest,
    onReceipt,
    pause,
    now,
    waitMs,
    isUploading,
  }: Pick<UploadTools, 'latest' | 'onReceipt' | 'pause' | 'now'> & {
    readonly waitMs: number;
    readonly isUploading: () => boolean;
  },
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  let changed = now();
  while (isUploading() || (waiting.size > 0 && now() - changed < waitMs)) {
    for (const [id, receipt] of waiting.size === 0 ? [] : await latest([...waiting])) {
      if (before.get(id)?.sequencer === receipt.sequencer) continue;
      waiting.delete(id);
      receipts.push(receipt);
      onReceipt(receipt);
      changed = now();
    }
    if (isUploading() || waiting.size > 0) await pause(POLL_MS);
  }
  return receipts;
}

async function main({ values, words }: Call<typeof UPLOAD.options>): Promise<number> {
  const uploads = findUploads(words);
  const deployment = findDeployment(values);
  useDeployment(deployment);
  const inbox = bucket(deployment.inboxBucket);
  const { latest } = receiptIndex(table(deployment.tableName));
  const isTerminal = process.stderr.isTTY;
  let receipted = 0;
  const tell = (uploaded: number) => {
    if (isTerminal)
      process.stderr.write(`\r\x1b[2K${uploaded} of ${uploads.length} uploaded, ${receipted} with a receipt`);
  };
  let uploaded = 0;
  const { receipts, without } = await uploadAll(uploads, Number(values.wait) * 1000, {
    put: (key, bytes) => inbox.put(key, bytes),
    latest,
    onUploaded: (n) => {
      uploaded = n;
      tell(n);
    },
    onReceipt: (receipt) => {
      receipted += 1;
      if (isTerminal) process.stderr.write('\r\x1b[2K');
      process.stdout.write(
        `${values.json ? JSON.stringify(receipt) : lineOf(receipt, process.stdout.isTTY)}\n`,
      );
      tell(uploaded);
    },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now: () => performance.now(),
  });
  if (isTerminal) process.stderr.write('\n');
  for (const key of without)
    process.stderr.write(`! ${key}: no receipt within ${values.wait} s; see \`npm run receipts\`.\n`);
  const good = receipts.filter(({ outcome }) => outcome === 'accepted').length;
  process.stderr.write(`${good} of ${uploads.length} accepted.\n`);
  return good === uploads.length ? 0 : 1;
}

if (import.meta.main) await runCommand(UPLOAD, main);
