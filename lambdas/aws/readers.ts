import type { Reader, ReaderState } from '../types.ts';
import { type Row, type Table, text } from './table.ts';

/** The sparse index `active` is spread over this many partitions; only readers who get mail stand in it. */
const ACTIVE_PARTITIONS = 16;

const STATES: readonly ReaderState[] = ['pending', 'confirmed', 'left', 'bounced', 'complained', 'erased'];

export interface Readers {
  readonly get: (id: string) => Promise<Reader | undefined>;
  readonly put: (reader: Reader) => Promise<void>;
  /** Marks a reader as gone; nothing happens when there is no such reader or he left before. */
  readonly leave: (id: string, at: string) => Promise<void>;
  /**
   * Because of a mail event of `at`: no more mail until he confirms anew. Nothing happens when he confirmed after `at`, left, or
   * is unknown; a complaint stands above a bounce, and of two events of one kind the earlier counts. True when it changed his row.
   */
  readonly suppress: (id: string, state: 'bounced' | 'complained', at: string) => Promise<boolean>;
  /** Ids and languages of everyone who gets mail and was confirmed before `instant`. */
  readonly confirmedBefore: (instant: string) => Promise<readonly string[]>;
}

/** The readers' rows: the only place where an address is kept. */
export function readers(table: Table): Readers {
  return {
    get: async (id) => {
      const row = await table.get(keyOf(id));
      return row && fromRow(row);
    },
    put: async (reader) => {
      await table.put(toRow(reader));
    },
    leave: async (id, at) => {
      await table.update(keyOf(id), 'SET #state = :left, leftAt = :at REMOVE active', {
        expression: 'attribute_exists(pk) AND #state = :confirmed',
        names: { '#state': 'state' },
        values: { ':left': 'left', ':confirmed': 'confirmed', ':at': at },
      });
    },
    suppress: (id, state, at) => {
      const worse = state === 'complained' ? ' OR #state = :bounced' : '';
      return table.update(keyOf(id), 'SET #state = :state, suppressedAt = :at REMOVE active', {
        expression: `attribute_exists(pk) AND (attribute_not_exists(confirmedAt) OR confirmedAt < :at) AND (#state IN (:confirmed, :pending)${worse} OR (#state = :state AND suppressedAt > :at))`,
        names: { '#state': 'state' },
        values: {
          ':state': state,
          ':at': at,
          ':confirmed': 'confirmed',
          ':pending': 'pending',
          ...(worse === '' ? {} : { ':bounced': 'bounced' }),
        },
      });
    },
    confirmedBefore: async (instant) => {
      const partitions = await Promise.all(
        Array.from({ length: ACTIVE_PARTITIONS }, (_, at) =>
          table.query({ index: 'active', partition: ['active', `active#${at}`] }),
        ),
      );
      return partitions
        .flat()
        .filter((row) => text(row, 'confirmedAt') < instant)
        .map((row) => text(row, 'id'));
    },
  };
}

function keyOf(id: string) {
  return { pk: `reader#${id}`, sk: 'reader' };
}

function toRow(reader: Reader): Row {
  const partition = Buffer.from(reader.id, 'base64url').readUInt8(0) % ACTIVE_PARTITIONS;
  return {
    ...keyOf(reader.id),
    ...reader,
    ...(reader.state === 'confirmed' ? { active: `active#${partition}` } : {}),
  };
}

function fromRow(row: Row): Reader {
  const { leftAt, suppressedAt } = row;
  return {
    id: text(row, 'id'),
    address: text(row, 'address'),
    language: text(row, 'language'),
    state: STATES.find((state) => state === row.state) ?? 'left',
    confirmedAt: text(row, 'confirmedAt'),
    ...(typeof leftAt === 'string' ? { leftAt } : {}),
    ...(typeof suppressedAt === 'string' ? { suppressedAt } : {}),
  };
}
