import type { Receipt } from '../../../types.ts';
import { type Table, text } from '../../table.ts';

export interface ReceiptIndex {
  /** Lets a receipt be found by its day and by its file. Safe to repeat, in any order. */
  readonly note: (receipt: Receipt) => Promise<void>;
  /** Receipts of these days (`YYYY-MM-DD`), newest first, at most so many. */
  readonly newest: (days: readonly string[], most: number) => Promise<readonly Receipt[]>;
  /** The latest receipt of each of these files; files without one are left out. */
  readonly latest: (articleIds: readonly string[]) => Promise<ReadonlyMap<string, Receipt>>;
  /** All receipts of one file, newest first. */
  readonly of: (articleId: string) => Promise<readonly Receipt[]>;
}

/** In the index by day, apart from the articles' own rows. */
export const RECEIPT_DAY = 'receipts ';
const LATEST = 'latest';
/** Asked side by side before all others: today, and the day that has begun east of here. What they have fills a page on most days. */
const FIRST_DAYS = 2;

/** Where receipts are found: a row for each, with the receipt itself, and for each file one that the newest upload holds. */
export function receiptIndex(table: Table): ReceiptIndex {
  return {
    note: async (receipt) => {
      const { articleId, sequencer, received } = receipt;
      const pk = `receipt#${articleId}`;
      const json = JSON.stringify(receipt);
      const day = `${RECEIPT_DAY}${received.slice(0, 10)}`;
      await table.put({ pk, sk: `of#${sequencer}`, json, day, received });
      await table.put(
        { pk, sk: LATEST, json, sequencer },
        {
          expression: 'attribute_not_exists(pk) OR sequencer <= :sequencer',
          values: { ':sequencer': sequencer },
        },
      );
    },
    newest: async (days, most) => {
      const all = days.toSorted().toReversed();
      const found: Receipt[] = [];
      for (const some of [all.slice(0, FIRST_DAYS), all.slice(FIRST_DAYS)]) {
        const limit = most - found.length;
        if (limit <= 0) break;
        const asked = some.map((day) =>
          table.query({
            index: 'window',
            partition: ['day', `${RECEIPT_DAY}${day}`],
            newestFirst: true,
            limit,
          }),
        );
        found.push(...(await Promise.all(asked)).flat().map(receiptIn));
      }
      return found.slice(0, most);
    },
    latest: async (articleIds) => {
      const ids = [...new Set(articleIds)];
      const rows = await table.getMany(ids.map((id) => ({ pk: `receipt#${id}`, sk: LATEST })));
      return new Map(rows.map(receiptIn).map((receipt) => [receipt.articleId, receipt] as const));
    },
    of: async (articleId) => {
      const rows = await table.query({ partition: ['pk', `receipt#${articleId}`], newestFirst: true });
      return rows.filter((row) => row.sk !== LATEST).map(receiptIn);
    },
  };
}

function receiptIn(row: Parameters<typeof text>[0]): Receipt {
  return JSON.parse(text(row, 'json'));
}
