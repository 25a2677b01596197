import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Settings } from '../../types.ts';
import { PLACEHOLDER_ADDRESS } from '../placeholder.ts';
import { cleanLine } from '../view/clean.ts';
import { assertPersonal, countLine } from './personalize.ts';

export interface MimeParts {
  /** Names this mail among all of ours: Message-ID and boundary are made of it. */
  readonly name: string;
  readonly date: Date;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Written as they stand: no folding may cut an address. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A whole MIME mail of ours with placeholders for address and tokens, its count line first, for `personalize`. The same
 * bytes for the same input. Throws when a placeholder was lost on the way.
 */
export async function mimeMail(parts: MimeParts, { sender }: Settings): Promise<Uint8Array> {
  const { name, date, subject, html, text, headers } = parts;
  // Quoted-printable for both parts: base64 would hide the placeholders, 7bit would let long lines through.
  const part = (content: string) => ({ content, contentTransferEncoding: 'quoted-printable' });
  const composer = new MailComposer({
    from: { name: cleanLine(sender.name), address: sender.address },
    replyTo: sender.replyTo ?? sender.address,
    to: PLACEHOLDER_ADDRESS,
    subject,
    date,
    messageId: `<${name}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
    headers: Object.fromEntries(
      Object.entries(headers).map(([header, value]) => [header, { prepared: true as const, value }]),
    ),
    text: part(text),
    html: part(html),
    newline: 'windows',
    baseBoundary: createHash('sha256').update(name).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const mail = await composer.compile().build();
  const message = Buffer.concat([Buffer.from(countLine([text, html, ...Object.values(headers)])), mail]);
  assertPersonal(message);
  return message;
}
