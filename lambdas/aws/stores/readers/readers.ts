import type { PendingSubscription, Reader, ReaderState } from '../../../types.ts';
import { number, type Row, type Table, text } from '../../table.ts';

/** The sparse index `active` is spread over this many partitions; only readers who get mail stand in it. */
export const ACTIVE_PARTITIONS = 16;

const STATES: readonly ReaderState[] = ['confirmed', 'left', 'bounced', 'complained', 'erased'];

export interface Readers {
  readonly get: (id: string) => Promise<Reader | undefined>;
  readonly put: (reader: Reader) => Promise<void>;
  /** Writes a new reader. False when the table has a row for that reader already, whatever it says. */
  readonly add: (reader: Reader) => Promise<boolean>;
  /** Turns a pending subscription into a subscription, unless the reader was confirmed or erased at or after `issuedAt` (ISO). */
  readonly confirm: (reader: Reader, issuedAt: string) => Promise<boolean>;
  /** Marks a reader as gone. False when there is no such reader, or the reader left before. */
  readonly leave: (id: string, at: string) => Promise<boolean>;
  /** Restores a reader who left at exactly `leftAt` (ISO), with the whole row. False when the row has changed since. */
  readonly comeBack: (id: string, leftAt: string) => Promise<boolean>;
  /**
   * Because of a mail event of `at`: no more mail until the reader confirms again. Nothing happens to a reader who confirmed after `at`,
   * left, or is unknown; a complaint stands above a bounce, and of two events of one kind the earlier counts. True when it changed the row.
   */
  readonly suppress: (id: string, state: 'bounced' | 'complained', at: string) => Promise<boolean>;
  /** Language and pause (empty for none) of a confirmed reader. */
  readonly prefer: (
    id: string,
    wish: { readonly language: string; readonly pausedUntil: string; readonly depth?: 'full' },
  ) => Promise<boolean>;
  /** Notes that the data was handed over, unless it was, or the reader confirmed, at or after `issuedAt`. */
  readonly exported: (id: string, at: string, issuedAt: string) => Promise<boolean>;
  /** Keeps only id, state and day of a reader's row, and removes a pending subscription. False as above. */
  readonly erase: (id: string, at: string, issuedAt: string) => Promise<boolean>;
  readonly ask: (pendingSubscription: PendingSubscription) => Promise<void>;
  readonly pendingSubscription: (id: string) => Promise<PendingSubscription | undefined>;
  /** Everyone who gets mail, paused or not. */
  readonly confirmed: () => Promise<readonly Reader[]>;
  /** Ids of everyone who was confirmed before `instant` and has no pause beyond `day` (`YYYY-MM-DD` in the briefing's zone). */
  readonly confirmedBefore: (instant: string, day: string) => Promise<readonly string[]>;
  /** The same in parts, `part` being 0 … `ACTIVE_PARTITIONS` - 1, each by pages: for more readers than should be held at once. */
  readonly confirmedIn: (part: number, instant: string, day: string) => AsyncIterable<readonly string[]>;
}

/** What asks for a confirmation that does not come is forgotten after this; the links in those mails die then, too. */
const PENDING_SECONDS = 48 * 3_600;
/** A link does nothing once what it is for was done, or the reader came anew, after it was made. */
const FRESH = 'attribute_exists(pk) AND confirmedAt < :issued';

