import type { Published } from '../types.ts';
import { dateFormat } from './formats.ts';
import { cleanLine } from './view/clean.ts';
import { directionOf, fill, type Wording } from './wording.ts';

/** An instant in the briefing's zone: "14 September 2023, 07:00 (Europe/Kyiv, GMT+3)". */
export function instantInWords(
  instant: string,
  wording: Pick<Wording, 'at' | 'locale'>,
  timeZone: string,
): string {
  return fill(wording.at, {
    date: dayInWords(instant, wording, timeZone),
    time: clockTime(instant, wording.locale, timeZone),
    zone: zoneInWords(instant, wording.locale, timeZone),
  });
}

/** A day or a month of a timeline: "12 September 2023", "July 2023". `date` is `YYYY-MM-DD` or `YYYY-MM`. */
export function dateInWords(date: string, wording: Pick<Wording, 'locale'>): string {
  const hasDay = date.length > 7;
  const time = Date.parse(`${date}${hasDay ? '' : '-01'}T12:00:00Z`);
  if (Number.isNaN(time)) return cleanLine(date);
  const form: Intl.DateTimeFormatOptions = hasDay
    ? { dateStyle: 'long' }
    : { year: 'numeric', month: 'long' };
  return dateFormat(wording.locale, { ...form, timeZone: 'UTC' }).format(time);
}

/** "Fri 15 Sept", in the briefing's zone. */
export function shortDay(instant: string, wording: Pick<Wording, 'locale'>, timeZone: string): string {
  const form: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', timeZone };
  return dateFormat(wording.locale, form).format(Date.parse(instant));
}

function dayInWords(instant: string, wording: Pick<Wording, 'locale'>, timeZone: string): string {
  return dateFormat(wording.locale, { dateStyle: 'long', timeZone }).format(Date.parse(instant));
}

/** When an outlet says it published: its own date, time and zone, never turned into another zone. */
export function publishedInWords(
  published: Published | null,
  wording: Pick<Wording, 'locale'>,
): string | null {
  if (published === null) return null;
  const time = /^(?:[01]\d|2[0-3]):[0-5]\d/.exec(published.time ?? '')?.[0];
  const instant = Date.parse(`${published.date}T${time ?? '12:00'}:00Z`);
  if (Number.isNaN(instant)) return null;
  // Not `dateStyle`: in some languages its medium form is digits, which every country reads in another order.
  const day: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  };
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const form = time === undefined ? day : { ...day, ...clock };
  const said = dateFormat(wording.locale, form).format(instant);
  const zone = zoneAsWritten(published.zone, wording.locale);
  return time === undefined ? said : [said, zone].filter((part) => part !== '').join(' ');
}

/** As the outlet wrote it, at most 40 signs; among words that run from the right a sign stays before its figures. */
export function zoneAsWritten(written: string | undefined, locale: string): string {
  const zone = written === 'Z' ? 'UTC' : cleanLine(written ?? '').slice(0, 40);
  return directionOf(locale) === 'rtl' ? zone.replace(/^[+-]/, '\u200E$&') : zone;
}

/** `HH:MM` in the briefing's zone. */
export function clockTime(instant: string, locale: string, timeZone: string): string {
  const form: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return dateFormat(locale, { ...form, timeZone }).format(Date.parse(instant));
}

/** The zone by its IANA name and its distance from GMT: abbreviations such as EEST tell few readers anything. */
function zoneInWords(instant: string, locale: string, timeZone: string): string {
  const offset = dateFormat(locale, { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(Date.parse(instant))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return [timeZone, offset]
    .filter((part, at) => part !== undefined && (at === 0 || part !== timeZone))
    .join(', ');
}
