import { currenciesNamed, currenciesOfSign, signBefore } from './currencies.ts';
import type { Quantity } from './quantities.ts';
import { firstUnit, isOfTime, isShareBetween } from './units.ts';

const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
/** Letters around a number in which its unit stands, and words behind it that may name one ("million US dollars"). */
const [BEFORE, BEHIND, WORDS] = [8, 36, 3];
/** Neither a share, a sum nor a time: so many of something. */
export const BARE = 'count';

/**
 * What a number is given in: `percent`, `money`, a unit of time as CLDR names it, or `count`. Thirty per cent, thirty hours
 * and thirty people are three numbers.
 */
export function numberKind(
  text: string,
  language: string | null,
  { start, end }: Pick<Quantity, 'start' | 'end'>,
): string {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const behind = text.slice(end, end + BEHIND);
  if (isShareBetween(before, behind, language)) return 'percent';
  if (/^\s?\p{Sc}/u.test(behind) || currenciesOfSign(signBefore(before)) !== undefined) return 'money';
  const clause = /^[^\p{N},;:.!?()]*/u.exec(behind)?.[0] ?? '';
  const words = [...clause.matchAll(WORD)].slice(0, WORDS).map(([word]) => word);
  const unit = firstUnit(words.map((word) => ({ word, language })));
  if (unit !== undefined && isOfTime(unit)) return unit;
  return words.some((word) => currenciesNamed(word, language) ?? currenciesOfSign(word)) ? 'money' : BARE;
}
