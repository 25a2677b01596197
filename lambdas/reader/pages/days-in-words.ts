/** Where a language alone would mean a country's habits that most of its readers here do not have. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

const localeOf = (language: string): string => LOCALES[language] ?? language;

/** An instant's day in a zone: "14 September 2023". */
export function dayInWords(instant: string, language: string, timeZone: string): string {
  const form = { dateStyle: 'long', timeZone } as const;
  return new Intl.DateTimeFormat(localeOf(language), form).format(Date.parse(instant));
}

/** 1 January 2024, a Monday: the names of weekdays and zones are asked for around it. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY = 86_400_000;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** "Monday, Wednesday and Friday", in the order of the week; `days` are `mon` … `sun`. */
export function weekdaysInWords(days: readonly string[], language: string): string {
  const form = new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' });
  const names = WEEK.flatMap((day, at) => (days.includes(day) ? [form.format(MONDAY + at * DAY)] : []));
  const list = new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(names);
  return list.charAt(0).toLocaleUpperCase(language) + list.slice(1);
}

/** "Eastern European Time": the same in both halves of the year, and never an abbreviation. */
export function zoneInWords(timeZone: string, language: string): string {
  const form = new Intl.DateTimeFormat(localeOf(language), { timeZone, timeZoneName: 'longGeneric' });
  return form.formatToParts(MONDAY).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
