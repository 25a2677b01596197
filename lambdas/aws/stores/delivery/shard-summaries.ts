import type { CountedShard, ShardSummary } from '../../../mail-types.ts';
import { type Row, type Table, text } from '../../table.ts';

/** As long as the ledger's rows. */
const KEEP_DAYS = 90;
/** Minutes that one process remembers having written. */
const REMEMBERED = 50_000;

export interface ShardSummaries {
  /** Of every shard of an edition that was counted or changed, by its name. */
  readonly of: (edition: string) => Promise<ReadonlyMap<string, CountedShard>>;
  /** `counted`: ISO instant at which the reading began; a summary that was begun later stays. */
  readonly keep: (edition: string, summary: ShardSummary, counted: string) => Promise<void>;
  /** Something in a shard was changed at `now` (epoch ms), so it is to be counted again. Writes once a minute at most. */
  readonly changed: (edition: string, shard: string, now: number) => Promise<void>;
}

/** The minutes already written, by shard: the events of one shard come within few minutes. */
const lastWritten = new Map<string, string>();

/** A row for each shard, all of an edition in one partition: numbers of a million readers are some four megabytes. */
export function shardSummaries(table: Table): ShardSummaries {
  const key = (edition: string, shard: string) => ({ pk: `shards#${edition}`, sk: shard });
  const ttl = (now: number) => Math.floor(now / 1000) + KEEP_DAYS * 86_400;
  return {
    of: async (edition) => {
      const found = new Map<string, CountedShard>();
      for await (const rows of table.pages({ partition: ['pk', `shards#${edition}`] }))
        for (const row of rows) found.set(text(row, 'sk'), fromRow(row));
      return found;
    },
    keep: async (edition, summary, counted) => {
      await table.update(
        key(edition, summary.shard),
        'SET counted = :counted, summary = :summary, #ttl = :ttl',
        {
          expression: 'attribute_not_exists(counted) OR counted < :counted',
          names: { '#ttl': 'ttl' },
          values: {
            ':counted': counted,
            ':summary': JSON.stringify(summary),
            ':ttl': ttl(Date.parse(counted)),
          },
        },
      );
    },
    changed: async (edition, shard, now) => {
      const minute = new Date(Math.floor(now / 60_000) * 60_000).toISOString();
      const name = `${edition} ${shard}`;
      if (lastWritten.get(name) === minute) return;
      await table.update(key(edition, shard), 'SET changed = :minute, #ttl = :ttl', {
        expression: 'attribute_not_exists(changed) OR changed < :minute',
        names: { '#ttl': 'ttl' },
        values: { ':minute': minute, ':ttl': ttl(now) },
      });
      if (lastWritten.size >= REMEMBERED) lastWritten.clear();
      lastWritten.set(name, minute);
    },
  };
}

function fromRow({ summary, counted, changed }: Row): CountedShard {
  return {
    ...(typeof summary === 'string' ? { summary: JSON.parse(summary) } : {}),
    ...(typeof counted === 'string' ? { counted } : {}),
    ...(typeof changed === 'string' ? { changed } : {}),
  };
}
