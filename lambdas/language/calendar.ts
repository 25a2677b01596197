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

function namesOf(lists: Readonly<Record<string, readonly string[]>>): Map<string, Map<string, number>> {
  return new Map(
    Object.entries(lists).map(([language, list]) => [
      language,
      // "п'ятницю" is two tokens; the longer one tells.
      new Map(list.map((name, index) => [words(name).at(-1) ?? '', index] as const)),
    ]),
  );
}
