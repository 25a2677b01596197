import MsgReaderModule from '@kenjiuno/msgreader';
import MailComposer from 'nodemailer/lib/mail-composer';
import { decode } from '../../bytes/decode.ts';
import type { Reading } from '../../reading.ts';
import { readMail } from '../mail.ts';
import type { ReadFile } from './read-file.ts';

// A CommonJS package whose default is inside of its default in Node and in the bundle, and is it under a test runner.
const MsgReader: typeof MsgReaderModule.default =
  typeof MsgReaderModule === 'function' ? MsgReaderModule : MsgReaderModule.default;

type Fields = ReturnType<InstanceType<typeof MsgReader>['getFileData']>;

/** Mails in mails in mails: what an editor forwards is nested once or twice. */
const DEEPEST = 3;
/** Longer header fields than this are no title and no name. */
const LONGEST_HEADER = 600;
/** For what a saved mail does not keep: no domain of anybody (RFC 2606). */
const NO_ADDRESS = 'saved@outlook.invalid';

/** A mail that Outlook saved (.msg): read as the same mail in the internet's format. Throws the library's errors. */
export async function readMsg(bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  const copy = new Uint8Array(bytes);
  const reader = new MsgReader(copy.buffer);
  const fields = reader.getFileData();
  if (fields.error) throw new Error(fields.error);
  return readMail(await asInternetMail(fields, reader, 0), readFile);
}

async function asInternetMail(
  fields: Fields,
  reader: InstanceType<typeof MsgReader>,
  depth: number,
): Promise<Uint8Array> {
  const attachments =
    depth < DEEPEST
      ? (fields.attachments ?? []).map((attachment) => asAttachment(attachment, reader, depth))
      : [];
  return new MailComposer({
    subject: headerText(fields.subject),
    from: { name: headerText(fields.senderName), address: NO_ADDRESS },
    date: fields.messageDeliveryTime ?? fields.clientSubmitTime ?? fields.creationTime,
    messageId: fields.messageId ?? `<${NO_ADDRESS}>`,
    // Never without a text: a mail that is one attachment alone would be written as that attachment.
    text: fields.body || ' ',
    html: fields.bodyHtml ?? (fields.html ? await decode(fields.html) : undefined),
    attachments: await Promise.all(attachments),
    baseBoundary: `communique-${depth}`,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

async function asAttachment(attachment: Fields, reader: InstanceType<typeof MsgReader>, depth: number) {
  const inner = attachment.innerMsgContentFields;
  if (inner)
    return {
      contentType: 'message/rfc822',
      content: Buffer.from(await asInternetMail(inner, reader, depth + 1)),
    };
  const { fileName, content } = reader.getAttachment(attachment);
  // Its content tells what it is, whatever its name says.
  return { contentType: 'application/octet-stream', filename: fileName, content: Buffer.from(content) };
}

function headerText(value: string | undefined): string {
  return (value ?? '').replace(/[\r\n]+/g, ' ').slice(0, LONGEST_HEADER);
}
