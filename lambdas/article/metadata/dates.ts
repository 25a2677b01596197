import type { Published } from '../../types.ts';
import { once } from '../once.ts';
import months from '../rules/months.json' with { type: 'json' };
import { inSmallLetters } from '../small-letters.ts';
import { otherDay } from './calendars.ts';

export interface FoundDate {
  readonly date: string;
  readonly time?: string;
  readonly zone?: string;
  /** Day and month could be the other way round, and nothing in the text decides. */
  readonly ambiguous: boolean;
  readonly index: number;
  readonly end: number;
}

const monthOfName = once((): ReadonlyMap<string, number> => {
  const table = new Map<string, number>();
  for (const year of Object.values(months).toReversed())
    for (const [index, names] of year.entries())
      for (const name of names.split(' ')) table.set(name, index + 1);
  return table;
});
/** Any word: the table says whether it is a month. */
const MONTH = '[\\p{L}\\p{M}]{3,14}';
const YEAR = '((?:19|20)\\d{2})';
const DAY = '(\\d{1,2})';

type Order = 'ymd' | 'yMd' | 'ydM' | 'dmy' | 'dMy' | 'Mdy';
interface Form {
  readonly order: Order;
  /** A cheap look that spares most texts a pattern of all letters. */
  readonly sign?: RegExp;
  readonly form: RegExp;
}
const forms = once((): readonly Form[] => [
  { order: 'ymd', form: new RegExp(`(?<!\\d)${YEAR}-(\\d{1,2})-${DAY}(?!\\d)`, 'gu') },
  {
    order: 'ymd',
    sign: /[年년]/,
    form: new RegExp(`(?<!\\d)${YEAR}\\s*[年년]\\s*(\\d{1,2})\\s*[月월]\\s*${DAY}\\s*[日일号號]`, 'gu'),
  },
  // Hungarian, Lithuanian, Latvian: 2023. szeptember 12., 2023 m. rugsėjo 12 d., 2023. gada 12. septembris.
  {
    order: 'yMd',
    sign: /\d{4}(?:\.|\sm\.)?\s[^\d\s]/,
    form: new RegExp(`(?<!\\d)${YEAR}(?:\\.|\\sm\\.)?\\s(${MONTH})\\.?\\s${DAY}(?!\\d)\\.?`, 'gu'),
  },
  {
    order: 'ydM',
    sign: /\d{4}\.\sg/,
    form: new RegExp(`(?<!\\d)${YEAR}\\.\\sg(?:ada|\\.)\\s${DAY}\\.\\s(${MONTH})`, 'gu'),
  },
  { order: 'ymd', form: new RegExp(`(?<!\\d)${YEAR}[./]\\s?(\\d{1,2})[./]\\s?${DAY}(?!\\d)`, 'gu') },
  {
    order: 'dMy',
    sign: /\d\D+(?:19|20)\d\d/,
    form: new RegExp(
      `(?<!\\d)${DAY}(?:st|nd|rd|th|er|\\.|º)?[\\s-]+(?:de\\s+|of\\s+|d['’])?(${MONTH})[.'׳]?(?!\\p{L}),?[\\s-]+(?:de\\s+|del\\s+)?${YEAR}(?!\\d)`,
      'gu',
    ),
  },
  {
    order: 'Mdy',
    sign: /[^\s\d]\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d/i,
    form: new RegExp(`(?<!\\p{L})(${MONTH})\\.?\\s+${DAY}(?:st|nd|rd|th)?,?\\s+${YEAR}(?!\\d)`, 'gu'),
  },
  // Vietnamese: 12 tháng 9, 2023.
  {
    order: 'dmy',
    sign: /tháng/i,
    form: new RegExp(`(?<!\\d)${DAY}( )tháng (\\d{1,2}),? (?:năm )?${YEAR}(?!\\d)`, 'gu'),
  },
  // Two digits of a year only between dots, as German offices write it: 25.04.24.
  { order: 'dmy', form: /(?<![\d.])(\d{2})(\.)(\d{2})\2(\d{2})(?![\d.])/gu },
  { order: 'dmy', form: new RegExp(`(?<![\\d.])${DAY}([./-] ?)(\\d{1,2})\\2${YEAR}(?!\\d)`, 'gu') },
]);
/** Most lines have none, and need no closer look. */
const HAS_YEAR = /(?:19|20)\d{2}|\d\.\d{2}\.\d{2}/;
/** Other calendars are written in scripts of their own. */
const NO_LATIN = /[\u0600-\u06ff\u0e00-\u0e7f年]/;
const timeAfter = once(
  () =>
    /^(?:[\s,|·•–—-]|t|at|um|о|в|à|a las|às|เวลา|ساعت|@)*(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?m\.?(?!\p{L}))?\s*(z(?!\p{L})|(?:utc|gmt)(?:\s?[+-]\d{1,2}(?::?\d{2})?(?!\d))?|[+-]\d{2}:?\d{2})?/u,
);
const timeBefore = once(
  () =>
    /(?<!\d)(\d{1,2}):(\d{2})\s*([ap]\.?m\.?)?\s*((?:utc|gmt)(?:\s?[+-]\d{1,2}(?::?\d{2})?(?!\d))?)?\s*(?:,|on|am|·|\||-|–)?\s*(?:\p{L}{2,10},?\s+)?$/u,
);
const MAYBE_TIME = /\d[:.h]\d\d/;

