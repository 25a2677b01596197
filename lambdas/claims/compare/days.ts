import { dayOf, dayWithoutYear } from '../../language/calendar.ts';
import calendar from '../../language/data/calendar.json' with { type: 'json' };
import seasons from '../data/seasons.json' with { type: 'json' };
import type { Quantity } from '../numbers/quantities.ts';

/**
 * A day that a sentence names, as far as it tells: a weekday becomes the days nearest to the article's own; of a month or a season of a
 * year it is any.
 */
export interface NamedDay {
  /** `YYYY-MM-DD`; for each month that it may be in `YYYY-MM`, or `MM` without a year. */
  readonly days: ReadonlySet<string>;
  readonly isWeekday?: true;
  /** The whole date lies between start and end. */
  readonly isWhole?: true;
  readonly start: number;
  readonly end: number;
}

interface Names {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
}

const DAY_MS = 86_400_000;
const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const NAMES = new Map<string, Names>();
/** Languages that have names of days and months in cases. */
const INFLECTED = new Set(calendar.inflected.split(' '));
/** Letters that a name and its inflected form have in common at least, and letters that the ending may differ by. */
const [STEM, ENDING] = [3, 2];

/** Weekdays and days of a month ("on Friday", "15 сентября", "September 15, 2023") by the names that Intl knows for the language. */
export function daysOf(text: string, language: string | null, published: string | null): readonly NamedDay[] {
  const today = published === null ? Number.NaN : Date.parse(`${published.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(today)) return [];
  const { weekdays, months } = namesOf(language ?? 'en');
  const found: NamedDay[] = [...datesInSigns(text, language, today)];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const end = index + word.length;
    const month = months.findIndex(
      (name) => isMonth(word, name, language) || (text[end] === '.' && isShortFor(word, name)),
    );
    const day = month < 0 ? null : dayBeside(text, index, end);
    if (day !== null) {
      const year = /^[^.!?]{0,12}?\b(20\d\d)\b/.exec(text.slice(end))?.[1];
      const meant =
        year === undefined ? dayWithoutYear(month, day, today) : Date.UTC(Number(year), month, day);
      if (meant !== null) found.push({ days: new Set([isoDay(meant)]), start: index, end });
      continue;
    }
    const year = OF_YEAR.exec(text.slice(end))?.[1];
    const season = year === undefined ? -1 : seasonOf(word, language);
    const isAlone = year !== undefined || isSure(word, months[month] ?? '') || isInside(text, index, word);
    const own = month >= 0 && isAlone ? [month] : [];
    const inMonths = MONTHS_OF[season] ?? own;
    if (inMonths.length > 0) {
      found.push({ days: new Set(inMonths.map((one) => monthKey(one, year))), start: index, end });
      continue;
    }
    const weekday = weekdays.findIndex(
      (name) => isFormOf(word, name, language) || isParted(name, text.slice(index)),
    );
    if (weekday < 0) continue;
    const back = (new Date(today).getUTCDay() - weekday + 7) % 7;
    const days = [today - back * DAY_MS, today + (7 - back) * DAY_MS].map(isoDay);
    found.push({ days: new Set(days), isWeekday: true, start: index, end });
  }
  return found;
}

/** "2027年5月16日", "5월 16일", and "16日", which is that day of the month nearest to the article's; "16日間" is sixteen days. */
const SIGNS: Readonly<Record<string, RegExp>> = {
  ja: /(?:(?:(?<year>\d{4})年)?(?<month>\d{1,2})月)?(?<![\d.])(?<day>\d{1,2})日(?!間|以内|ほど|後|前|目|連続|ぶり|あまり|本)/gu,
  zh: /(?:(?<year>\d{4})年)?(?<month>\d{1,2})月(?<day>\d{1,2})[日号號]|(?<![\d.])(?<alone>\d{1,2})日(?![后後前内內间間本])/gu,
  ko: /(?:(?:(?<year>\d{4})년\s?)?(?<month>\d{1,2})월\s?)?(?<![\d.])(?<day>\d{1,2})일(?![간째후전차]|\s?(?:동안|만|이내|뒤|후|전))/gu,
  vi: /ngày\s(?<day>\d{1,2})(?:\stháng\s|\/)(?<month>\d{1,2})(?:(?:\snăm\s|\/)(?<year>\d{4}))?(?!\d)/giu,
};

function datesInSigns(text: string, language: string | null, today: number): readonly NamedDay[] {
  const sign = SIGNS[language ?? ''];
  if (sign === undefined) return [];
  return [...text.matchAll(sign)].flatMap(({ 0: found, groups = {}, index }): NamedDay[] => {
    const { year, month, alone } = groups;
    const day = Number(groups.day ?? alone);
    if (month !== undefined && Number(month) > 12) return [];
    const time =
      month === undefined
        ? nearestDay(day, today)
        : year === undefined
          ? dayWithoutYear(Number(month) - 1, day, today)
          : dayOf(Number(year), Number(month) - 1, day);
    const end = index + found.length;
    return time === null ? [] : [{ days: new Set([isoDay(time)]), isWhole: true, start: index, end }];
  });
}

/** That day of this month or of the months beside. */
function nearestDay(day: number, today: number): number | null {
  const date = new Date(today);
  const days = [-1, 0, 1].flatMap((n) => {
    const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1));
    return dayOf(first.getUTCFullYear(), first.getUTCMonth(), day) ?? [];
  });
  return days.sort((a, b) => Math.abs(a - today) - Math.abs(b - today))[0] ?? null;
}

/** A year right behind: "April 2028", "otoño de 2028". */
const OF_YEAR = /^\s(?:of\s|de\s|del\s|do\s)?(20\d\d)(?!\d)/u;

/** Spring, summer, autumn and winter, as months. */
const MONTHS_OF: readonly (readonly number[])[] = [2, 5, 8, 11].map((first) =>
  [0, 1, 2].map((n) => (first + n) % 12),
);
const SEASONS = new Map<string, readonly (readonly string[])[]>(
  Object.entries(seasons).flatMap(([language, lists]) =>
    Array.isArray(lists) ? [[language, lists.map((list: string) => list.split(' '))] as const] : [],
  ),
);

/** Which season a word names; −1 for any other word. */
function seasonOf(word: string, language: string | null): number {
  const small = word.toLowerCase();
  return (SEASONS.get(language ?? '') ?? []).findIndex((forms) =>
    forms.some((form) => (form.endsWith('*') ? small.startsWith(form.slice(0, -1)) : small === form)),
  );
}

function monthKey(month: number, year: string | undefined): string {
  const own = String(month + 1).padStart(2, '0');
  return year === undefined ? own : `${year}-${own}`;
}

/** Whether two named days may be one. */
export function mayBeSame(a: NamedDay, b: NamedDay): boolean {
  return [...a.days].some((one) => [...b.days].some((other) => isWithin(one, other) || isWithin(other, one)));
}

/** Letters around the name of a day within which a number belongs to its date. */
const BESIDE_DAY = 8;

/** No day of a month is a larger number. */
export const LAST_DAY = 31;

/** Whether a number belongs to the date of one of these days. */
export function isOfDate(
  days: readonly NamedDay[],
  { value, kind, start, end }: Pick<Quantity, 'value' | 'kind' | 'start' | 'end'>,
): boolean {
  if (kind !== 'year' && value > LAST_DAY) return false;
  return days.some((day) => {
    const beside = day.isWhole === true ? 0 : BESIDE_DAY;
    return start < day.end + beside && end > day.start - beside;
  });
}

/** Whether it tells no nearer than by month or season. */
export function isOfMonths({ days }: NamedDay): boolean {
  return [...days].every((day) => day.length < DAY);
}

function isWithin(day: string, days: string): boolean {
  return day.startsWith(days) || (days.length === MONTH_ALONE && day.slice(5, 7) === days);
}

/** Letters of a month without its year, and of a day. */
const [MONTH_ALONE, DAY] = [2, 10];

/** "March" begins sentences as another word, and short forms of a month are words elsewhere. */
const SURE_LETTERS = 5;

function isSure(word: string, name: string): boolean {
  const least = /^\p{Lu}/u.test(name) ? SURE_LETTERS + 1 : SURE_LETTERS;
  return word.length >= least && name.length >= least;
}

/** A month with a capital that no beginning of a sentence gives it: "from April". Three letters are as often a name ("May"). */
function isInside(text: string, index: number, word: string): boolean {
  return word.length > STEM && /^\p{Lu}/u.test(word) && /\p{Ll}\s$/u.test(text.slice(0, index));
}

/** "15 September", "15th of September", "15 de septiembre", "September 15", "15. September". */
function dayBeside(text: string, start: number, end: number): number | null {
  const before = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|°|-го)?\s(?:of\s|de\s)?$/u.exec(
    text.slice(0, start),
  )?.[1];
  const after = /^\.?\s(\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\d)/u.exec(text.slice(end))?.[1];
  const day = Number(before ?? after ?? Number.NaN);
  return day >= 1 && day <= 31 ? day : null;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Months need their capital where the language writes one ("may", "march"). */
function isMonth(word: string, name: string, language: string | null): boolean {
  return (!/^\p{Lu}/u.test(name) || /^\p{Lu}/u.test(word)) && isFormOf(word, name, language);
}

/** The same word, or one of another ending where the language has cases: "среда", "среду". */
function isFormOf(word: string, name: string, language: string | null): boolean {
  const [a, b] = [word.toLowerCase(), name.toLowerCase()];
  if (a === b) return true;
  const stem = Math.max(STEM, b.length - ENDING);
  return (
    INFLECTED.has(language ?? '') &&
    b.length > STEM &&
    Math.abs(a.length - b.length) <= ENDING &&
    a.slice(0, stem) === b.slice(0, stem)
  );
}

/** "terça-feira": "terça" alone is an ordinal. */
function isParted(name: string, text: string): boolean {
  return name.includes('-') && text.toLowerCase().startsWith(name.toLowerCase());
}

/** "Oct." for "October". */
function isShortFor(word: string, name: string): boolean {
  return word.length >= STEM && name.toLowerCase().startsWith(word.toLowerCase());
}

function namesOf(language: string): Names {
  const known = NAMES.get(language);
  if (known) return known;
  const format = (options: Intl.DateTimeFormatOptions, type: string) => (time: number) => {
    try {
      const parts = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).formatToParts(time);
      return parts.find((part) => part.type === type)?.value ?? '';
    } catch {
      return '';
    }
  };
  // 7 January 2024 was a Sunday. The day beside the month brings the case that dates have.
  const weekdays = Array.from({ length: 7 }, (_, n) => Date.UTC(2024, 0, 7 + n)).map(
    format({ weekday: 'long' }, 'weekday'),
  );
  const months = Array.from({ length: 12 }, (_, n) => Date.UTC(2024, n, 15)).map(
    format({ month: 'long', day: 'numeric' }, 'month'),
  );
  const names = { weekdays, months };
  NAMES.set(language, names);
  return names;
}
