import type { Difference, Quote } from '../../types.ts';

/** Whether a difference is new to the edition: one between two stories is told in the first of them alone. Asked once for each, in order. */
export function differencesOnce(): (difference: Difference) => boolean {
  const shown = new Set<string>();
  const key = ({ articleId, block, offset }: Quote) => `${articleId}/${block}/${offset}`;
  return ({ quotes, others }) => {
    if (quotes.every((quote) => shown.has(key(quote)))) return false;
    for (const quote of [...quotes, ...(others ?? []).flat()]) shown.add(key(quote));
    return true;
  };
}
