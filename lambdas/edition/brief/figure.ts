import { currenciesOf, currenciesOfSign, signBefore } from '../../claims/numbers/currencies.ts';
import { numberKind } from '../../claims/numbers/number-kinds.ts';
import { type Quantity, quantitiesOf } from '../../claims/numbers/quantities.ts';
import { isBetween, isShareBetween } from '../../claims/numbers/units.ts';
import type { Difference, Quote } from '../../types.ts';
import { cleanLine } from '../view/clean.ts';

/** Characters of a figure that half a telephone has room for: "50,000 tonnes". */
const LONGEST_FIGURE = 15;
/** Letters around a number in which its sign or "per cent" stands, and words that the latter has. */
const [BEFORE, BEHIND, SHARE_WORDS] = [8, 24, 2];
/** What is counted stands right behind the number. */
const COUNTED = /^[-\s]?((?:[dD]['’])?[\p{L}\p{M}%°$€£][\p{L}\p{M}\p{N}-]*)/u;

export interface Figure {
  /** Cut verbatim out of its quote: a number with what it counts ("Six Su-57"). */
  readonly text: string;
  readonly value: number;
  readonly language: string | null;
  /** What it is given in (`numberKind`). */
  readonly kind: string;
  /** Of a sum of money its currency, where it can be only one. */
  readonly currency?: string;
}

/**
 * What each side of a difference says instead of the other. Null where a difference is not one of numbers, or where it is not sure which
 * numbers are meant.
 */
export function figuresOf({ about, quotes, numbers: told = [] }: Difference): readonly Figure[] | null {
  if (about !== 'number') return null;
  const read = quotes.map((quote) => ({ quote, numbers: quantitiesOf(quote.text, quote.language) }));
  const figures = read.map(({ quote, numbers }, at) => {
    const others = read.filter((_side, other) => other !== at).flatMap((side) => side.numbers);
    const isOwn = ({ value }: Quantity) =>
      told[at] === undefined ? !others.some((other) => other.value === value) : value === told[at];
    const own = numbers.filter(isOwn);
    const [only] = own;
    return own.length === 1 && only !== undefined ? cutOut(quote, only) : null;
  });
  const known = figures.filter((figure) => figure !== null);
  const isEach =
    known.length === quotes.length && new Set(known.map(({ text }) => text)).size === known.length;
  return isEach ? known : null;
}

function cutOut({ text, language }: Quote, quantity: Quantity): Figure | null {
  const { start, end, value } = quantity;
  const number = cleanLine(text.slice(start, end));
  const [from, to] = boundsOfFigure(text, language, quantity);
  const counted = cleanLine(text.slice(from, to));
  const cut = counted.length <= LONGEST_FIGURE ? counted : number;
  if (cut.length > LONGEST_FIGURE) return null;
  const [currency, ...others] = currenciesOf(text, language, quantity) ?? [];
  const isOne = currency !== undefined && others.length === 0;
  const kind = numberKind(text, language, quantity);
  return { text: cut, value, language, kind, ...(isOne ? { currency } : {}) };
}

/** A number with what it is given in: "€420m", "45 per cent", "17 coaches"; a small word behind it is none. */
function boundsOfFigure(
  text: string,
  language: string | null,
  { start, end }: Quantity,
): readonly [start: number, end: number] {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const sign = signBefore(before);
  if (currenciesOfSign(sign) !== undefined) return [start - before.length + before.lastIndexOf(sign), end];
  const ends = wordEnds(text, end).slice(0, SHARE_WORDS);
  const share = [end, ...ends].find((to) => isShareBetween(before, text.slice(end, to), language));
  const left = /\S+\s?$/u.exec(before)?.[0] ?? '';
  if (share === end) return [start - left.length, end];
  if (share !== undefined) return [start, share];
  const word = COUNTED.exec(text.slice(end));
  const isSmall = isBetween({ word: word?.[1] ?? '', language });
  return [start, isSmall ? end : end + (word?.[0].length ?? 0)];
}

/** Where the words and signs right behind a place end. */
function wordEnds(text: string, from: number): readonly number[] {
  return [...text.slice(from, from + BEHIND).matchAll(/[\p{L}\p{M}]+|[%٪]/gu)].map(
    ({ 0: word, index }) => from + index + word.length,
  );
}
