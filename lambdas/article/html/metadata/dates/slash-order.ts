import { orderOf } from '../../../metadata/date-order.ts';

export type SlashOrder = 'day-first' | 'month-first' | null;

/** In which order a page writes days with slashes: as its other days show, or as is the custom of the country that it declares. */
export function slashOrder(lines: readonly string[], locale: string): SlashOrder {
  return orderOf(lines) ?? (locale === 'en-us' ? 'month-first' : null);
}

/** "3/4/2025" and "03/04/2025 7:38 PM": browsers and servers write English days so for America, and with noughts for other countries. */
export function looksAmerican(line: string, locale: string): boolean {
  return (
    /^(?:en|$)/.test(locale) &&
    (/(?<![\d/])(?:[1-9]\/\d{1,2}|\d{1,2}\/[1-9])\/\d{4}/.test(line) || /\d\s?[ap]\.?m\b/i.test(line))
  );
}
