import type { TextFeatures } from '../../roles/text-features.ts';
import type { PageBlock, Placed } from '../page-blocks.ts';
import type { PageElement } from '../tree.ts';
import type { PageFacts } from './page-facts.ts';

/** A page with its article found: what the ranking of titles, dates and authors looks at. */
export interface PageView {
  readonly facts: PageFacts;
  readonly blocks: readonly PageBlock[];
  readonly texts: readonly TextFeatures[];
  /** Probability of each block to belong to the article. */
  readonly odds: readonly number[];
  readonly outlet: string | null;
  /** Elements that tell a time or an author, with the block that they stand in or before. */
  readonly times: readonly Placed[];
  readonly bylines: readonly Placed[];
  /** The block that prints the headline, -1 for none. */
  readonly headline: number;
  /** The article's first and last block; -1 where none was found. */
  readonly first: number;
  readonly last: number;
}

/** Elements whose markup says that they hold a time: by their name, by microdata or RDFa, or in an attribute for scripts. */
export function isTimeMark({ name, attributes }: PageElement): boolean {
  if (name === 'time' || name === 'date') return true;
  const marked = attributes.itemprop ?? (name === 'meta' ? '' : (attributes.property ?? ''));
  if (/date(?:published|created|modified)|^dc:date$|issued$/i.test(marked)) return true;
  for (const attribute in attributes) if (DATA_NAME.test(attribute)) return true;
  return false;
}

/** What scripts find a day in: `data-published`, `data-date`, `data-timestamp`. */
const DATA_NAME =
  /^data-(?:[a-z]+[-_])?(?:publish(?:ed|date|time|ed-(?:at|on|date|time))?|date(?:time)?|pubdate|timestamp)$/;

/** The day that such an attribute holds, as it is written. */
export function dataDay(attributes: Readonly<Record<string, string>>): string | null {
  for (const attribute in attributes) if (DATA_NAME.test(attribute)) return attributes[attribute] ?? null;
  return null;
}

/** Elements whose markup says that they name an author. */
export function isBylineMark({ attributes }: PageElement): boolean {
  const { rel, itemprop, class: classes = '', id = '', href } = attributes;
  return (
    rel === 'author' ||
    itemprop === 'author' ||
    itemprop === 'creator' ||
    BYLINE_NAME.test(classes) ||
    BYLINE_NAME.test(id) ||
    (href !== undefined && AUTHOR_PAGE.test(href))
  );
}

const BYLINE_NAME =
  /author|byline|(?:^|[-_ ])(?:autor|auteur|autore|verfasser|writer|reporter|contributor|yazar|forfatter)/i;
const AUTHOR_PAGE =
  /\/(?:authors?|autor(?:es|en)?|auteurs?|autori|profiles?|people|staff|by|writers?|contributors?|columnists?|journalists?|redakteure?|yazar(?:lar)?)\/[^/]{3,}/i;
/** From this probability on a block is the article's. */
export const SURE = 0.5;
const OPENING_WORDS = 8;

export function pageView(parts: Omit<PageView, 'first' | 'last'>): PageView {
  const opening = parts.odds.map(
    (p, index) => p >= SURE && (parts.texts[index]?.words ?? 0) >= OPENING_WORDS,
  );
  return { ...parts, first: opening.indexOf(true), last: opening.lastIndexOf(true) };
}

/** Blocks between a place and where the article begins: negative above it, 0 at its first block, capped. */
export function distanceTo(view: PageView, index: number, most = 40): number {
  return view.first < 0 ? most : Math.max(-most, Math.min(most, index - view.first));
}
