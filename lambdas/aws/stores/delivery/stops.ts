import type { Stop } from '../../../mail-types.ts';
import { type Table, text } from '../../table.ts';

export interface Stops {
  readonly get: (edition: string) => Promise<Stop | null>;
  /** The first stop's reason stays until it is lifted. */
  readonly set: (edition: string, stop: Stop) => Promise<void>;
  readonly lift: (edition: string) => Promise<void>;
}

/** The kill switch of each edition: one row that every worker reads before each call. */
export function stops(table: Table): Stops {
  const key = (edition: string) => ({ pk: `stop#${edition}`, sk: 'stop' });
  return {
    get: async (edition) => {
      const row = await table.get(key(edition));
      if (row?.state !== 'stopped') return null;
      const by = row.by === 'account' ? 'account' : 'operator';
      return { by, reason: text(row, 'reason'), at: text(row, 'at') };
    },
    set: async (edition, stop) => {
      await table.put(
        { ...key(edition), ...stop, state: 'stopped' },
        {
          expression: 'attribute_not_exists(pk) OR #state <> :stopped',
          names: { '#state': 'state' },
          values: { ':stopped': 'stopped' },
        },
      );
    },
    lift: async (edition) => {
      await table.put({ ...key(edition), state: 'lifted' });
    },
  };
}
