import type { Difference } from '../../types.ts';
import { inItsLanguage, type Quoter, type QuoteView } from '../view/quote-view.ts';
import type { Wording } from '../wording.ts';
import { figuresOf } from './figure.ts';

export interface SideView extends QuoteView {
  /** What this side says instead of the other, set large. */
  readonly figure: string | null;
}

export interface DifferenceView {
  /** "On the number". */
  readonly label: string;
  /** Side by side, two in a row. */
  readonly rows: readonly (readonly SideView[])[];
}

/** What outlets differ on: each side's sentence with who else says so, and its figure. */
export function differenceView(
  difference: Difference,
  quoter: Quoter,
  reader: { readonly language: string; readonly wording: Wording },
): DifferenceView {
  const figures = figuresOf(difference);
  const sides = difference.quotes.map((quote, at) => ({
    ...inItsLanguage(quoter.plain(quote), quote, reader),
    also: quoter.also(difference.others?.[at] ?? [], quote),
    figure: figures?.[at]?.text ?? null,
  }));
  const rows = Array.from({ length: Math.ceil(sides.length / 2) }, (_row, at) =>
    sides.slice(2 * at, 2 * at + 2),
  );
  return { label: reader.wording.about[difference.about], rows };
}
