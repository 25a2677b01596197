import { type EditionLine, inOrder } from '../calendar.ts';
import { monthReader } from '../moments.ts';

/** What lists of editions are written from: bounded, however many editions there are. */
export interface ArchiveLists {
  /** The newest lines of all, at most `MOST_LINES`, the newest first: feeds, the index and the search take from them. */
  readonly newest: readonly EditionLine[];
  /** The newest months with editions (`YYYY-MM`), the newest first, at most `MOST_MONTHS`. */
  readonly months: readonly string[];
  /** Years (`YYYY`) with editions before those months, the newest first, at most `MOST_YEARS`. */
  readonly years: readonly string[];
  /** Months whose pages are written, each with its newest lines, the newest first, at most `MOST_LINES`. */
  readonly monthPages: readonly { readonly month: string; readonly lines: readonly EditionLine[] }[];
  /** Years whose pages are written, each with its months, the newest first. */
  readonly yearPages: readonly { readonly year: string; readonly months: readonly string[] }[];
}

/** Lines that one list or one page is written from. */
export const MOST_LINES = 400;
/** Months that the index links. */
export const MOST_MONTHS = 24;
/** Years that the index links. */
export const MOST_YEARS = 40;

export const yearOf = (month: string): string => month.slice(0, 4);

/** The lists of a calendar that is known as a whole, with the pages of all its months and years. */
export function archiveListsOf(calendar: readonly EditionLine[], timeZone: string): ArchiveLists {
  const newestFirst = inOrder(calendar).toReversed();
  const monthOf = monthReader(timeZone);
  const byMonth = [...Map.groupBy(newestFirst, ({ slot }) => monthOf(slot))];
  const all = byMonth.map(([month]) => month);
  const months = all.slice(0, MOST_MONTHS);
  return {
    newest: newestFirst.slice(0, MOST_LINES),
    months,
    years: [...new Set(all.slice(MOST_MONTHS).map(yearOf))].slice(0, MOST_YEARS),
    monthPages: byMonth.map(([month, lines]) => ({ month, lines: lines.slice(0, MOST_LINES) })),
    yearPages: [...Map.groupBy(all, yearOf)].map(([year, of]) => ({ year, months: of })),
  };
}
