import type { Edition, Settings } from '../types.ts';
import { mimeMail } from './mime.ts';
import { PLACEHOLDER_TOKEN } from './placeholder.ts';
import type { Rendered } from './render.ts';

/**
 * The whole MIME mail of one edition and language, with placeholders for address and tokens: composed once, swapped per
 * reader by `personalize`. The same bytes for the same input. Throws when a placeholder was lost on the way.
 */
export async function composeMessage(
  edition: Edition,
  rendered: Rendered,
  { language, settings }: { readonly language: string; readonly settings: Settings },
): Promise<Uint8Array> {
  const { subject, html, text } = rendered;
  const headers = headersOf(edition, language, settings);
  const name = `${edition.id}.${language}`;
  return mimeMail({ name, date: new Date(edition.slot), subject, html, text, headers }, settings);
}

/** RFC 2369 (List-…), 2919 (List-Id), 8058 (one-click), 5064 (Archived-At), 3834 (Auto-Submitted). */
function headersOf(edition: Edition, language: string, settings: Settings): Readonly<Record<string, string>> {
  const { publicAddress, sender, unsubscribeMailbox: mailbox } = settings;
  const leave = `<${publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}>`;
  const page = `${publicAddress}/editions/${edition.id}.${language}.html`;
  return {
    'Content-Language': language,
    'List-Id': `<${sender.address.replace('@', '.')}>`,
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
