import { dayWithoutYear } from '../../language/calendar.ts';

/** A day that a sentence names, as far as it tells: a weekday becomes the days nearest to the article's own; of a month alone it is any. */
export interface NamedDay {
  /** `YYYY-MM-DD`, or `MM` for a month alone. */
  readonly days: ReadonlySet<string>;
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
/** Letters that a name and its inflected form have in common at least, and letters that the ending may differ by. */
const [STEM, ENDING] = [3, 2];

/** Weekdays and days of a month ("on Friday", "15 сентября", "September 15, 2023") by the names that Intl knows for the language. */
export function daysOf(text: string, language: string | null, published: string | null): readonly NamedDay[] {
  const today = published === null ? Number.NaN : Date.parse(`${published.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(today)) return [];
  const { weekdays, months } = namesOf(language ?? 'en');
  const found: NamedDay[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const end = index + word.length;
    const month = months.findIndex((name) => isFormOf(word, name));
    const day = month < 0 ? null : dayBeside(text, index, end);
    if (day !== null) {
      const year = /^[^.!?]{0,12}?\b(20\d\d)\b/.exec(text.slice(end))?.[1];
      const meant =
        year === undefined ? dayWithoutYear(month, day, today) : Date.UTC(Number(year), month, day);
      found.push({ days: new Set([isoDay(meant ?? today)]), start: index, end });
      continue;
    }
    if (month >= 0 && isSure(word, months[month] ?? '')) {
      found.push({ days: new Set([String(month + 1).padStart(2, '0')]), start: index, end });
      continue;
    }
    const weekday = weekdays.findIndex((name) => isFormOf(word, name));
    if (weekday < 0) continue;
    const back = (new Date(today).getUTCDay() - weekday + 7) % 7;
    const days = [today - back * DAY_MS, today + (7 - back) * DAY_MS].map(isoDay);
    found.push({ days: new Set(days), start: index, end });
  }
  return found;
}

/** Whether two named days may be one. */
export function mayBeSame(a: NamedDay, b: NamedDay): boolean {
  return [...a.days].some((one) => [...b.days].some((other) => isWithin(one, other) || isWithin(other, one)));
}

function isWithin(day: string, days: string): boolean {
  return day === days || (days.length === 2 && day.slice(5, 7) === days);
}

/** "March" and "May" begin sentences as other words, and short forms of a month are words elsewhere. */
const SURE_LETTERS = 5;

function isSure(word: string, name: string): boolean {
  return word.length > SURE_LETTERS && name.length > SURE_LETTERS;
}

/** "15 September", "15th of September", "15 de septiembre", "September 15", "15. September". */
function dayBeside(text: string, start: number, end: number): number | null {
  const before = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|º)?\s(?:of\s|de\s)?$/u.exec(text.slice(0, start))?.[1];
  const after = /^\.?\s(\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\d)/u.exec(text.slice(end))?.[1];
  const day = Number(before ?? after ?? Number.NaN);
  return day >= 1 && day <= 31 ? day : null;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The same word, or one of another ending: "среда", "среду". Months need their capital where the language writes one ("may", "march"). */
function isFormOf(word: string, name: string): boolean {
  const isCapital = /^\p{Lu}/u.test(name);
  if (isCapital && !/^\p{Lu}/u.test(word)) return false;
  const [a, b] = [word.toLowerCase(), name.toLowerCase()];
  if (a === b) return true;
  const stem = Math.max(STEM, b.length - ENDING);
  return (
    !isCapital &&
    b.length > STEM &&
    Math.abs(a.length - b.length) <= ENDING &&
    a.slice(0, stem) === b.slice(0, stem)
  );
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
