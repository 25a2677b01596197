import * as v from 'valibot';
import type { Quantity } from './usage.ts';

const Price = v.object({
  usd: v.number(),
  per: v.number(),
  unit: v.string(),
  source: v.pipe(v.string(), v.url()),
  asOf: v.pipe(v.string(), v.isoDate()),
  seen: v.string(),
});

/** A list of prices, as it stands in `prices.json`. */
export const PriceList = v.object({
  region: v.string(),
  currency: v.string(),
  note: v.string(),
  prices: v.record(v.string(), Price),
});
export type Prices = v.InferOutput<typeof PriceList>;

export interface BillLine extends Quantity {
  readonly service: string;
  readonly unit: string;
  readonly usd: number;
}

/** Quantities times prices, the dearest service first. Throws for a quantity without a price: it would be left out in silence. */
export function billOf(quantities: readonly Quantity[], { prices }: Prices): readonly BillLine[] {
  const lines = quantities.map((quantity): BillLine => {
    const price = prices[quantity.price];
    if (price === undefined) throw new Error(`There is no price of ${quantity.price}.`);
    const service = quantity.price.split('.')[0] ?? quantity.price;
    return { ...quantity, service, unit: price.unit, usd: (quantity.amount / price.per) * price.usd };
  });
  const sums = new Map<string, number>();
  for (const { service, usd } of lines) sums.set(service, (sums.get(service) ?? 0) + usd);
  return lines.toSorted((a, b) => (sums.get(b.service) ?? 0) - (sums.get(a.service) ?? 0) || b.usd - a.usd);
}

export const totalOf = (lines: readonly BillLine[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);

/** A table for a terminal: one line for each service, those that make it up below. */
export function printed(lines: readonly BillLine[], { currency }: Pick<Prices, 'currency'>): string {
  const services = [...new Set(lines.map(({ service }) => service))];
  const money = (usd: number) => usd.toFixed(2).padStart(12);
  const rows = services.flatMap((service) => {
    const mine = lines.filter((line) => line.service === service);
    return [
      `${service.padEnd(12)}${money(totalOf(mine))}`,
      ...mine.map(
        ({ amount, unit, of, usd }) => `  ${''.padEnd(10)}${money(usd)}  ${rounded(amount)} ${unit}: ${of}`,
      ),
    ];
  });
  return [...rows, '', `${'a month'.padEnd(12)}${money(totalOf(lines))} ${currency}`].join('\n');
}

const rounded = (amount: number) =>
  amount >= 100 ? Math.round(amount).toLocaleString('en') : String(Number(amount.toPrecision(2)));
