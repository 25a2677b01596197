import type { Bucket } from '../aws/archive.ts';
import type { Articles } from '../aws/stores/articles/articles.ts';
import type { Edits } from '../aws/stores/articles/edits.ts';
import type { ReceiptIndex } from '../aws/stores/articles/receipt-index.ts';
import type { Withdrawals } from '../aws/stores/articles/withdrawals.ts';
import type { Settings } from '../types.ts';

/** What intake works on; tests hand in their own. */
export interface IntakeServices {
  readonly inbox: Bucket;
  readonly archive: Bucket;
  readonly index: Articles;
  /** After this many receives the queue gives a message up. */
  readonly lastReceive: number;
  readonly edits: Edits;
  /** Where receipts are found. */
  readonly latest: ReceiptIndex;
  /** Where removals are noted: what is public may have to go. */
  readonly withdrawals?: Pick<Withdrawals, 'note'>;
  /** How far back the first look for copies goes. */
  readonly windowHours: number;
  /** Decides between day and month where a date leaves that open. */
  readonly coverage?: Settings['coverage'];
}
