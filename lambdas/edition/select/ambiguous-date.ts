import { swappedDay } from '../../article/metadata/date-order.ts';
import type { Settings, WindowArticle } from '../../types.ts';

/** A paper writes about an event some days before and after it. */
const DAYS_AROUND = 14;
const DAY_MS = 86_400_000;

/**
 * The article with a day such as 09/10/2023 decided by what the edition knows: the reading that lies within the coverage's
 * days and not after the article was received. Where both do, or neither, it has no date: a wrong one would be printed.
 */
export function datedByCoverage(one: WindowArticle, coverage: Settings['coverage']): WindowArticle {
  const { article, received } = one;
  const { published } = article;
  if (!published || !article.flags.includes('ambiguous-date')) return one;
  const fits = [published.date, swappedDay(published.date)].filter((date) => {
    const at = Date.parse(date);
    if (Number.isNaN(at) || at > Date.parse(received) + DAY_MS) return false;
    return (
      coverage === undefined ||
      (Date.parse(coverage.first) - DAYS_AROUND * DAY_MS <= at &&
        at <= Date.parse(coverage.last) + DAYS_AROUND * DAY_MS)
    );
  });
  const [date, other] = fits;
  const sure = date !== undefined && other === undefined ? { ...published, date } : null;
  return { ...one, article: { ...article, published: sure } };
}
