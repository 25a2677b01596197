import { once } from '../once.ts';
import calendars from '../rules/calendars.json' with { type: 'json' };

/** A day written in a calendar of its own country, as the Gregorian one (`YYYY-MM-DD`), with where it stands. */
export interface OtherDay {
  readonly date: string;
  readonly index: number;
  readonly end: number;
}

const DAY_MS = 86_400_000;
/** Thai years count from the Buddha's passing; their months are ours. */
const BUDDHIST = 543;
const REPUBLIC_OF_CHINA = 1911;
/** Cheap looks that spare most texts the patterns below. */
const PERSIAN = /[\u0600-\u06ff]/;
const THAI = /[\u0e00-\u0e7f]/;
const ERA = /[年]/;
const BEFORE_ERA: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };
const NUMERALS = '〇一二三四五六七八九';

/**
 * The first day in the Solar Hijri calendar (Iran, Afghanistan), the Buddhist era (Thailand), a Japanese era, the years of the Republic
 * of China, or Chinese numerals; null where there is none. Digits are expected as ours;
 * `written` is the same text as it was, since digits of the Persian row tell its calendar where no letter does.
 */
export function otherDay(text: string, written: string): OtherDay | null {
  const found = [
    ...(PERSIAN.test(written) ? [solarHijri(text, PERSIAN_SIGN.test(written))] : []),
    ...(THAI.test(text) ? [buddhist(text)] : []),
    ...(ERA.test(text) ? [ofEra(text), inNumerals(text)] : []),
  ];
  return found.reduce((a, b) => (a === null || (b !== null && b.index < a.index) ? b : a), null);
}

const monthsOf = once(() => {
  const table = (months: readonly string[]) =>
    new Map(months.flatMap((names, at) => names.split(' ').map((name) => [name, at + 1] as const)));
  return { persian: table(calendars.solarHijri), thai: table(calendars.thai) };
});
const oneOf = (names: Iterable<string>): string =>
  [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll('.', '\\.'))
    .join('|');
const persianForm = once(
  () =>
    new RegExp(
      `(?<!\\d)(\\d{1,2})\\s+(${oneOf(monthsOf().persian.keys())})(?:\\s*ماه)?[\\s،,]+(?:سال\\s+)?(1[34]\\d{2})(?!\\d)`,
      'u',
    ),
);
const PERSIAN_NUMBERS = /(?<!\d)(1[34]\d{2})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)/u;
/** Letters and digits of Persian and Dari that Arabic lacks: its own years of 1400 are those of the moon. */
const PERSIAN_SIGN = /[پچژگکی\u06f0-\u06f9]/;
const thaiForm = once(
  () =>
    new RegExp(
      `(?<!\\d)(\\d{1,2})\\s*(${oneOf(monthsOf().thai.keys())})\\s*(?:พ\\.?\\s?ศ\\.?\\s*|ค\\.?\\s?ศ\\.?\\s*)?(\\d{4}|\\d{2})(?!\\d)`,
      'u',
    ),
);
const THAI_NUMBERS = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](2[45]\d{2})(?!\d)/;

function solarHijri(text: string, isPersian: boolean): OtherDay | null {
  const plain = text.replaceAll('ي', 'ی').replaceAll('ك', 'ک');
  const named = persianForm().exec(plain);
  if (named) {
    const [, day, month = '', year] = named;
    return placed(named, gregorian(Number(year), monthsOf().persian.get(month) ?? 0, Number(day)));
  }
  const numbers = isPersian ? PERSIAN_NUMBERS.exec(plain) : null;
  return numbers && placed(numbers, gregorian(Number(numbers[1]), Number(numbers[2]), Number(numbers[3])));
}

/** 33 years have eight leap years; so it is from 1300 to 1499. */
const LEAP = new Set([1, 5, 9, 13, 17, 22, 26, 30]);
const isLeap = (year: number): boolean => LEAP.has(year % 33);
/** 1 Farvardin 1400. */
const NEW_YEAR_1400 = Date.UTC(2021, 2, 21);

function gregorian(year: number, month: number, day: number): string | null {
  const most = month < 7 ? 31 : month < 12 || isLeap(year) ? 30 : 29;
  if (month < 1 || month > 12 || day < 1 || day > most) return null;
  let days = (month - 1) * 30 + Math.min(6, month - 1) + day - 1;
  for (let at = 1400; at < year; at += 1) days += isLeap(at) ? 366 : 365;
  for (let at = year; at < 1400; at += 1) days -= isLeap(at) ? 366 : 365;
  return new Date(NEW_YEAR_1400 + days * DAY_MS).toISOString().slice(0, 10);
}

function buddhist(text: string): OtherDay | null {
  const named = thaiForm().exec(text);
  if (named) {
    const [, day, month = '', year = ''] = named;
    const full = Number(year) + (year.length === 2 ? 2500 : 0);
    return placed(
      named,
      ours(full > 2400 ? full - BUDDHIST : full, monthsOf().thai.get(month) ?? 0, Number(day)),
    );
  }
  const numbers = THAI_NUMBERS.exec(text);
  return (
    numbers && placed(numbers, ours(Number(numbers[3]) - BUDDHIST, Number(numbers[2]), Number(numbers[1])))
  );
}

function ofEra(text: string): OtherDay | null {
  const match =
    /(令和|平成|昭和|中華民國|中华民国|民國|民国)\s*(元|\d{1,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日號号]/u.exec(
      text,
    );
  if (!match) return null;
  const [, era = '', year = '', month, day] = match;
  const before = BEFORE_ERA[era] ?? REPUBLIC_OF_CHINA;
  return placed(match, ours(before + (year === '元' ? 1 : Number(year)), Number(month), Number(day)));
}

function inNumerals(text: string): OtherDay | null {
  const match =
    /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日號号]/u.exec(
      text,
    );
  if (!match) return null;
  const [, year = '', month = '', day = ''] = match;
  const digits = Array.from(year, (sign) => Math.max(0, NUMERALS.indexOf(sign))).join('');
  return placed(match, ours(Number(digits), numeral(month), numeral(day)));
}

/** 一 … 三十一. */
function numeral(written: string): number {
  const [tens, ones] = written.includes('十') ? written.split('十') : [null, written];
  const digit = (sign: string | undefined): number => Math.max(0, NUMERALS.indexOf(sign || '〇'));
  return (tens === null ? 0 : (tens === '' ? 1 : digit(tens)) * 10) + digit(ones);
}

function ours(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.toISOString().slice(0, 10) : null;
}

function placed(match: RegExpExecArray, date: string | null): OtherDay | null {
  return date === null ? null : { date, index: match.index, end: match.index + match[0].length };
}
