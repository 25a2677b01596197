/**
 * What the runner does at the pipeline's own table: writes the sample readers and reads the ledger. It runs in a worker, because
 * `lambdas/aws` finds its endpoints in the environment like every function.
 */
import { bucket } from '../../lambdas/aws/archive.ts';
import { env } from '../../lambdas/aws/settings.ts';
import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import { table } from '../../lambdas/aws/table.ts';
import type { Reader, SendState, Shard } from '../../lambdas/types.ts';

export type TableOrder =
  | { readonly kind: 'seed'; readonly readers: readonly Reader[] }
  | { readonly kind: 'ledger'; readonly edition: string }
  | { readonly kind: 'readers'; readonly ids: readonly string[] };

export interface LedgerLine {
  readonly shard: string;
  readonly reader: string;
  /** `waiting` until a worker has claimed the send. */
  readonly state: SendState | 'waiting';
  readonly reason?: string;
}

export const handler = async (order: TableOrder): Promise<readonly (LedgerLine | string)[]> => {
  if (order.kind === 'ledger') return ledger(order.edition);
  const rows = readers(table(env('TABLE_NAME')));
  if (order.kind === 'readers')
    return Promise.all(order.ids.map(async (id) => (await rows.get(id))?.state ?? 'nobody'));
  await Promise.all(order.readers.map((reader) => rows.put(reader)));
  return [];
};

async function ledger(edition: string): Promise<readonly LedgerLine[]> {
  const outbox = bucket(env('OUTBOX_BUCKET'));
  const rows = sends(table(env('TABLE_NAME')), Date.now);
  const lines: LedgerLine[] = [];
  for (const key of await outbox.list(`${edition}/`)) {
    const shard: Shard = JSON.parse((await outbox.text(key)) ?? '{"readers":[]}');
    const known = await rows.rows(edition, shard.shard);
    for (const reader of shard.readers) {
      const row = known.get(reader);
      lines.push({
        shard: shard.shard,
        reader,
        state: row?.state ?? 'waiting',
        ...(row?.reason === undefined ? {} : { reason: row.reason }),
      });
    }
  }
  return lines;
}
