import type { PreferenceChange } from '../../../mail-types.ts';
import { type Table, text } from '../../table.ts';

export interface PreferenceChanges {
  /** Keeps the preferences before a change, so that it can be undone. False when the reader was mailed about another change within a day. `at`: epoch ms. */
  readonly note: (id: string, before: Omit<PreferenceChange, 'at'>, at: number) => Promise<boolean>;
  /** The preferences before the change that was mailed at `at`, if they are still kept. */
  readonly before: (id: string, at: number) => Promise<PreferenceChange | undefined>;
  /** The mail did not go out, so the next change is mailed. */
  readonly untold: (id: string) => Promise<void>;
  readonly all: (id: string) => Promise<readonly PreferenceChange[]>;
  readonly forget: (id: string) => Promise<void>;
}

const DAY_MS = 86_400_000;
/** A day more than the link that undoes it works. */
const KEEP_SECONDS = 8 * 86_400;

/** Readers' preferences before the changes that they were mailed about. */
export function preferenceChanges(table: Table): PreferenceChanges {
  const partition = (id: string) => `reader#${id}`;
  const noticeKey = (id: string) => ({ pk: partition(id), sk: 'told' });
  const keyOf = (id: string, at: number) => ({
    pk: partition(id),
    sk: `change#${new Date(at).toISOString()}`,
  });
  const rows = (id: string) =>
    table.query({ partition: ['pk', partition(id)], between: ['sk', 'change#', 'change#~'] });
  return {
    note: async (id, before, at) => {
      const ttl = Math.floor(at / 1000) + KEEP_SECONDS;
      const isFirst = await table.put(
        { ...noticeKey(id), at, ttl },
        {
          expression: 'attribute_not_exists(pk) OR #at <= :dayAgo',
          names: { '#at': 'at' },
          values: { ':dayAgo': at - DAY_MS },
        },
      );
      if (isFirst) await table.put({ ...keyOf(id, at), ...before, ttl });
      return isFirst;
    },
    before: async (id, at) => {
      const row = await table.get(keyOf(id, at));
      return row && change(row);
    },
    untold: (id) => table.remove(noticeKey(id)),
    all: async (id) => (await rows(id)).map(change),
    forget: async (id) => {
      for (const { sk } of await rows(id)) await table.remove({ pk: partition(id), sk: String(sk) });
      await table.remove(noticeKey(id));
    },
  };
}

const change = (row: Parameters<typeof text>[0]): PreferenceChange => ({
  at: text(row, 'sk').slice('change#'.length),
  language: text(row, 'language'),
  pausedUntil: text(row, 'pausedUntil'),
  ...(row.depth === 'full' ? { depth: 'full' } : {}),
});
