import PostalMime from 'postal-mime';
import { withFallback } from '../../known-facts.ts';
import { isoDate } from '../../metadata/dates.ts';
import { hostOf } from '../../metadata/links.ts';
import type { Reading } from '../../reading.ts';
import { fold } from '../../roles/lines.ts';
import { damagedUnless } from './damaged.ts';
import type { ReadFile } from './read-file.ts';

/** A header line may run on in lines that begin with white space. */
const FIELD = (name: string) => new RegExp(`^${name}:\\s*((?:.*)(?:\\r?\\n[ \\t]+.*)*)`, 'im');

/**
 * A page saved in one file with its pictures (Chrome's and Word's MHTML). Only its first part is read: the others are
 * frames, styles and pictures. An address on the editor's own disk is none.
 */
export function readMhtml(bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  return damagedUnless(
    () => firstPage(bytes, readFile),
    'This is a page saved with its pictures (.mht) that is damaged. Save the page again and upload that.',
  );
}

async function firstPage(bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  const file = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf)?\s+/, '');
  const [head = ''] = file.split(/\r?\n\r?\n/, 1);
  const boundary = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(
    FIELD('content-type').exec(head)?.[1] ?? '',
  );
  const part = firstPart(file.slice(head.length), `--${boundary?.[1] ?? boundary?.[2] ?? ''}`);
  const [partHead = ''] = part.split(/\r?\n\r?\n/, 1);
  const encoding = FIELD('content-transfer-encoding').exec(partHead)?.[1] ?? '8bit';
  const fields = ['subject', 'date'].map((name) => FIELD(name).exec(head)?.[0]).filter(Boolean);
  // Decoded as a file of its own: the page's charset is then found as that of any page is.
  const mail = await PostalMime.parse(
    Buffer.from(
      `${[...fields, 'Content-Type: application/octet-stream', `Content-Transfer-Encoding: ${encoding}`].join('\r\n')}\r\n${part.slice(partHead.length)}`,
      'latin1',
    ),
  );
  const content = mail.attachments[0]?.content ?? '';
  const page = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(FIELD('content-type').exec(partHead)?.[1] ?? '')?.[1];
  const reading = await readFile(inUtf8(page, charset));
  const url = [FIELD('snapshot-content-location').exec(head), FIELD('content-location').exec(partHead)]
    .map((found) => found?.[1]?.trim())
    .find((found) => found !== undefined && hostOf(found) !== null);
  const title = fold(mail.subject ?? '');
  return withFallback(
    reading,
    {
      ...(title ? { title } : {}),
      ...(mail.date ? { published: isoDate(mail.date, 'mail') } : {}),
      ...(url ? { url } : {}),
    },
    'mail',
  );
}

function firstPart(body: string, mark: string): string {
  const start = body.indexOf(mark);
  if (start < 0 || mark === '--') return '';
  const from = body.indexOf('\n', start) + 1;
  const end = body.indexOf(`\n${mark}`, from);
  return body.slice(from, end < 0 ? undefined : end);
}

function inUtf8(page: Uint8Array, charset: string | undefined): Uint8Array {
  if (charset === undefined || /^utf-?8$/i.test(charset)) return page;
  try {
    return Buffer.from(new TextDecoder(charset, { fatal: true }).decode(page));
  } catch {
    return page;
  }
}
