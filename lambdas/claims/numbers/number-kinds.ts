import { currenciesOf, wordsBehind } from './currencies.ts';
import type { Quantity } from './quantities.ts';
import { firstUnit, isOfTime, isShareBetween } from './units.ts';

/** Letters around a number in which "per cent" stands. */
const [BEFORE, BEHIND] = [12, 28];
/** Neither a share, a sum nor a time: so many of something. */
export const BARE = 'count';

/**
 * What a number is given in: `percent`, `money`, a unit of time as CLDR names it, or `count`. Thirty per cent, thirty hours and thirty
 * people are three numbers.
 */
export function numberKind(
  text: string,
  language: string | null,
  quantity: Pick<Quantity, 'start' | 'end'>,
): string {
  const { start, end } = quantity;
  if (isShareBetween(text.slice(Math.max(0, start - BEFORE), start), text.slice(end, end + BEHIND), language))
    return 'percent';
  const unit = firstUnit(wordsBehind(text, end).map((word) => ({ word, language })));
  if (unit !== undefined && isOfTime(unit)) return unit;
  return currenciesOf(text, language, quantity) === undefined ? BARE : 'money';
}
