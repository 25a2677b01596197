import type { Published } from '../types.ts';
import { swappedDay } from './metadata/date-order.ts';
import type { Reading } from './reading.ts';

/** What a file's own container says about its article: front matter, JSON fields, a saved page's header. */
export interface KnownFacts {
  readonly title?: string | null;
  readonly outlet?: string | null;
  readonly agency?: string | null;
  readonly authors?: readonly string[];
  readonly published?: Published | null;
  /** Its day can be read in two ways. */
  readonly ambiguousDate?: boolean;
  readonly url?: string | null;
}

/** The reading with what the container knows in place of what was found in the text; `from` names the container. */
export function withKnown(reading: Reading, known: KnownFacts, from: string): Reading {
  const { title, outlet, agency, authors = [], published, ambiguousDate, url } = known;
  return {
    ...reading,
    ...(title ? { title, titleFrom: from, blocks: titled(reading, title) } : {}),
    ...(outlet ? { outlet, outletFrom: from } : {}),
    ...(agency ? { agency, agencyFrom: from } : {}),
    ...(authors.length > 0
      ? { authors, contributors: reading.contributors.filter((name) => !authors.includes(name)) }
      : {}),
    ...(published ? dayOf(reading, published, ambiguousDate ?? false) : {}),
    ...(url ? { url } : {}),
  };
}

/** The reading with what the container knows where the text itself told nothing. */
export function withFallback(reading: Reading, known: KnownFacts, from: string): Reading {
  const isOpen = reading.title === null || reading.titleFrom === 'derived';
  return withKnown(
    reading,
    {
      ...(isOpen && known.title ? { title: known.title } : {}),
      ...(reading.published === null && known.published
        ? { published: known.published, ambiguousDate: known.ambiguousDate ?? false }
        : {}),
      ...(reading.url === null && known.url ? { url: known.url } : {}),
      ...(reading.outlet === null && known.outlet ? { outlet: known.outlet } : {}),
    },
    from,
  );
}

/** Which of two days it is, the text itself may tell. */
function dayOf(
  { published: told, ambiguousDate }: Reading,
  published: Published,
  isUnsure: boolean,
): Pick<Reading, 'published' | 'ambiguousDate'> {
  if (!isUnsure || !told || ambiguousDate) return { published, ambiguousDate: isUnsure };
  if (told.date === published.date) return { published, ambiguousDate: false };
  const isSwapped = told.date === swappedDay(published.date);
  return isSwapped
    ? { published: { ...published, date: told.date }, ambiguousDate: false }
    : { published, ambiguousDate: true };
}

/** A title that the text repeats is the same block; another one stands before the text. */
function titled(reading: Reading, title: string): Reading['blocks'] {
  const blocks = reading.blocks.map((block) =>
    block.role === 'title' && block.text !== title ? { ...block, role: 'subheading' as const } : block,
  );
  const printed = blocks.findIndex((block) => block.text === title);
  if (printed < 0) return [{ role: 'title', text: title }, ...blocks];
  return blocks.map((block, at) => (at === printed ? { ...block, role: 'title' } : block));
}
