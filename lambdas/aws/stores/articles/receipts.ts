import type { Receipt } from '../../../types.ts';
import type { Bucket } from '../../archive.ts';

export interface Receipts {
  /** Stands only until `settle` replaces it; what remains if the reader of the file dies. */
  readonly provisional: (receipt: Receipt) => Promise<void>;
  /** The receipt of an upload. The first one written stays, except that it replaces a `failed` one. Tells which one stands. */
  readonly settle: (receipt: Receipt) => Promise<Receipt>;
}

/** One receipt per upload, under `receipts/<article id>/<sequencer>.json`. */
export function receipts(archive: Bucket): Receipts {
  const keyOf = (receipt: Receipt) => `receipts/${receipt.articleId}/${receipt.sequencer}.json`;
  const write = (receipt: Receipt) => archive.putNew(keyOf(receipt), JSON.stringify(receipt), JSON_TYPE);
  return {
    provisional: async (receipt) => {
      await write(receipt);
    },
    settle: async (receipt) => {
      if (await write(receipt)) return receipt;
      const stored = await archive.get(keyOf(receipt));
      if (stored === null || stored.eTag === null) return receipt;
      const before: Receipt = JSON.parse(new TextDecoder().decode(stored.bytes));
      if (before.outcome !== 'failed') return before;
      await archive.put(keyOf(receipt), JSON.stringify(receipt), { ...JSON_TYPE, ifMatch: stored.eTag });
      return receipt;
    },
  };
}

const JSON_TYPE = { contentType: 'application/json' };
