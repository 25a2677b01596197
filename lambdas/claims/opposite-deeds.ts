import type { Opposite } from './opposites.ts';
import type { Pair } from './pair.ts';

/**
 * Whether one sentence has a deed where the other has its opposite ("flew into the city", "flew out of it"): each has one side
 * of a pair alone, and the two words answer to each other. Too little for a conflict, too much for agreement.
 */
export function hasOppositeDeed({ a, b, alignment }: Pair): boolean {
  return a.reading.opposites.some((one) =>
    b.reading.opposites.some(
      (other) =>
        one.pair === other.pair &&
        one.side !== other.side &&
        !has(b.reading.opposites, one) &&
        !has(a.reading.opposites, other) &&
        (alignment.a.to[one.at] === other.at || alignment.b.to[other.at] === one.at),
    ),
  );
}

function has(list: readonly Opposite[], { pair, side }: Opposite): boolean {
  return list.some((one) => one.pair === pair && one.side === side);
}
