import type { Edition, Settings } from '../types.ts';
import { mimeMail } from './mime.ts';
import { PLACEHOLDER_TOKEN } from './placeholder.ts';
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
  const { subject, html, text } = rendered;
  const headers = headersOf(edition, language, settings);
  const name = `${edition.id}.${language}`;
  return mimeMail({ name, date: new Date(edition.slot), subject, html, text, headers }, settings);
}

function headersOf(edition: Edition, language: string, settings: Settings): Readonly<Record<string, string>> {
  const leave = `${settings.publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}`;
  return {
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
}
