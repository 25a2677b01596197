import type { Role, Translation } from '../../types.ts';
import { isBody } from '../body.ts';
import { isSmallWord, languageOf } from '../metadata/language.ts';
import { articleLinks } from '../metadata/links.ts';
import type { Line } from './lines.ts';
import { endsSentence, wordCount } from './sentences.ts';

export interface Piece {
  readonly role: Role;
  readonly text: string;
  readonly mark: Line['mark'];
}

interface Apart {
  readonly pieces: readonly Piece[];
  readonly translations: readonly Translation[];
  /** The link that a translation ends with: editors put the source there. */
  readonly url: string | null;
}

/** What may be part of a translation: headings and prose, and what the reader was not sure about. */
const ABLE: ReadonlySet<Role> = new Set<Role>([
  'title',
  'paragraph',
  'subheading',
  'list',
  'quote',
  'suspect',
  'caption',
]);

/**
 * Takes the title and summary in another language, above or below the article, out of its evidence. A foreign quote
 * in the middle of an article stays where it is.
 */
export function setTranslationsApart(pieces: readonly Piece[], language: string | null): Apart {
  const languages = pieces.map((piece) =>
    ABLE.has(piece.role) ? otherLanguage(piece.text, language) : null,
  );
  const isOwnProse = (index: number): boolean => {
    const piece = pieces[index];
    return (
      piece !== undefined && isBody(piece.role) && languages[index] === null && wordCount(piece.text) >= 8
    );
  };
  const first = pieces.findIndex((_, index) => isOwnProse(index));
  const last = pieces.findLastIndex((_, index) => isOwnProse(index));
  if (first < 0) return { pieces, translations: [], url: null };
  const opening = foreignOpening(pieces, languages, first, language);
  const parts = new Map<string, { title: string | null; summary: string[] }>();
  let url: string | null = null;
  const marked = pieces.map((piece, index): Piece => {
    const other = languages[index];
    if (!other || (index > first && index < last) || opening.has(index) || piece.role === 'title')
      return piece;
    const part = parts.get(other) ?? { title: null, summary: [] };
    const heading =
      piece.mark === 'heading' || (part.summary.length === 0 && !endsSentence(withoutLinks(piece.text)));
    if (heading && part.title === null) part.title = piece.text;
    else part.summary.push(withoutLinks(piece.text));
    parts.set(other, part);
    url ??= articleLinks(piece.text).at(-1) ?? null;
    return { ...piece, role: 'translation' };
  });
  const translations = [...parts].map(([name, part]): Translation => {
    return {
      language: name,
      title: part.title,
      summary: part.summary.length > 0 ? part.summary.join('\n\n') : null,
    };
  });
  return { pieces: marked, translations, url };
}

/**
 * An article may begin in one language and go on in another (a quoted lead, a text that was translated from there on): what runs from
 * a title that is not in the article's own language straight into its prose is its beginning, not a translation of it.
 */
function foreignOpening(
  pieces: readonly Piece[],
  languages: readonly (string | null)[],
  first: number,
  language: string | null,
): ReadonlySet<number> {
  const title = pieces.findIndex(({ role }) => role === 'title');
  if (
    title < 0 ||
    title > first ||
    pieces[first]?.role === 'subheading' ||
    mayBeIn(language, pieces[title]?.text ?? '')
  )
    return new Set();
  const found = new Set<number>();
  for (let at = first - 1; at > title; at -= 1) {
    if (!ABLE.has(pieces[at]?.role ?? 'boilerplate')) continue;
    if (!languages[at]) break;
    found.add(at);
  }
  return found;
}

/** A title is too short to tell its language; one small word of it does. */
function mayBeIn(language: string | null, title: string): boolean {
  if (languageOf(title) === language) return true;
  return (title.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => isSmallWord(word, language));
}

function otherLanguage(text: string, language: string | null): string | null {
  const found = languageOf(text);
  return language !== null && found !== null && found !== language ? found : null;
}

function withoutLinks(text: string): string {
  return text.replace(/\s*https?:\/\/\S{3,2000}\s*$/u, '').trim();
}
