import { type Table, text } from '../../table.ts';

/** A file that was taken out of the inbox, and that may have to go from the public pages. */
export interface Withdrawal {
  readonly articleId: string;
  readonly key: string;
  /** Padded, see `object-changes.ts`. */
  readonly sequencer: string;
  /** ISO instant of the removal. */
  readonly at: string;
  /** Ids of the editions that quote it; absent until editors were asked about it. */
  readonly editions?: readonly string[];
}

export interface Withdrawals {
  /** Safe to repeat. */
  readonly note: (withdrawal: Withdrawal) => Promise<void>;
  /** Those that nobody has dealt with. */
  readonly open: () => Promise<readonly Withdrawal[]>;
  /** The instant at which the take-down was decided. The first call sets it; later calls return the same instant. */
  readonly decidedAt: (withdrawal: Withdrawal, now: string) => Promise<string>;
  /** Editors were asked what is to become of what these editions quote. */
  readonly asked: (withdrawal: Withdrawal, editions: readonly string[]) => Promise<void>;
  readonly done: (withdrawal: Withdrawal) => Promise<void>;
}

/** One row for each removal: to remove a file, to upload it again and to remove it once more are two withdrawals. */
export function withdrawals(table: Table): Withdrawals {
  const keyOf = ({ articleId, sequencer }: Withdrawal) => ({
    pk: 'withdrawals',
    sk: `${articleId}#${sequencer}`,
  });
  return {
    note: async ({ articleId, key, sequencer, at }) => {
      const row = { articleId, key, sequencer, at };
      await table.put({ ...keyOf(row), ...row }, { expression: 'attribute_not_exists(pk)' });
    },
    open: async () => {
      const rows = await table.query({ partition: ['pk', 'withdrawals'] });
      return rows.map((row) => ({
        articleId: text(row, 'articleId'),
        key: text(row, 'key'),
        sequencer: text(row, 'sequencer'),
        at: text(row, 'at'),
        ...(typeof row.editions === 'string' ? { editions: row.editions.split(' ') } : {}),
      }));
    },
    decidedAt: async (withdrawal, now) => {
      const isFirst = await table.update(keyOf(withdrawal), 'SET decided = :now', {
        expression: 'attribute_exists(pk) AND attribute_not_exists(decided)',
        values: { ':now': now },
      });
      if (isFirst) return now;
      const { pk, sk } = keyOf(withdrawal);
      const [row] = await table.query({ partition: ['pk', pk], between: ['sk', sk, sk] });
      // Another run has dealt with it meanwhile: what it wrote is written, and this run finds it in the overlay.
      return row === undefined ? now : text(row, 'decided');
    },
    asked: async (withdrawal, editions) => {
      await table.update(keyOf(withdrawal), 'SET editions = :editions', {
        expression: 'attribute_exists(pk)',
        values: { ':editions': editions.join(' ') },
      });
    },
    done: (withdrawal) => table.remove(keyOf(withdrawal)),
  };
}
