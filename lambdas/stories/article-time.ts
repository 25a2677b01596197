import { dateKey } from '../language/calendar.ts';
import { words } from '../language/words.ts';

/** The years that an article lives in. */
export interface ArticleTime {
  /** Of the day that it is dated, where it is dated. */
  readonly year: number | null;
  /** The last year that it speaks of. */
  readonly latest: number | null;
  /** The day that its outlet dates it, counted from 1970. */
  readonly day: number | null;
}

/** A date stands among the first characters of a pasted article. */
const HEAD = 250;
/** "September 13, 2023", "13 de septiembre de 2023". */
const MONTH_TO_YEAR = 3;
const YEAR = /^(?:19|20)\d\d$/u;
const NUMERIC_DATE = /\b((?:19|20)\d\d)-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]((?:19|20)\d\d)\b/u;
/*
 * What is left of the likeness of two articles that are dated in different years, and of one that is dated and one
 * that speaks only of years well before. Chosen on events of one kind some years apart (DECISIONS).
 */
const OTHER_YEAR = 0.5;
const BEFORE_THEN = 0.7;
const WELL_BEFORE = 2;

/** By the outlet's own date (ISO), else by a date with a year at the article's head. */
export function articleTimeOf(text: string, published: string | null, language: string): ArticleTime {
  const years = Array.from(text.matchAll(/(?<!\p{N})(?:19|20)\d\d(?!\p{N})/gu), ([year]) => Number(year));
  const latest = years.length === 0 ? null : years.reduce((most, year) => Math.max(most, year));
  const year = /^\d{4}-/u.test(published ?? '') ? Number(published?.slice(0, 4)) : datedIn(text, language);
  const day = Date.parse((published ?? '').slice(0, 10)) / 86_400_000;
  return { year, latest, day: Number.isInteger(day) ? day : null };
}

function datedIn(text: string, language: string): number | null {
  const head = text.slice(0, HEAD);
  const numeric = NUMERIC_DATE.exec(head);
  if (numeric !== null) return Number(numeric[1] ?? numeric[2]);
  const tokens = words(head);
  for (const [at, token] of tokens.entries()) {
    if (!isMonth(token, language)) continue;
    const year = tokens.slice(at + 1, at + 1 + MONTH_TO_YEAR).find((word) => YEAR.test(word));
    if (year !== undefined) return Number(year);
  }
  return null;
}

function isMonth(word: string, language: string): boolean {
  if (dateKey(word, language)?.startsWith('@month') ?? false) return true;
  return language === 'en' && /^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/u.test(word);
}

/** How much of their likeness counts for two articles, 0 … 1: less where they cannot well speak of one event. */
export function sameTime(a: ArticleTime, b: ArticleTime): number {
  if (a.year !== null && b.year !== null) return a.year === b.year ? 1 : OTHER_YEAR;
  const [dated, other] = a.year === null ? [b, a] : [a, b];
  if (dated.year === null || other.latest === null) return 1;
  return other.latest <= dated.year - WELL_BEFORE ? BEFORE_THEN : 1;
}

/** Reports of one event come within a day of each other; each day more counts against them, six as much as another year. */
const LATER_DAY = 0.1;

/** As `sameTime`, and less for articles of different days: a visit's days are episodes of their own. */
export function sameDays(a: ArticleTime, b: ArticleTime): number {
  const apart = a.day === null || b.day === null ? 0 : Math.abs(a.day - b.day);
  return Math.min(sameTime(a, b), Math.max(OTHER_YEAR, 1 - LATER_DAY * Math.max(0, apart - 1)));
}
