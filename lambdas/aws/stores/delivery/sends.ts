import type { Send, SendState } from '../../../types.ts';
import { number, type Row, type Table, text } from '../../table.ts';

/** Ledger rows vanish by themselves after this many days. */
const KEEP_DAYS = 90;

export interface Sends {
  readonly rows: (edition: string, shard: string) => Promise<ReadonlyMap<string, Send>>;
  readonly row: (edition: string, shard: string, reader: string) => Promise<Send | undefined>;
  /** One reader's rows under any of these names. */
  readonly ofReader: (
    reader: string,
    places: readonly { readonly edition: string; readonly shard: string }[],
  ) => Promise<readonly Send[]>;
  /** Writes a row only on top of the revision before it; false when another worker was faster. */
  readonly write: (row: Send) => Promise<boolean>;
}

/** The send ledger. `now` (epoch ms) dates the rows' expiry. */
export function sends(table: Table, now: () => number): Sends {
  const row: Sends['row'] = async (edition, shard, reader) => {
    const found = await table.get({ pk: partition(edition, shard), sk: reader });
    return found && fromRow(found, edition, shard);
  };
  return {
    row,
    ofReader: async (reader, places) => {
      const keys = places.map(({ edition, shard }) => ({ pk: partition(edition, shard), sk: reader }));
      const found = await table.getMany(keys);
      return found.map((entry) => {
        const [, edition = '', shard = ''] = text(entry, 'pk').split('#');
        return fromRow(entry, edition, shard);
      });
    },
    rows: async (edition, shard) => {
      const found = await table.query({ partition: ['pk', partition(edition, shard)] });
      return new Map(found.map((entry) => [text(entry, 'sk'), fromRow(entry, edition, shard)]));
    },
    write: async (send) => {
      const written = await table.put(toRow(send, now()), {
        expression: send.revision === 1 ? 'attribute_not_exists(pk)' : 'revision = :before',
        ...(send.revision === 1 ? {} : { values: { ':before': send.revision - 1 } }),
      });
      if (written) return true;
      // The SDK may have tried twice and been refused by its own first try.
      const stored = await row(send.edition, send.shard, send.reader);
      return stored?.revision === send.revision && stored.owner === send.owner && stored.state === send.state;
    },
  };
}

function partition(edition: string, shard: string): string {
  return `send#${edition}#${shard}`;
}

function toRow(send: Send, now: number): Row {
  const { edition, shard, reader, ...rest } = send;
  return {
    pk: partition(edition, shard),
    sk: reader,
    ...rest,
    ttl: Math.floor(now / 1000) + KEEP_DAYS * 86_400,
  };
}

function fromRow(row: Row, edition: string, shard: string): Send {
  const { messageId, reason } = row;
  return {
    edition,
    shard,
    reader: text(row, 'sk'),
    state: text(row, 'state') as SendState,
    revision: number(row, 'revision'),
    owner: text(row, 'owner'),
    leaseUntil: number(row, 'leaseUntil'),
    ...(typeof messageId === 'string' ? { messageId } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}
