import type { Difference, Quote } from '../../types.ts';

/**
 * Whether a difference is new to the edition: one between two stories is told in the first of them alone, and so is one quotation with two
 * speakers, whoever else has it in the next. Asked once for each, in order.
 */
export function differencesOnce(): (difference: Difference) => boolean {
  const shown = new Map<string, Set<Difference['about']>>();
  const key = ({ articleId, block, offset }: Quote) => `${articleId}/${block}/${offset}`;
  return ({ about, quotes, others }) => {
    if (quotes.every((quote) => shown.has(key(quote)))) return false;
    if (about === 'attribution' && quotes.some((quote) => shown.get(key(quote))?.has(about) === true))
      return false;
    for (const quote of [...quotes, ...(others ?? []).flat()]) {
      const abouts = shown.get(key(quote)) ?? new Set();
      shown.set(key(quote), abouts.add(about));
    }
    return true;
  };
}
