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

/** The days of a month that a text names; weekdays, months and seasons are none. Nothing is told without the article's day, `YYYY-MM-DD`. */
export function datesIn(
  text: string,
  language: string | null,
  published: string | null,
): readonly DateInText[] {
  return daysOf(text, language, published).flatMap(({ days, isWeekday, start, end }) => {
    const [day = ''] = days;
    return isWeekday || days.size > 1 || !FULL.test(day)
      ? []
      : [{ value: Number(day.slice(5, 7)) * 100 + Number(day.slice(8)), day, start, end }];
  });
}

const FULL = /^\d{4}-\d{2}-\d{2}$/;
