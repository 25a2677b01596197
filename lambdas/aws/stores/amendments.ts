import { type Table, text } from '../table.ts';

/** Corrections and take-downs that were decided and do not stand on the pages yet. */
export interface Amendments {
  /** `name` and `entry` (JSON) as the archive has them. Safe to repeat. */
  readonly note: (name: string, entry: string) => Promise<void>;
  /** The entries, the oldest first. */
  readonly open: () => Promise<readonly { readonly name: string; readonly entry: string }[]>;
  readonly done: (name: string) => Promise<void>;
}

export function amendments(table: Table): Amendments {
  const keyOf = (name: string) => ({ pk: 'amendments', sk: name });
  return {
    note: async (name, entry) => {
      await table.put({ ...keyOf(name), entry });
    },
    open: async () => {
      const rows = await table.query({ partition: ['pk', 'amendments'] });
      return rows.map((row) => ({ name: text(row, 'sk'), entry: text(row, 'entry') }));
    },
    done: (name) => table.remove(keyOf(name)),
  };
}
