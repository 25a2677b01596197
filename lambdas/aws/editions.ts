import { type Table, text } from './table.ts';

export interface EditionRow {
  readonly id: string;
  readonly slot: string;
}

export interface Editions {
  /** The edition of the latest slot before this one. */
  readonly previous: (slot: string) => Promise<EditionRow | undefined>;
  /** Editions of slots since this instant (ISO). */
  readonly since: (slot: string) => Promise<readonly EditionRow[]>;
  /** `line` is what a list of editions tells of this one; a later one takes its place. */
  readonly register: (edition: EditionRow, line: string) => Promise<void>;
  /** Every edition's line, by slot. */
  readonly calendar: () => Promise<readonly string[]>;
  /** Editions whose sends may not all be final: what reconciliation looks at. */
  readonly open: () => Promise<readonly (EditionRow & { readonly isFrozen: boolean })[]>;
  /** Before the first shard is written. Says nothing new about an edition that got further. */
  readonly freezing: (edition: EditionRow) => Promise<void>;
  /** After the last shard is written. */
  readonly frozen: (id: string) => Promise<void>;
  /** When every send is final. An edition whose freeze is unfinished stays open: more shards will come. */
  readonly close: (id: string) => Promise<void>;
}

/** Editions in the order of their slots. */
export function editions(table: Table): Editions {
  const advance = async (id: string, from: string, to: string) => {
    await table.update({ pk: 'deliveries', sk: id }, 'SET #state = :to', {
      expression: '#state = :from',
      names: { '#state': 'state' },
      values: { ':from': from, ':to': to },
    });
  };
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
    register: async ({ id, slot }, line) => {
      await table.put({ pk: 'editions', sk: slot, id, slot, line });
    },
    calendar: async () => {
      const rows = await table.query({ partition: ['pk', 'editions'] });
      return rows.map((found) => text(found, 'line'));
    },
    since: async (slot) => {
      const rows = await table.query({ partition: ['pk', 'editions'], between: ['sk', slot, '9999'] });
      return rows.map((found) => ({ id: text(found, 'id'), slot: text(found, 'slot') }));
    },
    open: async () => {
      const rows = await table.query({ partition: ['pk', 'deliveries'] });
      return rows
        .filter((found) => found.state !== 'closed')
        .map((found) => ({
          id: text(found, 'sk'),
          slot: text(found, 'slot'),
          isFrozen: found.state === 'frozen',
        }));
    },
    freezing: async (edition) => {
      await table.put(
        { pk: 'deliveries', sk: edition.id, slot: edition.slot, state: 'freezing' },
        { expression: 'attribute_not_exists(pk)' },
      );
    },
    frozen: (id) => advance(id, 'freezing', 'frozen'),
    close: (id) => advance(id, 'frozen', 'closed'),
  };
}
