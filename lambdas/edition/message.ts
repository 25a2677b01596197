import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Edition, Settings } from '../types.ts';
import { cleanLine } from './clean.ts';
import { assertPersonal, countLine } from './personalize.ts';
import { PLACEHOLDER_ADDRESS, PLACEHOLDER_TOKEN } from './placeholder.ts';
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
  const personal = [rendered.text, rendered.html, ...Object.values(headers).map(({ value }) => value)];
  const message = Buffer.concat([Buffer.from(countLine(personal)), mail]);
  assertPersonal(message);
  return message;
}

interface Header {
  /** Written as it stands: no folding may cut an address. */
  readonly prepared: true;
  readonly value: string;
}

/** RFC 2369 (List-…), 2919 (List-Id), 8058 (one-click), 5064 (Archived-At), 3834 (Auto-Submitted). */
function headersOf(edition: Edition, language: string, settings: Settings): Readonly<Record<string, Header>> {
  const { publicAddress, sender, unsubscribeMailbox: mailbox } = settings;
  const leave = `<${publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}>`;
  const page = `${publicAddress}/editions/${edition.id}.${language}.html`;
  const values = {
    'Content-Language': language,
    'List-Id': `<${sender.address.replace('@', '.')}>`,
    // A mailbox that nobody reads must not be offered as a way out.
    'List-Unsubscribe':
      mailbox === undefined ? leave : `${leave},\r\n <mailto:${mailbox}?subject=unsubscribe>`,
    // One POST to the address above leaves, without a question.
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Archive': `<${publicAddress}/>`,
    // Whom it is from, why it comes and how to end it stands at the foot of every edition's page.
    'List-Help': `<${page}#about>`,
    'Archived-At': `<${page}>`,
    // Keeps holiday notices from answering.
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
