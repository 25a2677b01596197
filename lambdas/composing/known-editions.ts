import { editions } from '../aws/stores/editions.ts';
import type { Table } from '../aws/table.ts';
import type { EditionLine } from '../edition/web/calendar.ts';
import {
  type ArchiveLists,
  MOST_LINES,
  MOST_MONTHS,
  MOST_YEARS,
  yearOf,
} from '../edition/web/lists/archive-lists.ts';
import { beginningOf, monthReader } from '../edition/web/moments.ts';
import type { Edition } from '../types.ts';

export interface KnownEditions {
  /** Lines around an edition, its own among them: its neighbours, and the editions that tell its stories. */
  readonly around: readonly EditionLine[];
  readonly lists: ArchiveLists;
}

interface Place {
  readonly table: Table;
  readonly timeZone: string;
}

/** What publishing a registered edition needs of all others, read in a number of rows that does not grow with theirs. */
export async function knownEditions(edition: Edition, services: Place): Promise<KnownEditions> {
  const newest = (await editions(services.table).newestLines(MOST_LINES)).map(read);
  return {
    around: await linesAround(edition, newest, services),
    lists: await listsFor(edition, newest, services),
  };
}

/**
 * Lines before and after it. A story is told from edition to edition, so its later editions are found by walking on while the last line
 * still names it, however long ago the edition was.
 */
async function linesAround(
  edition: Edition,
  newest: readonly EditionLine[],
  { table }: Place,
): Promise<readonly EditionLine[]> {
  if (newest[0]?.slot === edition.slot) return newest;
  const own = await editions(table).line(edition.slot);
  const around = [
    ...(await editions(table).newestLines(MOST_LINES, edition.slot)),
    ...(own === undefined ? [] : [own]),
  ].map(read);
  const stories = new Set(edition.stories.map(({ id }) => id));
  for (let from = edition.slot; ; ) {
    const some = (await editions(table).linesAfter(from, MOST_LINES)).map(read);
    around.push(...some);
    const last = some.at(-1);
    if (last === undefined || some.length < MOST_LINES) return around;
    if (!last.stories?.some((id) => stories.has(id))) return around;
    from = last.slot;
  }
}

async function listsFor(
  edition: Edition,
  newest: readonly EditionLine[],
  services: Place,
): Promise<ArchiveLists> {
  const { timeZone } = services;
  const monthOf = monthReader(timeZone);
  const known = [...new Set(newest.map(({ slot }) => monthOf(slot)))];
  const older = newest.length < MOST_LINES ? [] : await monthsBefore(known, MOST_MONTHS, services);
  const months = [...known, ...older].slice(0, MOST_MONTHS);
  const month = monthOf(edition.slot);
  const year = yearOf(month);
  return {
    newest,
    months,
    years: await yearsBefore(months, services),
    monthPages: [{ month, lines: await linesOfMonth(month, newest, services) }],
    yearPages: [{ year, months: await monthsOfYear(year, months, services) }],
  };
}

/** The months with editions before the last of these, until there are so many with them, or one before `since` comes. */
async function monthsBefore(
  known: readonly string[],
  most: number,
  services: Place,
  since = '',
): Promise<readonly string[]> {
  const found: string[] = [];
  let last = known.at(-1);
  while (last !== undefined && known.length + found.length < most) {
    last = await monthBefore(last, services);
    if (last === undefined || last < since) break;
    found.push(last);
  }
  return found;
}

/** The latest month with an edition before a month or a year begins. */
async function monthBefore(monthOrYear: string, { table, timeZone }: Place): Promise<string | undefined> {
  const [line] = await editions(table).newestLines(1, beginningOf(monthOrYear, timeZone));
  return line === undefined ? undefined : monthReader(timeZone)(read(line).slot);
}

async function yearsBefore(months: readonly string[], services: Place): Promise<readonly string[]> {
  const years: string[] = [];
  let last = months.length < MOST_MONTHS ? undefined : months.at(-1);
  while (last !== undefined && years.length < MOST_YEARS) {
    const month = await monthBefore(last, services);
    last = month === undefined ? undefined : yearOf(month);
    if (last !== undefined) years.push(last);
  }
  return years;
}

async function monthsOfYear(
  year: string,
  known: readonly string[],
  services: Place,
): Promise<readonly string[]> {
  const of = known.filter((month) => yearOf(month) === year);
  const isWhole = known.length < MOST_MONTHS || yearOf(known.at(-1) ?? '') < year;
  if (isWhole) return of;
  const next = `${Number(year) + 1}`;
  const last = of.at(-1) ?? (await monthBefore(next, services));
  const own = of.length > 0 || last === undefined || yearOf(last) !== year ? of : [last];
  return [...own, ...(await monthsBefore(own, 12, services, `${year}-`))];
}

async function linesOfMonth(
  month: string,
  newest: readonly EditionLine[],
  { table, timeZone }: Place,
): Promise<readonly EditionLine[]> {
  const monthOf = monthReader(timeZone);
  const begins = beginningOf(month, timeZone);
  const oldest = newest.at(-1);
  const isWhole = newest.length < MOST_LINES || (oldest !== undefined && oldest.slot < begins);
  const lines = isWhole
    ? newest
    : (await editions(table).newestLines(MOST_LINES, beginningOf(monthAfter(month), timeZone))).map(read);
  return lines.filter(({ slot }) => monthOf(slot) === month);
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

const read = (line: string): EditionLine => JSON.parse(line);
