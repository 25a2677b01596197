import type { Table } from './table.ts';

export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Of the account's rate; the rest is left for whatever else the account sends. */
const SHARE = 0.8;

/**
 * Waits for a turn under the sending rate (mails a second) that all workers share: one conditional counter per
 * second in the table. Rates under one a second count over as many seconds as one mail needs.
 */
export function pacer(table: Table, rate: number, clock: Clock): () => Promise<void> {
  const allowed = rate * SHARE;
  const seconds = allowed >= 1 ? 1 : Math.ceil(1 / allowed);
  const limit = Math.max(1, Math.floor(allowed * seconds));
  return async () => {
    for (;;) {
      const bucket = Math.floor(clock.now() / 1000 / seconds);
      const free = await table.update(
        { pk: `pace#${bucket}`, sk: 'pace' },
        'SET used = if_not_exists(used, :zero) + :one, #ttl = :ttl',
        {
          expression: 'attribute_not_exists(used) OR used < :limit',
          names: { '#ttl': 'ttl' },
          values: { ':zero': 0, ':one': 1, ':limit': limit, ':ttl': (bucket + 1) * seconds + 3600 },
        },
      );
      if (free) return;
      await clock.pause(Math.max(1, (bucket + 1) * seconds * 1000 - clock.now()));
    }
  };
}
