import { daysOf } from '../compare/days.ts';

/** The kind of a day of a month among numbers: "21 June" is 621. */
export const DATE = 'date';

export interface DateInText {
  /** A hundred for each month, and the day; no year, which is seldom told. */
  readonly value: number;
  /** `YYYY-MM-DD`, as near to the article's day as it may be. */
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The days of a month that a text names; weekdays, months, seasons and spans of days are none. Nothing is told without the article's day,
 * `YYYY-MM-DD`.
 */
export function datesIn(
  text: string,
  language: string | null,
  published: string | null,
): readonly DateInText[] {
  return daysOf(text, language, published).flatMap(({ days, isWeekday, start, end }) => {
    const [day = ''] = days;
    return isWeekday || days.size > 1 || !FULL.test(day) || isSpan(text, start, end)
      ? []
      : [{ value: Number(day.slice(5, 7)) * 100 + Number(day.slice(8)), day, start, end }];
  });
}

/** Two numbers of days in front of the month ("21–23 June", "du 21 au 23 juin"), or behind it ("June 21–23"). */
const SPAN_BEFORE =
  /(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.|º|°)?(?:\s?[-–—/]\s?|\s\p{L}{1,6}(?:\s\p{L}{1,4})?\s)\d{1,2}(?:st|nd|rd|th|\.|º|°)?\s(?:of\s|de\s)?$/u;
const SPAN_BEHIND =
  /^\.?\s\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–—/]\s?|\s(?:and|to|through|or)\s)\d{1,2}(?![\d:])/u;
const NEAR = 32;

function isSpan(text: string, start: number, end: number): boolean {
  return (
    SPAN_BEFORE.test(text.slice(Math.max(0, start - NEAR), start)) ||
    SPAN_BEHIND.test(text.slice(end, end + NEAR))
  );
}

const FULL = /^\d{4}-\d{2}-\d{2}$/;
