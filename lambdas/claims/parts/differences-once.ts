import type { Difference, Quote } from '../../types.ts';
import { numbersApart } from '../numbers/quantities.ts';

/**
 * Whether a difference is new to the edition: one between two stories is told in the first of them alone, and so is one of the same two
 * numbers in other sentences. Asked once for each, in order.
 */
export function differencesOnce(): (difference: Difference) => boolean {
  const shown = new Set<string>();
  const key = ({ articleId, block, offset }: Quote) => `${articleId}/${block}/${offset}`;
  return (difference) => {
    const { quotes, others } = difference;
    const numbers = numberPairsOf(difference);
    if (quotes.every((quote) => shown.has(key(quote))) || numbers.some((pair) => shown.has(pair)))
      return false;
    for (const quote of [...quotes, ...(others ?? []).flat()]) shown.add(key(quote));
    for (const pair of numbers) shown.add(pair);
    return true;
  };
}

/** A number of one side that the other lacks, with one of the other side that this one lacks. */
function numberPairsOf({ about, quotes: [one, other] }: Difference): readonly string[] {
  if (about !== 'number' || one === undefined || other === undefined) return [];
  const [own, its] = numbersApart(one, other);
  return own.flatMap((a) => its.map((b) => `${Math.min(a, b)} or ${Math.max(a, b)}`));
}
