import { cleanLine } from '../view/clean.ts';
import type { PageWording } from './wording.ts';

/** A plain link that opens a service with a page's address; nothing is loaded from there before somebody follows it. */
export interface ShareLink {
  readonly label: string;
  readonly url: string;
}

/** By mail, and on services that take an address in a link, by their own names. */
export function shareLinks(page: string, title: string, words: PageWording): readonly ShareLink[] {
  const [url, text, both] = [page, cleanLine(title), `${cleanLine(title)} ${page}`].map(encodeURIComponent);
  return [
    { label: words.shareByMail, url: `mailto:?subject=${text}&body=${url}` },
    { label: 'WhatsApp', url: `https://wa.me/?text=${both}` },
    { label: 'Telegram', url: `https://t.me/share/url?url=${url}&text=${text}` },
    { label: 'Bluesky', url: `https://bsky.app/intent/compose?text=${both}` },
    { label: 'Facebook', url: `https://www.facebook.com/sharer/sharer.php?u=${url}` },
  ];
}
