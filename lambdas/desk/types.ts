import type { Decided, EditRecord } from '../edits/types.ts';
import type { Article, Edition, Receipt } from '../types.ts';

/** The coming edition as it stands: `preview.json` of the archive. */
export interface Preview {
  /** ISO instants: when it was made, and the cut-off that it was made for. */
  readonly made: string;
  readonly slot: string;
  /** Of what it was made; while this is the same, nothing has changed. */
  readonly of: string;
  /** From this closeness an article is on the topic. */
  readonly threshold: number;
  readonly edition: Edition;
}

/** An upload as the desk shows it. */
export interface Arrival {
  readonly receipt: Receipt;
  readonly decided: Decided | null;
  /** Whether the file still stands in the inbox. */
  readonly isThere: boolean;
}

/** All that is known of one file. */
export interface FileRecord {
  readonly key: string;
  readonly receipts: readonly Receipt[];
  /** What stands there now, as it was read; null when it is no article or gone. */
  readonly article: Article | null;
  /** Every act about it, in no order. */
  readonly acts: readonly EditRecord[];
  readonly isThere: boolean;
}