/** The first calendar date in a header-like text, in any of 33 languages and the numeric forms; null when there is none. */
export function findDate(written: string): FoundDate | null {
  const text = inSmallLetters(plainDigits(written));
  const foreign = NO_LATIN.test(written) ? otherDay(text, written) : null;
  let best: FoundDate | null = foreign && {
    ...foreign,
    ...timeNear(text, foreign.index, foreign.end),
    ambiguous: false,
  };
  if (!HAS_YEAR.test(text)) return best;
  for (const { order, form, sign } of forms()) {
    if (sign && !sign.test(text)) continue;
    for (const match of text.matchAll(form)) {
      if (best && best.index <= match.index) break;
      const day = dayOf(order, match);
      if (!day) continue;
      best = { ...day, ...timeNear(text, match.index, match.index + match[0].length), index: match.index };
    }
  }
  return best;
}

/** Digits of other scripts: a row's first is a multiple of sixteen, or six beyond it in the scripts of India. */
const DIGITS =
  /[\u0660-\u0669\u06f0-\u06f9\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9\uff10-\uff19]|[\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f]/g;
const IN_TWO_WORDS = /(كانون|تشرين) (ال)/gu;

/** Digits of other scripts as ours, and a month of two words as one; no letter moves. */
function plainDigits(text: string): string {
  if (!/[^\0-\u05ff]/.test(text)) return text;
  return text
    .replace(DIGITS, (digit) => {
      const isIndian = digit >= '\u0966' && digit <= '\u0d6f';
      return String((digit.charCodeAt(0) - (isIndian ? 6 : 0)) % 16);
    })
    .replace(IN_TWO_WORDS, '$1ـ$2');
}

/** An ISO 8601 instant or date as metadata has it, kept in the outlet's own zone. */
export function isoDate(value: string, from: string): Published | null {
  const found = findDate(value);
  return found ? publishedFrom(found, from) : null;
}

export function publishedFrom(found: FoundDate, from: string): Published {
  return {
    date: found.date,
    ...(found.time ? { time: found.time } : {}),
    ...(found.time && found.zone ? { zone: found.zone } : {}),
    from,
  };
}

function dayOf(
  order: Order,
  match: RegExpMatchArray,
): { readonly date: string; readonly ambiguous: boolean } | null {
  const [, a = '', b = '', c = '', d = ''] = match;
  if (order === 'ymd') return calendar(Number(a), Number(b), Number(c));
  if (order === 'yMd') return calendar(Number(a), monthOf(b), Number(c));
  if (order === 'ydM') return calendar(Number(a), monthOf(c), Number(b));
  if (order === 'dMy') return calendar(Number(c), monthOf(b), Number(a));
  if (order === 'Mdy') return calendar(Number(c), monthOf(a), Number(b));
  const [first, second, year] = [Number(a), Number(c), Number(d) + (d.length === 2 ? 2000 : 0)];
  if (second > 12) return calendar(year, first, second);
  // Dots are European, so day first; slashes are either, and say nothing below 13.
  return calendar(year, second, first, /^[/-]/.test(b) && first <= 12 && first !== second);
}

/** 1 … 12; 0 for any other word. Hebrew glues "in" to the month. */
function monthOf(word: string): number {
  return monthOfName().get(word) ?? monthOfName().get(word.replace(/^ב/, '')) ?? 0;
}

function calendar(year: number, month: number, day: number, ambiguous = false) {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { date: date.toISOString().slice(0, 10), ambiguous };
}

function timeNear(text: string, start: number, end: number) {
  const behind = text.slice(end, end + 60);
  const after = MAYBE_TIME.test(behind) ? timeAfter().exec(behind) : null;
  if (after) {
    const [whole, hour = '', minute = '', second, half, zone] = after;
    const time = clock(hour, minute, second, half);
    if (time) return { time, ...zoneOf(zone), end: end + whole.length };
  }
  const above = text.slice(Math.max(0, start - 40), start);
  const before = MAYBE_TIME.test(above) ? timeBefore().exec(above) : null;
  if (before) {
    const [, hour = '', minute = '', half, zone] = before;
    const time = clock(hour, minute, undefined, half);
    if (time) return { time, ...zoneOf(zone), end };
  }
  return { end };
}

function clock(
  hour: string,
  minute: string,
  second: string | undefined,
  half: string | undefined,
): string | null {
  const late = half?.startsWith('p');
  const hours = half ? (Number(hour) % 12) + (late ? 12 : 0) : Number(hour);
  if (hours > 23 || Number(minute) > 59) return null;
  return [String(hours).padStart(2, '0'), minute, ...(second ? [second] : [])].join(':');
}

function zoneOf(zone: string | undefined) {
  if (!zone) return {};
  const [, sign, hours = '', minutes = '00'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  return { zone: sign === undefined ? 'Z' : `${sign}${hours.padStart(2, '0')}:${minutes}` };
}
