import type { Receipt } from '../../receipt-types.ts';
import { type Table, text } from '../table.ts';
import { RECEIPT_DAY } from './articles/receipt-index.ts';
import { ACTIVE_PARTITIONS } from './readers/readers.ts';

/** After `from`, up to `to`: ISO instants. */
interface Period {
  readonly from: string;
  readonly to: string;
}

const isIn = (instant: string, { from, to }: Period) => instant > from && instant <= to;

/** Receipts of files received within the period, by outcome; page by page, so that a large day is not held at once. */
export async function countReceipts(
  table: Table,
  period: Period,
): Promise<Readonly<Record<Receipt['outcome'], number>>> {
  const counts = { accepted: 0, refused: 0, quarantined: 0, failed: 0 };
  for (const day of daysOf(period)) {
    for await (const page of table.pages({ index: 'window', partition: ['day', `${RECEIPT_DAY}${day}`] }))
      for (const row of page) {
        if (!isIn(text(row, 'received'), period)) continue;
        const { outcome }: Receipt = JSON.parse(text(row, 'json'));
        counts[outcome] += 1;
      }
  }
  return counts;
}

/** The days (UTC) that a period touches. */
function daysOf({ from, to }: Period): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(from.slice(0, 10)); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** How many get mail, and how many of them were confirmed within the period. The index that is read holds no address. */
export async function countReaders(
  table: Table,
  period: Period,
): Promise<{ readonly now: number; readonly joined: number }> {
  const partitions = Array.from({ length: ACTIVE_PARTITIONS }, async (_, at) => {
    const counts = { now: 0, joined: 0 };
    for await (const page of table.pages({ index: 'active', partition: ['active', `active#${at}`] })) {
      counts.now += page.length;
      counts.joined += page.filter((row) => isIn(text(row, 'confirmedAt'), period)).length;
    }
    return counts;
  });
  const all = await Promise.all(partitions);
  return {
    now: all.reduce((sum, one) => sum + one.now, 0),
    joined: all.reduce((sum, one) => sum + one.joined, 0),
  };
}
