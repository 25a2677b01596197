import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Edition, Settings } from '../types.ts';
import { cleanLine } from './clean.ts';
import { findTokens } from './personalize.ts';
import { COUNT_HEADER, PLACEHOLDER_ADDRESS, PLACEHOLDER_TOKEN } from './placeholder.ts';
import type { Rendered } from './render.ts';

/**
 * The whole MIME mail of one edition and language, with placeholders for address and token: composed once, swapped per
 * reader by `personalize`. The same bytes for the same input. Throws when a placeholder was lost on the way.
 */
export async function composeMessage(
  edition: Edition,
  rendered: Rendered,
  { language, settings }: { readonly language: string; readonly settings: Settings },
): Promise<Uint8Array> {
  const headers = headersOf(edition, language, settings);
  // Quoted-printable for both parts: base64 would hide the placeholders, 7bit would let long lines through.
  const part = (content: string) => ({ content, contentTransferEncoding: 'quoted-printable' });
  const composer = new MailComposer({
    from: { name: cleanLine(settings.sender.name), address: settings.sender.address },
    replyTo: settings.sender.replyTo ?? settings.sender.address,
    to: PLACEHOLDER_ADDRESS,
    subject: rendered.subject,
    date: new Date(edition.slot),
    messageId: `<${edition.id}.${language}@${domainOf(settings)}>`,
    headers,
    text: part(rendered.text),
    html: part(rendered.html),
    newline: 'windows',
    baseBoundary: createHash('sha256').update(`${edition.id}.${language}`).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const mail = await composer.compile().build();
  const wanted = [rendered.text, rendered.html, ...Object.values(headers).map(({ value }) => value)]
    .map((content) => content.split(PLACEHOLDER_TOKEN).length - 1)
    .reduce((sum, n) => sum + n, 0);
  const found = findTokens(mail).length;
  if (found !== wanted)
    throw new Error(`Of ${wanted} token placeholders ${found} survived the mail's encoding.`);
  return Buffer.concat([Buffer.from(`${COUNT_HEADER}: ${wanted}\r\n`), mail]);
}

interface Header {
  /** Written as it stands: no folding may cut an address. */
  readonly prepared: true;
  readonly value: string;
}

function headersOf(edition: Edition, language: string, settings: Settings): Readonly<Record<string, Header>> {
  const leave = `${settings.publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}`;
  const values = {
    'Content-Language': language,
    'List-Id': `<${settings.sender.address.replace('@', '.')}>`,
    // RFC 8058: one POST to this address leaves, without a question.
    'List-Unsubscribe': `<${leave}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Archived-At': `<${settings.publicAddress}/editions/${edition.id}.${language}.html>`,
    // RFC 3834: keeps holiday notices from answering.
    'Auto-Submitted': 'auto-generated',
    Precedence: 'bulk',
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { prepared: true as const, value }]),
  );
}

function domainOf({ sender }: Settings): string {
  return sender.address.slice(sender.address.lastIndexOf('@') + 1);
}
