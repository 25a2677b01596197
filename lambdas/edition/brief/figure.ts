import { type Quantity, quantitiesOf } from '../../claims/numbers/quantities.ts';
import type { Difference, Quote } from '../../types.ts';
import { cleanLine } from '../view/clean.ts';

/** Characters of a figure that half a telephone has room for: "50,000 tonnes". */
const LONGEST_FIGURE = 15;
/** What is counted stands right behind the number. */
const COUNTED = /^[-\s]?([\p{L}\p{M}%°$€£][\p{L}\p{M}\p{N}-]*)/u;

export interface Figure {
  /** Cut verbatim out of its quote: a number with what it counts ("Six Su-57"). */
  readonly text: string;
  readonly value: number;
  readonly language: string | null;
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

function cutOut({ text, language }: Quote, { start, end, value }: Quantity): Figure | null {
  const number = cleanLine(text.slice(start, end));
  const counted = cleanLine(text.slice(start, end + (COUNTED.exec(text.slice(end))?.[0].length ?? 0)));
  const cut = counted.length <= LONGEST_FIGURE ? counted : number;
  return cut.length <= LONGEST_FIGURE ? { text: cut, value, language } : null;
}
