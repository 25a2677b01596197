import type { Article, Settings } from '../../types.ts';
import { swappedDay } from './date-order.ts';
import { withPossibleDate } from './possible-date.ts';

/** A paper writes about an event some days before and after it. */
const DAYS_AROUND = 14;
const DAY_MS = 86_400_000;

/** What decides about a date besides the file: when it came (ISO instant), and the days of the coverage. */
export interface DateContext {
  readonly received: string;
  readonly coverage?: Settings['coverage'] | undefined;
}

/**
 * The article with the date that receipts, the desk and the edition show: a day such as 09/10/2023 decided by the coverage, and
 * nothing of tomorrow.
 */
export function withKnownDate(article: Article, context: DateContext): Article {
  return withPossibleDate(decidedByCoverage(article, context), context.received);
}

/** Whether a language writes the day first where it writes a date in figures (CLDR); English does here and does not there. */
function writesDayFirst(language: string): boolean {
  if (!/^[a-z]{2,3}$/.test(language)) return false;
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric', year: 'numeric' });
  const order = format.formatToParts(0).filter(({ type }) => /^(?:day|month|year)$/.test(type));
  return format.resolvedOptions().locale.startsWith(language) && order[0]?.type === 'day';
}

/**
 * The reading that lies within the coverage's days and not after the article was received. Where both do, or neither, the language tells,
 * if it writes the day first; else it has no date and keeps its flag: a wrong one would be printed.
 */
function decidedByCoverage(article: Article, { received, coverage }: DateContext): Article {
  const { published } = article;
  if (!published || !article.flags.includes('ambiguous-date')) return article;
  const fits = [published.date, swappedDay(published.date)].filter((date) => {
    const at = Date.parse(date);
    if (Number.isNaN(at) || at > Date.parse(received) + DAY_MS) return false;
    return (
      coverage === undefined ||
      (Date.parse(coverage.first) - DAYS_AROUND * DAY_MS <= at &&
        at <= Date.parse(coverage.last) + DAYS_AROUND * DAY_MS)
    );
  });
  const flags = article.flags.filter((flag) => flag !== 'ambiguous-date');
  const [date, other] = fits;
  if (date === undefined || other !== undefined) {
    const isDayFirst = article.language !== null && writesDayFirst(article.language);
    return isDayFirst ? { ...article, flags } : { ...article, published: null };
  }
  return { ...article, published: { ...published, date, from: 'coverage' }, flags };
}