/** The readers' rows: the only place where an address is kept. */
export function readers(table: Table): Readers {
  const active = (at: number) => ({
    index: 'active' as const,
    partition: ['active', `active#${at}`] as const,
  });
  const partitions = Array.from({ length: ACTIVE_PARTITIONS }, (_, at) => at);
  const confirmedIn: Readers['confirmedIn'] = async function* (part, instant, day) {
    // The index holds this much of a reader and no address; a row that is broken elsewhere does not hold up an edition.
    const gets = (row: Row) => text(row, 'confirmedAt') < instant && String(row.pausedUntil ?? '') <= day;
    for await (const page of table.pages(active(part))) yield page.filter(gets).map((row) => text(row, 'id'));
  };
  return {
    get: async (id) => {
      const row = await table.get(keyOf(id));
      return row && fromRow(row);
    },
    put: async (reader) => {
      await table.put(toRow(reader));
    },
    add: (reader) => table.put(toRow(reader), { expression: 'attribute_not_exists(pk)' }),
    confirm: async (reader, issuedAt) => {
      const confirmed = await table.put(toRow(reader), {
        expression:
          '(attribute_not_exists(confirmedAt) OR confirmedAt < :issued) AND (attribute_not_exists(erasedAt) OR erasedAt < :issued)',
        values: { ':issued': issuedAt },
      });
      // Were this lost, the row above would still refuse every link of this subscription.
      if (confirmed) await table.remove(pendingKey(reader.id));
      return confirmed;
    },
    leave: (id, at) =>
      table.update(keyOf(id), 'SET #state = :left, leftAt = :at REMOVE active', {
        expression: 'attribute_exists(pk) AND #state = :confirmed',
        names: { '#state': 'state' },
        values: { ':left': 'left', ':confirmed': 'confirmed', ':at': at },
      }),
    comeBack: (id, leftAt) =>
      table.update(keyOf(id), 'SET #state = :confirmed, active = :active REMOVE leftAt', {
        expression: '#state = :left AND leftAt = :at',
        names: { '#state': 'state' },
        values: { ':left': 'left', ':confirmed': 'confirmed', ':at': leftAt, ':active': activeOf(id) },
      }),
    suppress: (id, state, at) => {
      const worse = state === 'complained' ? ' OR #state = :bounced' : '';
      return table.update(keyOf(id), 'SET #state = :state, suppressedAt = :at REMOVE active', {
        expression: `attribute_exists(pk) AND (attribute_not_exists(confirmedAt) OR confirmedAt < :at) AND (#state = :confirmed${worse} OR (#state = :state AND suppressedAt > :at))`,
        names: { '#state': 'state' },
        values: {
          ':state': state,
          ':at': at,
          ':confirmed': 'confirmed',
          ...(worse === '' ? {} : { ':bounced': 'bounced' }),
        },
      });
    },
    prefer: (id, { language, pausedUntil, depth }) => {
      const set = ['#language = :language'];
      const remove: string[] = [];
      (pausedUntil === '' ? remove : set).push(pausedUntil === '' ? 'pausedUntil' : 'pausedUntil = :until');
      (depth === undefined ? remove : set).push(depth === undefined ? '#depth' : '#depth = :depth');
      return table.update(
        keyOf(id),
        `SET ${set.join(', ')}${remove.length === 0 ? '' : ` REMOVE ${remove.join(', ')}`}`,
        {
          expression: '#state = :confirmed',
          names: { '#state': 'state', '#language': 'language', '#depth': 'depth' },
          values: {
            ':confirmed': 'confirmed',
            ':language': language,
            ...(pausedUntil === '' ? {} : { ':until': pausedUntil }),
            ...(depth === undefined ? {} : { ':depth': depth }),
          },
        },
      );
    },
    exported: (id, at, issuedAt) =>
      table.update(keyOf(id), 'SET exportedAt = :at', {
        expression: `${FRESH} AND (attribute_not_exists(exportedAt) OR exportedAt < :issued)`,
        values: { ':at': at, ':issued': issuedAt },
      }),
    erase: async (id, at, issuedAt) => {
      // The pending subscription first: a row that says "erased" beside an address would not be true.
      await table.remove(pendingKey(id));
      return table.put(
        { ...keyOf(id), id, state: 'erased', erasedAt: at },
        { expression: FRESH, values: { ':issued': issuedAt } },
      );
    },
    ask: async (pendingSubscription) => {
      const ttl = Math.floor(pendingSubscription.askedAt / 1000) + PENDING_SECONDS;
      await table.put({
        ...pendingKey(pendingSubscription.id),
        ...pendingSubscription,
        state: 'pending',
        ttl,
      });
    },
    pendingSubscription: async (id) => {
      const row = await table.get(pendingKey(id));
      return (
        row && {
          id: text(row, 'id'),
          address: text(row, 'address'),
          language: text(row, 'language'),
          askedAt: number(row, 'askedAt'),
        }
      );
    },
    confirmed: async () => {
      const rows = (await Promise.all(partitions.map((at) => table.query(active(at))))).flat();
      const found = await table.getMany(rows.map((row) => keyOf(text(row, 'id'))));
      // The index lags a moment behind the table: who has left meanwhile gets no mail.
      return found.map(fromRow).filter(({ state }) => state === 'confirmed');
    },
    confirmedBefore: async (instant, day) => {
      const found = partitions.map(async (at) => {
        const ids: string[] = [];
        for await (const page of confirmedIn(at, instant, day)) ids.push(...page);
        return ids;
      });
      return (await Promise.all(found)).flat();
    },
    confirmedIn,
  };
}

function keyOf(id: string) {
  return { pk: `reader#${id}`, sk: 'reader' };
}

function pendingKey(id: string) {
  return { pk: `reader#${id}`, sk: 'asking' };
}

/** In which part of `confirmedIn` a reader stands: the first eight bits of the id decide. */
export function partOf(id: string): number {
  return Buffer.from(id.slice(0, 2), 'base64url').readUInt8(0) % ACTIVE_PARTITIONS;
}

/** The partition of the index in which a reader stands who gets mail. */
function activeOf(id: string): string {
  return `active#${partOf(id)}`;
}

function toRow(reader: Reader): Row {
  return {
    ...keyOf(reader.id),
    ...reader,
    ...(reader.state === 'confirmed' ? { active: activeOf(reader.id) } : {}),
  };
}

const OPTIONAL = [
  'leftAt',
  'suppressedAt',
  'pausedUntil',
  'consentAt',
  'consentFrom',
  'exportedAt',
  'erasedAt',
] as const satisfies readonly (keyof Reader)[];

function fromRow(row: Row): Reader {
  const state = STATES.find((one) => one === row.state) ?? 'left';
  const id = text(row, 'id');
  const optional = Object.fromEntries(
    OPTIONAL.flatMap((name) => (typeof row[name] === 'string' ? [[name, row[name]] as const] : [])),
  );
  if (state === 'erased') return { id, state, address: '', language: '', confirmedAt: '', ...optional };
  return {
    id,
    address: text(row, 'address'),
    language: text(row, 'language'),
    state,
    confirmedAt: text(row, 'confirmedAt'),
    ...optional,
    ...(row.depth === 'full' ? { depth: 'full' } : {}),
  };
}
