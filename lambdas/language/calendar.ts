import data from './data/calendar.json' with { type: 'json' };
import { words } from './words.ts';

/** Folded word → number of the weekday (Sunday is 0) or month (January is 0), by language. */
export const WEEKDAYS = namesOf(data.weekdays);
export const MONTHS = namesOf(data.months);
/** "in September" where a language has another case for it. */
const MONTHS_IN = namesOf(data.monthsIn);

/** A key for a day of the week or a month, the same in every language; null for any other folded word. */
export function dateKey(word: string, language: string): string | null {
  const weekday = WEEKDAYS.get(language)?.get(word);
  if (weekday !== undefined) return `@weekday ${weekday}`;
  const month = MONTHS.get(language)?.get(word) ?? MONTHS_IN.get(language)?.get(word);
  return month === undefined ? null : `@month ${month}`;
}

/** So many times nearer is the day of another year meant, and not that of the year itself. */
const MUCH_NEARER = 3;

/**
 * The day that a date without a year means in a text of the day `near`: that of the same calendar year, as papers write it, be it past or
 * to come; around New Year the much nearer one of the year beside. Milliseconds at midnight UTC; null where no year has such a day.
 */
export function dayWithoutYear(month: number, day: number, near: number): number | null {
  const thisYear = new Date(near).getUTCFullYear();
  const [own, ...beside] = [thisYear, thisYear - 1, thisYear + 1].map((year) => dayOf(year, month, day));
  const far = (time: number) => Math.abs(time - near);
  const nearest = beside.filter((time) => time !== null).sort((a, b) => far(a) - far(b))[0];
  if (own === null || own === undefined) return nearest ?? null;
  return nearest !== undefined && MUCH_NEARER * far(nearest) < far(own) ? nearest : own;
}

/** Midnight UTC of a day; null where that month has no such day. */
export function dayOf(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month, day);
  return new Date(time).getUTCDate() === day ? time : null;
}

/** The same for a month alone, counted in months: "in September" in a text of a month `near`, both from the year 0. */
export function monthWithoutYear(month: number, near: number): number {
  const own = near - (near % MONTHS_OF_A_YEAR) + month;
  const beside = own > near ? own - MONTHS_OF_A_YEAR : own + MONTHS_OF_A_YEAR;
  return MUCH_NEARER * Math.abs(beside - near) < Math.abs(own - near) ? beside : own;
}

const MONTHS_OF_A_YEAR = 12;

function namesOf(lists: Readonly<Record<string, readonly string[]>>): Map<string, Map<string, number>> {
  return new Map(
    Object.entries(lists).map(([language, list]) => [
      language,
      // "п'ятницю" is two tokens; the longer one tells.
      new Map(list.map((name, index) => [words(name).at(-1) ?? '', index] as const)),
    ]),
  );
}
