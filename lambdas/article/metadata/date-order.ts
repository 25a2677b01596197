import type { Published } from '../../types.ts';
import { type FoundDate, findDate, publishedFrom } from './dates.ts';

/** What else the file says that can decide between "3 April" and "March 4". */
export interface DateEvidence {
  /** Lines of the file, the header's own among them. */
  readonly lines: readonly string[];
  readonly url: string | null;
}

const IN_URL = /[/=_-]((?:19|20)\d{2})[/_-]?(\d{2})[/_-]?(\d{2})(?!\d)/;
const WITH_SLASHES = /(?<!\d)(\d{1,2})\/(\d{1,2})\/(?:19|20)\d{2}(?!\d)/g;
/** Dates stand in a header or a credit; an article of thousands of lines is not searched for more. */
const MOST_LINES = 200;
const LONGEST_LINE = 400;

/**
 * Decides which number of a date such as 03/04/2023 (read as day first) is the day: by the address, by another date of the file that is one of the two
 * readings, or by the order of its other dates with slashes. Null when nothing decides.
 */
export function settled(published: Published, { lines, url }: DateEvidence): Published | null {
  const swapped = swappedDay(published.date);
  const linked = IN_URL.exec(url ?? '')
    ?.slice(1)
    .join('-');
  if (linked === published.date) return published;
  if (linked === swapped) return { ...published, date: swapped };
  let [dayFirst, monthFirst] = [0, 0];
  for (const line of lines.slice(0, MOST_LINES)) {
    if (line.length > LONGEST_LINE) continue;
    const found = findDate(line);
    if (found && !found.ambiguous && found.date === published.date) dayFirst += 1;
    if (found && !found.ambiguous && found.date === swapped) monthFirst += 1;
    for (const [, first, second] of line.matchAll(WITH_SLASHES)) {
      if (Number(first) > 12) dayFirst += 1;
      if (Number(second) > 12) monthFirst += 1;
    }
  }
  if (dayFirst > 0 && monthFirst === 0) return published;
  if (monthFirst > 0 && dayFirst === 0) return { ...published, date: swapped };
  return null;
}

/** A day as front matter, a stamp or a mail's header writes it, and whether it can be read in two ways and nothing decides; nothing without one. */
export function knownDay(
  found: FoundDate | null,
  from: string,
  evidence: Partial<DateEvidence> = {},
): { readonly published?: Published; readonly ambiguousDate?: boolean } {
  if (!found) return {};
  const published = publishedFrom(found, from);
  if (!found.ambiguous) return { published, ambiguousDate: false };
  const sure = settled(published, { lines: [], url: null, ...evidence });
  return { published: sure ?? published, ambiguousDate: sure === null };
}

/** The order in which a file writes days with slashes, where one of them can be read only so and none only otherwise. */
export function orderOf(lines: readonly string[]): 'day-first' | 'month-first' | null {
  let [dayFirst, monthFirst] = [false, false];
  for (const line of lines) {
    if (line.length > LONGEST_LINE) continue;
    for (const [, first, second] of line.matchAll(WITH_SLASHES)) {
      dayFirst ||= Number(first) > 12 && Number(second) <= 12;
      monthFirst ||= Number(second) > 12 && Number(first) <= 12;
    }
  }
  return dayFirst === monthFirst ? null : dayFirst ? 'day-first' : 'month-first';
}

/** The day with its month and day the other way round; no date where the month would be none. */
export function swappedDay(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}-${day}-${month}`;
}
