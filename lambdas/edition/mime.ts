import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Settings } from '../types.ts';
import { cleanLine } from './clean.ts';
import { findTokens } from './personalize.ts';
import { COUNT_HEADER, PLACEHOLDER_ADDRESS, PLACEHOLDER_TOKEN } from './placeholder.ts';

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
 * A whole MIME mail of ours with placeholders for address and token, its count line first, for `personalize`. The same
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
  const wanted = [text, html, ...Object.values(headers)]
    .map((content) => content.split(PLACEHOLDER_TOKEN).length - 1)
    .reduce((sum, n) => sum + n, 0);
  const found = findTokens(mail).length;
  if (found !== wanted)
    throw new Error(`Of ${wanted} token placeholders ${found} survived the mail's encoding.`);
  return Buffer.concat([Buffer.from(`${COUNT_HEADER}: ${wanted}\r\n`), mail]);
}
