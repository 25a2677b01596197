import { PLACEHOLDER_ADDRESS, PLACEHOLDER_PREFERENCES, PLACEHOLDER_TOKEN } from './placeholder.ts';

/** Marks that turn the reading order of what follows them: embeddings, overrides, isolates (UAX 9). */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Invisible, and only good for hiding a word from its reader or smuggling one past a filter. */
const INVISIBLE = /[\u200B\u2060\uFEFF\u00AD\u{E0000}-\u{E007F}]/gu;

/** One line of safe text: no control character, no bidi control, no lone surrogate. Escaping is the template's work. */
export function cleanLine(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(BIDI_CONTROLS, '')
      .replace(INVISIBLE, '')
      .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
      .trim()
      // An upload that spells a placeholder must not be handed a reader's token, least of all inside a link.
      .replaceAll(PLACEHOLDER_TOKEN, '…')
      .replaceAll(PLACEHOLDER_PREFERENCES, '…')
      .replaceAll(PLACEHOLDER_ADDRESS, '…')
  );
}

/** The address as browsers would write it, or null when it is not http or https: nothing else is ever linked. */
export function safeUrl(url: string | null): string | null {
  if (url === null) return null;
  const parsed = URL.parse(cleanLine(url));
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return null;
  // A name before the host is how a link pretends to lead elsewhere.
  if (parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href.length <= 2000 ? parsed.href : null;
}

/** At most `most` characters as a reader counts them, cut between words, the cut marked with "…". */
export function shorten(text: string, most: number): string {
  const letters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)];
  if (letters.length <= most) return text;
  const cut = letters
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join('');
  const words = /\s/.test(letters[most - 1]?.segment ?? '') ? cut : cut.replace(/\s+\S*$/u, '');
  return `${words.replace(/[\s,;:–—-]+$/u, '')}…`;
}
