const DAY = 86_400_000;
const LONGEST_DAYS = 365;

/** Kept: deliver asks for the day of each mail, and a new one takes longer than a call's signature. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en', { ...form, timeZone, calendar: 'iso8601' });
  formats.set(timeZone, made);
  return made;
}

/** The day that an instant (epoch ms) lies in, `YYYY-MM-DD`: such days sort as text. */
export function dayIn(timeZone: string, instant: number): string {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The first and the last day that a pause may end on: tomorrow, and a year from now (epoch ms), in the briefing's zone. */
export function pauseDays(timeZone: string, now: number): readonly [first: string, last: string] {
  return [dayIn(timeZone, now + DAY), dayIn(timeZone, now + LONGEST_DAYS * DAY)];
}

/** The day until which one button pauses, counted from today in the briefing's zone: `week` seven days on, `month` the same day of the next month or its last. */
export function pauseEnd(length: 'week' | 'month', timeZone: string, now: number): string {
  const today = dayIn(timeZone, now);
  const day = new Date(`${today}T00:00:00Z`);
  if (length === 'week') day.setUTCDate(day.getUTCDate() + 7);
  else {
    const lastOfNext = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 2, 0)).getUTCDate();
    const date = Math.min(day.getUTCDate(), lastOfNext);
    day.setUTCMonth(day.getUTCMonth() + 1, date);
  }
  return day.toISOString().slice(0, 10);
}

/** Whether a text is a day that exists: 2023-02-30 does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
