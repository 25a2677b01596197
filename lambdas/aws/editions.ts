import { type Table, text } from './table.ts';

export interface EditionRow {
  readonly id: string;
  readonly slot: string;
}

export interface Editions {
  /** The edition of the latest slot before this one. */
  readonly previous: (slot: string) => Promise<EditionRow | undefined>;
  readonly register: (edition: EditionRow) => Promise<void>;
  /** Editions whose sends may not all be final: what reconciliation looks at. */
  readonly open: () => Promise<readonly EditionRow[]>;
  readonly markOpen: (edition: EditionRow) => Promise<void>;
  readonly close: (id: string) => Promise<void>;
}

/** Editions in the order of their slots. */
export function editions(table: Table): Editions {
  const row = (edition: EditionRow) => ({
    pk: 'editions',
    sk: edition.slot,
    id: edition.id,
    slot: edition.slot,
  });
  return {
    previous: async (slot) => {
      const [found] = await table.query({
        partition: ['pk', 'editions'],
        before: ['sk', slot],
        limit: 1,
        newestFirst: true,
      });
      return found && { id: text(found, 'id'), slot: text(found, 'slot') };
    },
    register: async (edition) => {
      await table.put(row(edition));
    },
    open: async () => {
      const rows = await table.query({ partition: ['pk', 'deliveries'] });
      return rows
        .filter((found) => found.state === 'open')
        .map((found) => ({ id: text(found, 'sk'), slot: text(found, 'slot') }));
    },
    // A second run of compose must not open again what has been delivered: only the first mark counts.
    markOpen: async (edition) => {
      await table.put(
        { pk: 'deliveries', sk: edition.id, slot: edition.slot, state: 'open' },
        { expression: 'attribute_not_exists(pk)' },
      );
    },
    close: async (id) => {
      await table.update({ pk: 'deliveries', sk: id }, 'SET #state = :closed', {
        expression: 'attribute_exists(pk)',
        names: { '#state': 'state' },
        values: { ':closed': 'closed' },
      });
    },
  };
}
