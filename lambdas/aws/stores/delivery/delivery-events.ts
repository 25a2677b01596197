import type { EventsOfMail, MailEvent, MailEventKind } from '../../../mail-types.ts';
import { type Row, type Table, text } from '../../table.ts';

/** As long as the ledger's rows. */
const KEEP_DAYS = 90;
/** Soft bounces count for thirty days. */
const KEEP_SOFT_DAYS = 31;

const KINDS: readonly MailEventKind[] = [
  'send',
  'delivery',
  'delay',
  'bounce',
  'soft-bounce',
  'complaint',
  'reject',
  'rendering-failure',
];

export interface DeliveryEvents {
  /** Keeps an event about an edition's mail; told again, or later, it changes nothing. */
  readonly note: (event: MailEvent, edition: string, shard: string) => Promise<void>;
  readonly ofReader: (edition: string, shard: string, reader: string) => Promise<readonly EventsOfMail[]>;
  readonly ofShard: (edition: string, shard: string) => Promise<readonly EventsOfMail[]>;
  readonly noteSoftBounce: (event: MailEvent) => Promise<void>;
  /** When the mails were sent that bounced softly: ISO instants of the last thirty days, perhaps more. */
  readonly softBounces: (reader: string) => Promise<readonly string[]>;
}

/** What events told, one row per mail: a set, so order and repetition leave no trace. No address comes in. */
export function deliveryEvents(table: Table): DeliveryEvents {
  return {
    note: async (event, edition, shard) => {
      await table.update(
        { pk: partition(edition, shard), sk: `${event.reader}#${event.messageId}` },
        'SET #kind = :at, mailedAt = :mailedAt, #ttl = :ttl',
        {
          expression: 'attribute_not_exists(#kind) OR #kind > :at',
          names: { '#kind': event.kind, '#ttl': 'ttl' },
          values: { ':at': event.at, ':mailedAt': event.mailedAt, ':ttl': after(event.mailedAt, KEEP_DAYS) },
        },
      );
    },
    ofReader: async (edition, shard, reader) => {
      const rows = await table.query({
        partition: ['pk', partition(edition, shard)],
        between: ['sk', `${reader}#`, `${reader}#~`],
      });
      return rows.map(fromRow);
    },
    ofShard: async (edition, shard) =>
      (await table.query({ partition: ['pk', partition(edition, shard)] })).map(fromRow),
    noteSoftBounce: async ({ reader, messageId, mailedAt }) => {
      await table.put({
        pk: `reader#${reader}`,
        sk: `soft#${mailedAt}#${messageId}`,
        mailedAt,
        ttl: after(mailedAt, KEEP_SOFT_DAYS),
      });
    },
    softBounces: async (reader) => {
      const rows = await table.query({
        partition: ['pk', `reader#${reader}`],
        between: ['sk', 'soft#', 'soft#~'],
      });
      return rows.map((row) => text(row, 'mailedAt'));
    },
  };
}

const partition = (edition: string, shard: string) => `fate#${edition}#${shard}`;

const after = (instant: string, days: number) => Math.floor(Date.parse(instant) / 1000) + days * 86_400;

function fromRow(row: Row): EventsOfMail {
  const [reader = '', messageId = ''] = text(row, 'sk').split('#');
  const events: Partial<Record<MailEventKind, string>> = {};
  for (const kind of KINDS) {
    const at = row[kind];
    if (typeof at === 'string') events[kind] = at;
  }
  return { reader, messageId, mailedAt: text(row, 'mailedAt'), events };
}
