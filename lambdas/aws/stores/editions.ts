import type { Delivery } from '../../mail-types.ts';
import { type Row, type Table, text } from '../table.ts';

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
  /** The line of the edition of this very slot. */
  readonly line: (slot: string) => Promise<string | undefined>;
  /** Lines of the newest editions of slots before this instant (absent: of all), the newest first. */
  readonly newestLines: (most: number, before?: string) => Promise<readonly string[]>;
  /** Lines of the first editions of slots after this instant, the oldest first. */
  readonly linesAfter: (slot: string, most: number) => Promise<readonly string[]>;
  /** Every edition that was ever on its way, the oldest first. */
  readonly deliveries: () => Promise<readonly Delivery[]>;
  /** Events came in at `now` (epoch ms). Writes once a minute at most. */
  readonly heard: (id: string, now: number) => Promise<void>;
  readonly reported: (id: string, at: string) => Promise<void>;
  /** Whether anything of it was ever to be mailed. */
  readonly isOnItsWay: (id: string) => Promise<boolean>;
  /** Before the first shard is written. Says nothing new about an edition that got further. */
  readonly freezing: (edition: EditionRow) => Promise<void>;
  /** After the last shard is written. */
  readonly frozen: (id: string) => Promise<void>;
  /** When every send is final. An edition whose freeze is unfinished stays open: more shards will come. */
  readonly close: (id: string) => Promise<void>;
  /** When something is to be sent again after all. */
  readonly reopen: (id: string) => Promise<void>;
}

/** The minutes already written, by edition: thousands of events of one minute would write the same. */
const lastWritten = new Map<string, string>();

function delivery(row: Row): Delivery {
  const { state, heard, reported } = row;
  return {
    id: text(row, 'sk'),
    slot: text(row, 'slot'),
    state: state === 'frozen' || state === 'closed' ? state : 'freezing',
    ...(typeof heard === 'string' ? { heard } : {}),
    ...(typeof reported === 'string' ? { reported } : {}),
  };
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
    line: async (slot) => {
      const [found] = await table.query({ partition: ['pk', 'editions'], between: ['sk', slot, slot] });
      return found && text(found, 'line');
    },
    newestLines: async (most, before) => {
      const rows = await table.query({
        partition: ['pk', 'editions'],
        ...(before === undefined ? {} : { before: ['sk', before] as const }),
        limit: most,
        newestFirst: true,
      });
      return rows.slice(0, most).map((found) => text(found, 'line'));
    },
    linesAfter: async (slot, most) => {
      const between = ['sk', `${slot}!`, '9999'] as const;
      const rows = await table.query({ partition: ['pk', 'editions'], between, limit: most });
      return rows.slice(0, most).map((found) => text(found, 'line'));
    },
    since: async (slot) => {
      const rows = await table.query({ partition: ['pk', 'editions'], between: ['sk', slot, '9999'] });
      return rows.map((found) => ({ id: text(found, 'id'), slot: text(found, 'slot') }));
    },
    deliveries: async () => {
      const rows = await table.query({ partition: ['pk', 'deliveries'] });
      return rows.map(delivery).toSorted((a, b) => (a.slot < b.slot ? -1 : 1));
    },
    heard: async (id, now) => {
      const minute = new Date(Math.floor(now / 60_000) * 60_000).toISOString();
      if (lastWritten.get(id) === minute) return;
      await table.update({ pk: 'deliveries', sk: id }, 'SET heard = :minute', {
        expression: 'attribute_exists(pk) AND (attribute_not_exists(heard) OR heard < :minute)',
        values: { ':minute': minute },
      });
      lastWritten.set(id, minute);
    },
    reported: async (id, at) => {
      await table.update({ pk: 'deliveries', sk: id }, 'SET reported = :at', {
        expression: 'attribute_exists(pk)',
        values: { ':at': at },
      });
    },
    isOnItsWay: async (id) => (await table.get({ pk: 'deliveries', sk: id })) !== undefined,
    freezing: async (edition) => {
      await table.put(
        { pk: 'deliveries', sk: edition.id, slot: edition.slot, state: 'freezing' },
        { expression: 'attribute_not_exists(pk)' },
      );
    },
    frozen: (id) => advance(id, 'freezing', 'frozen'),
    close: (id) => advance(id, 'frozen', 'closed'),
    reopen: (id) => advance(id, 'closed', 'frozen'),
  };
}
