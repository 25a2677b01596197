import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DeliveryReport } from '../../lambdas/reader/delivery/delivery-report.ts';
import type { Edition, Receipt } from '../../lambdas/types.ts';
import type { Pipeline } from './local-pipeline.ts';
import type { SentMail } from './state/sent-mail.ts';

const WRITTEN = new Set(['mail', 'receipts', 'web']);
/** Longest file name that every file system takes, with room for a suffix. */
const NAME_BYTES = 180;

/** Removes what an earlier run wrote, and makes the folders again. Files that a person dropped into `inbox` stay. */
export function clearOut(folder: string): void {
  const written = existsSync(folder)
    ? readdirSync(folder).filter(
        (name) => WRITTEN.has(name) || name.startsWith('edition.') || name === 'delivery.json',
      )
    : [];
  for (const name of written) rmSync(join(folder, name), { recursive: true, force: true });
  for (const part of ['mail', 'receipts', 'inbox']) mkdirSync(join(folder, part), { recursive: true });
}

/** A key as a file name: percent-encoded, or its hash when that is too long. Never a path, never hidden. */
export function fileName(key: string): string {
  const encoded = encodeURIComponent(key).replace(/^\./, '%2E').replaceAll('*', '%2A');
  return encoded.length <= NAME_BYTES ? encoded : createHash('sha256').update(key).digest('hex');
}

/** Every receipt in the archive, oldest first. */
export async function readReceipts({ buckets }: Pipeline): Promise<readonly Receipt[]> {
  const keys = await buckets.archive.list('receipts/');
  const receipts = await Promise.all(
    keys.map(async (key): Promise<Receipt> => JSON.parse((await buckets.archive.get(key)).toString('utf8'))),
  );
  return receipts.sort((a, b) => (a.sequencer < b.sequencer ? -1 : 1));
}

/** One file per receipt; a key uploaded again gets `.2` and so on. */
export function writeReceipts(folder: string, receipts: readonly Receipt[]): void {
  const taken = new Map<string, number>();
  for (const receipt of receipts) {
    const name = fileName(receipt.key);
    const count = (taken.get(name.toLowerCase()) ?? 0) + 1;
    taken.set(name.toLowerCase(), count);
    const file = count === 1 ? `${name}.json` : `${name}.${count}.json`;
    writeFileSync(join(folder, 'receipts', file), `${JSON.stringify(receipt, null, 2)}\n`);
  }
}

/** `edition.html edition.txt edition.json`, the whole mail as `edition.full.html`, the briefing's other languages as `edition.<language>.html`. */
export async function writeEdition(
  folder: string,
  pipeline: Pipeline,
  id: string,
  languages: readonly string[],
): Promise<Edition> {
  const { archive } = pipeline.buckets;
  for (const [index, language] of languages.entries()) {
    for (const depth of ['', 'full.']) {
      for (const kind of ['html', 'txt']) {
        const name = index === 0 ? `edition.${depth}${kind}` : `edition.${depth}${language}.${kind}`;
        const key = `editions/${id}/edition.${depth}${language}.${kind}`;
        writeFileSync(join(folder, name), await archive.get(key));
      }
    }
  }
  const edition: Edition = JSON.parse((await archive.get(`editions/${id}/edition.json`)).toString('utf8'));
  writeFileSync(join(folder, 'edition.json'), `${JSON.stringify(edition, null, 2)}\n`);
  return edition;
}

/** Everything that stands under the public address, in `web`: the keys are ours, short, and no path leads out of it. */
export async function writeWeb(folder: string, { buckets: { web } }: Pipeline): Promise<void> {
  for (const key of await web.list()) {
    const file = join(folder, 'web', ...key.split('/').map(fileName));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await web.get(key));
  }
}

/** `delivery.json`, as it lies in the archive: how many mails went where. */
export async function writeDelivery(folder: string, pipeline: Pipeline, id: string): Promise<DeliveryReport> {
  const bytes = await pipeline.buckets.archive.get(`editions/${id}/delivery.json`);
  writeFileSync(join(folder, 'delivery.json'), bytes);
  return JSON.parse(bytes.toString('utf8'));
}

/** The mail as SES got it, under the reader's id: an address stands in no file name. Of notices and proofs one person gets several. */
export function writeMail(folder: string, { tags, raw }: Pick<SentMail, 'tags' | 'raw'>): void {
  const hash = createHash('sha256').update(raw).digest('hex').slice(0, 22);
  const { edition, notice = 'mail', reader } = tags;
  const parts = edition === undefined ? [notice, reader, hash] : [edition, reader ?? hash];
  writeFileSync(join(folder, 'mail', `${fileName(parts.filter(Boolean).join('.'))}.eml`), raw);
}
