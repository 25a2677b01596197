import type { Published } from '../../../../types.ts';
import { declaresNews } from '../declared-news.ts';
import type { PageView } from '../page-view.ts';
import type { DateSource } from './declared-dates.ts';

/** All that a page has said of one day. */
export interface FoundDay {
  published: Published;
  readonly sources: Set<DateSource>;
  ambiguous: boolean;
  /** The blocks that print it, and what their elements are made as. */
  readonly places: number[];
  readonly looks: string[];
  isPublished: boolean;
  isUpdated: boolean;
  /** Words, and not the name of a class alone, say that it is when the article was published. */
  says: boolean;
  hasClass: boolean;
  words: number;
  hidden: boolean;
  /** The words before its line say that it is when the article was published, or changed. */
  labelBefore: boolean;
  updatedBefore: boolean;
}

/** Blocks above the article's first one beyond which a day is a menu's or an advertisement's. */
const FAR_ABOVE = 30;
/** Blocks after the article's last one within which a day in an element like no other may be its own. */
const SOON_AFTER = 8;
/** Words of a line that is a day and nothing else. */
const BARE = 4;
const DAY_MS = 86_400_000;

/** The days that may be the article's: not another article's beyond its end, nor a caption's, nor the next morning's paper's, nor a change's. */
export function ownDays(found: readonly FoundDay[], view: PageView): readonly FoundDay[] {
  const looks = looksOf(found);
  const isNews = declaresNews(view.facts);
  const own = found.filter(
    (one) =>
      !isElsewhere(one, view, looks) && !isIssueDay(one, found) && !(isNews && isChangeOnly(one, found)),
  );
  const apart = own.filter((one) => !isCaptions(one, view));
  return apart.length > 0 ? apart : own;
}

/** On how many days of the page each look of an element is used. */
function looksOf(found: readonly FoundDay[]): ReadonlyMap<string, number> {
  const looks = new Map<string, number>();
  for (const one of found) for (const look of new Set(one.looks)) looks.set(look, (looks.get(look) ?? 0) + 1);
  return looks;
}

/**
 * A paper of the next morning has the next day's date, and its page declares when the article was published: in the evening before. Of 14 labelled
 * pages that declare such an evening and name the next day without a time, the declared one was right in all.
 */
function isIssueDay({ published, sources }: FoundDay, found: readonly FoundDay[]): boolean {
  return (
    !published.time &&
    !sources.has('ldPublished') &&
    found.some(
      (other) =>
        other.sources.has('ldPublished') &&
        other.published.time !== undefined &&
        daysFrom(other.published.date, published.date) === 1,
    )
  );
}

/**
 * The day of a change, where the page declares another one as published. On pages that declare themselves news the labelled day was that of a
 * change once in 171; on guides and reviews it often is, and stays among the candidates.
 */
function isChangeOnly({ sources }: FoundDay, found: readonly FoundDay[]): boolean {
  return (
    (sources.has('ldModified') || sources.has('metaModified')) &&
    !sources.has('ldPublished') &&
    !sources.has('metaPublished') &&
    found.some((other) => other.sources.has('ldPublished'))
  );
}

function isElsewhere(
  { sources, places, looks, words, isPublished, isUpdated, hasClass, labelBefore }: FoundDay,
  view: PageView,
  all: ReadonlyMap<string, number>,
): boolean {
  const isSingle = looks.some((look) => all.get(look) === 1);
  const isPrintedOnly = [...sources].every((source) => source === 'text' || source === 'time');
  return (
    isPrintedOnly &&
    !isPublished &&
    !isUpdated &&
    !hasClass &&
    !labelBefore &&
    view.last >= 0 &&
    places.every(
      (place) =>
        place > view.last + (isSingle ? SOON_AFTER : words > BARE ? 0 : 1) || place < view.first - FAR_ABOVE,
    )
  );
}

/** When a picture was taken, or a film shown. */
function isCaptions({ sources, places, hasClass, isPublished }: FoundDay, { blocks }: PageView): boolean {
  return (
    sources.has('text') &&
    [...sources].every((source) => source === 'text' || source === 'data') &&
    !hasClass &&
    !isPublished &&
    places.every((place) => blocks[place]?.role === 'caption' || blocks[place]?.element.name === 'figcaption')
  );
}

/** Days from one date to another. */
export function daysFrom(first: string, date: string): number {
  return (Date.parse(date) - Date.parse(first)) / DAY_MS;
}
