import type { Edition, Settings } from '../../types.ts';
import { leaveUrl } from '../placeholder.ts';
import { cleanLine } from '../view/clean.ts';
import { mimeMail } from './mime.ts';
import type { Depth, Rendered } from './render.ts';

export interface MessageOptions {
  readonly language: string;
  readonly settings: Settings;
  readonly depth: Depth;
}

/**
 * The whole MIME mail of one edition and language, with placeholders for address and tokens: composed once, swapped per
 * reader by `personalize`. The same bytes for the same input. Throws when a placeholder was lost on the way.
 */
export async function composeMessage(
  edition: Edition,
  rendered: Rendered,
  { language, settings, depth }: MessageOptions,
): Promise<Uint8Array> {
  const { subject, html, text } = rendered;
  const headers = headersOf(edition, language, settings);
  const name = depth === 'brief' ? `${edition.id}.${language}` : `${edition.id}.${language}.full`;
  return mimeMail({ name, date: new Date(edition.slot), subject, html, text, headers }, settings);
}

/** RFC 2369 (List-…), 2919 (List-Id), 8058 (one-click), 5064 (Archived-At), 3834 (Auto-Submitted). */
function headersOf(edition: Edition, language: string, settings: Settings): Readonly<Record<string, string>> {
  const { publicAddress, sender, unsubscribeMailbox: mailbox } = settings;
  const leave = `<${leaveUrl(publicAddress)}>`;
  const page = `${publicAddress}/editions/${edition.id}.${language}.html`;
  return {
    'Content-Language': language,
    'List-Id': `${quoted(settings.name)} <${sender.address.replace('@', '.')}>`,
    // A mailbox that nobody reads must not be offered as a way out.
    'List-Unsubscribe':
      mailbox === undefined ? leave : `${leave},\r\n <mailto:${mailbox}?subject=unsubscribe>`,
    // One POST to the address above leaves, without a question.
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Archive': `<${publicAddress}/>`,
    // The page that says what this is, how to get it and how to end it.
    'List-Help': `<${publicAddress}/reader/subscribe>`,
    'Archived-At': `<${page}>`,
    // Keeps holiday notices from answering.
    'Auto-Submitted': 'auto-generated',
    Precedence: 'bulk',
  };
}

/** A name in front of an address-like thing: quoted, or encoded where it is not plain ASCII (RFC 2047; a word holds 75 characters at most). */
function quoted(name: string): string {
  const clean = cleanLine(name).replaceAll(/["\\]/g, '');
  if (/^[ -~]*$/.test(clean)) return `"${clean.slice(0, 60)}"`;
  let short = '';
  for (const sign of clean) {
    if (Buffer.byteLength(short + sign) > 45) break;
    short += sign;
  }
  return `=?UTF-8?B?${Buffer.from(short).toString('base64')}?=`;
}
