import { PLACEHOLDER_ADDRESS, PLACEHOLDER_PREFERENCES, PLACEHOLDER_TOKEN } from '../placeholder.ts';

/** Marks that turn the reading order of what follows them: embeddings, overrides, isolates (UAX 9). */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Invisible, and only good for hiding a word from its reader or smuggling one past a filter. */
const INVISIBLE = /[\u200B\u2060\uFEFF\u00AD\u{E0000}-\u{E007F}]/gu;

/** No writing puts more marks on one letter; thousands of them are no text but a stain. */
const HEAPED_MARKS = /(\p{M}{8})\p{M}+/gu;

/** One line of safe text: no control character, no bidi control, no lone surrogate. Escaping is the template's work. */
export function cleanLine(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(BIDI_CONTROLS, '')
      .replace(INVISIBLE, '')
      .replace(HEAPED_MARKS, '$1')
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

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** UTF-16 units of one character; a longer one (a family joined into one picture) counts as several. */
const UNITS_PER_SIGN = 4;

/** At most `most` characters as a reader counts them, cut between words, the cut marked with "…". */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let signs = 0;
  let kept = 0;
  let next = '';
  for (const { segment, index } of GRAPHEMES.segment(text.slice(0, UNITS_PER_SIGN * (most + 1)))) {
    const size = Math.ceil(segment.length / UNITS_PER_SIGN);
    if (signs + size <= most - 1) kept = index + segment.length;
    else if (next === '') next = segment;
    signs += size;
    if (signs > most) break;
  }
  if (signs <= most && text.length <= UNITS_PER_SIGN * most) return text;
  const cut = text.slice(0, kept);
  const words = /\s/.test(next) ? cut : cut.replace(/\s+\S*$/u, '');
  return `${words.replace(/[\s,;:–—-]+$/u, '')}…`;
}
