import MsgReaderModule from '@kenjiuno/msgreader';
import { decode } from '../../bytes/decode.ts';
import type { Reading } from '../../reading.ts';
import { readMail } from '../mail.ts';
import type { ReadFile } from './read-file.ts';

// A CommonJS package whose default is inside of its default in Node and in the bundle, and is it under a test runner.
const MsgReader: typeof MsgReaderModule.default =
  typeof MsgReaderModule === 'function' ? MsgReaderModule : MsgReaderModule.default;

type Fields = ReturnType<InstanceType<typeof MsgReader>['getFileData']>;

const BOUNDARY = '=_communique';
const DEEPEST = 3;

/** A mail that Outlook saved (.msg): read as the same mail in the internet's format. Throws the library's errors. */
export async function readMsg(bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  const copy = new Uint8Array(bytes);
  const reader = new MsgReader(copy.buffer);
  const fields = reader.getFileData();
  if (fields.error) throw new Error(fields.error);
  return readMail(Buffer.from(await rawMail(fields, reader, 0), 'latin1'), readFile);
}

async function rawMail(
  fields: Fields,
  reader: InstanceType<typeof MsgReader>,
  depth: number,
): Promise<string> {
  const date = fields.messageDeliveryTime ?? fields.clientSubmitTime ?? fields.creationTime;
  const html = fields.bodyHtml ?? (fields.html ? await decode(fields.html) : '');
  const attached: string[] = [];
  for (const attachment of depth < DEEPEST ? (fields.attachments ?? []) : []) {
    const inner = attachment.innerMsgContentFields;
    if (inner) {
      const mail = Buffer.from(await rawMail(inner, reader, depth + 1), 'latin1');
      attached.push(...part('message/rfc822', mail, depth));
    } else {
      const { fileName, content } = reader.getAttachment(attachment);
      attached.push(...part('application/octet-stream', Buffer.from(content), depth, fileName));
    }
  }
  return [
    ...header('Subject', fields.subject),
    ...header('From', fields.senderName),
    ...header('Date', date),
    ...header('Message-ID', fields.messageId ?? '<saved@outlook.invalid>'),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}${depth}"`,
    '',
    ...alternatives(fields.body ?? '', html, depth),
    ...attached,
    `--${BOUNDARY}${depth}--`,
    '',
  ].join('\r\n');
}

/** The same words as text and as HTML are one part of the mail. */
function alternatives(text: string, html: string, depth: number): readonly string[] {
  const inner = `a${depth}`;
  const parts = [
    ...(text ? part('text/plain; charset=utf-8', Buffer.from(text), inner) : []),
    ...(html ? part('text/html; charset=utf-8', Buffer.from(html), inner) : []),
  ];
  if (parts.length === 0) return [];
  return [
    `--${BOUNDARY}${depth}`,
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}${inner}"`,
    '',
    ...parts,
    `--${BOUNDARY}${inner}--`,
    '',
  ];
}

function header(name: string, value: string | undefined): readonly string[] {
  if (!value) return [];
  const plain = value.replace(/[\r\n]+/g, ' ').slice(0, 600);
  if (/^[\x20-\x7e]*$/.test(plain)) return [`${name}: ${plain}`];
  return [`${name}: =?utf-8?B?${Buffer.from(plain).toString('base64')}?=`];
}

function part(type: string, content: Buffer, depth: number | string, name?: string): readonly string[] {
  const isMail = type === 'message/rfc822';
  const disposition =
    name === undefined ? [] : [`Content-Disposition: attachment; filename="${ascii(name)}"`];
  return [
    `--${BOUNDARY}${depth}`,
    `Content-Type: ${type}`,
    ...(isMail ? [] : ['Content-Transfer-Encoding: base64']),
    ...disposition,
    '',
    isMail ? content.toString('latin1') : content.toString('base64').replace(/.{76}/g, '$&\r\n'),
  ];
}

function ascii(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\]/g, '_');
}
