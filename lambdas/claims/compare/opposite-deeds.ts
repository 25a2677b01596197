import type { Opposite } from './opposites.ts';
import type { Pair } from './pair.ts';
import { supportAround } from './support.ts';

/** Words around that tell whether both deeds are done in one place of the sentence, and how well these have to cover each other. */
const REACH = { around: 4, within: 7 };
const SAME_PLACE = 0.6;

/**
 * Whether one sentence has a deed where the other has its opposite ("flew into the city", "flew out of it"): each has one side
 * of a pair alone, and the two words answer to each other, or what stands around them does. Too little for a conflict, too much for agreement.
 */
export function hasOppositeDeed(pair: Pair): boolean {
  const { a, b, alignment } = pair;
  return a.reading.opposites.some((one) =>
    b.reading.opposites.some(
      (other) =>
        one.pair === other.pair &&
        one.side !== other.side &&
        !has(b.reading.opposites, one) &&
        !has(a.reading.opposites, other) &&
        (alignment.a.to[one.at] === other.at ||
          alignment.b.to[other.at] === one.at ||
          supportAround(pair, [one.at, other.at], REACH) >= SAME_PLACE),
    ),
  );
}

function has(list: readonly Opposite[], { pair, side }: Opposite): boolean {
  return list.some((one) => one.pair === pair && one.side === side);
}
