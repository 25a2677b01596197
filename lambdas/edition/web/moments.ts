import type { Published } from '../../types.ts';
import { clockTime, zoneAsWritten } from '../dates.ts';
import { dateFormat } from '../formats.ts';
import { fill } from '../wording.ts';
import type { PageWording } from './wording.ts';

const MINUTE = 60_000;
const A_DAY = 24 * 60;

/** A time in words for a person, and in the form that a machine reads. */
export interface Moment {
  readonly words: string;
  /** For `<time datetime>`. */
  readonly datetime: string;
}

/** The day of an edition in the briefing's zone. */
export function slotDay(slot: string, { locale }: PageWording, timeZone: string): Moment {
  const form = dateFormat(locale, { dateStyle: 'long', timeZone });
  return { words: form.format(Date.parse(slot)), datetime: slot };
}

/** "14 September 2023, 07:00 (Europe/Kyiv, GMT+3)", in the briefing's zone. */
export function instantInFull(instant: string, words: PageWording, timeZone: string): string {
  const { locale } = words;
  const parts = dateFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    Date.parse(instant),
  );
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return fill(words.at, {
    date: slotDay(instant, words, timeZone).words,
    time: clockTime(instant, locale, timeZone),
    zone: offset === timeZone ? timeZone : `${timeZone}${words.comma}${offset}`,
  });
}

/**
 * When an outlet says it published: its own date, time and zone, never turned into another zone. A zone by its name is
 * told, but has no place in `datetime`. Null when there is no date of the calendar.
 */
export function publishedMoment(published: Published | null, { locale, comma }: PageWording): Moment | null {
  if (published === null || !/^\d{4}-\d{2}-\d{2}$/.test(published.date)) return null;
  const noon = Date.parse(`${published.date}T12:00:00Z`);
  if (Number.isNaN(noon)) return null;
  const form = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  const day = dateFormat(locale, form).format(noon);
  const time = /^(?:[01]\d|2[0-3]):[0-5]\d/.exec(published.time ?? '')?.[0];
  if (time === undefined) return { words: day, datetime: published.date };
  const zone = zoneAsWritten(published.zone, locale);
  const offset = /^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/.exec(published.zone ?? '')?.[0] ?? '';
  return {
    words: [`${day}${comma}${time}`, zone].filter((part) => part !== '').join(' '),
    datetime: `${published.date}T${time}${offset}`,
  };
}

/** `YYYY-MM-DD` or `YYYY-MM`, as a timeline has it; null for anything else. */
export function dayOrMonth(date: string, { locale }: PageWording): Moment | null {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date);
  if (!isDay && !/^\d{4}-\d{2}$/.test(date)) return null;
  const time = Date.parse(isDay ? `${date}T12:00:00Z` : `${date}-15T12:00:00Z`);
  if (Number.isNaN(time)) return null;
  const form: Intl.DateTimeFormatOptions = isDay ? { dateStyle: 'long' } : { month: 'long', year: 'numeric' };
  const words = dateFormat(locale, { ...form, timeZone: 'UTC' }).format(time);
  return { words, datetime: date };
}

/** "2023", as the language writes it. */
export function yearInWords(year: string, { locale }: PageWording): string {
  return dateFormat(locale, { year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${year}-06-15T12:00:00Z`),
  );
}

/** Tells `YYYY-MM` of an instant in a zone. */
export function monthReader(timeZone: string): (instant: string) => string {
  const form = dateFormat('en', { year: 'numeric', month: '2-digit', timeZone });
  return (instant) => {
    const parts = form.formatToParts(Date.parse(instant));
    const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
    return `${part('year')}-${part('month')}`;
  };
}

/** The instant (ISO) at which a month or a year, `YYYY-MM` or `YYYY`, begins in a zone, to the minute: zones are a whole day apart at most. */
export function beginningOf(monthOrYear: string, timeZone: string): string {
  const month = monthOrYear.length === 4 ? `${monthOrYear}-01` : monthOrYear;
  const monthOf = monthReader(timeZone);
  const middle = Date.parse(`${month}-01T00:00:00Z`) / MINUTE;
  let [before, within] = [middle - A_DAY, middle + A_DAY];
  while (within - before > 1) {
    const at = Math.floor((before + within) / 2);
    if (monthOf(new Date(at * MINUTE).toISOString()) < month) before = at;
    else within = at;
  }
  return new Date(within * MINUTE).toISOString();
}
