import { deliveryEvents } from '../../lambdas/aws/stores/delivery/delivery-events.ts';
import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import type { Delivery, Stop } from '../../lambdas/mail-types.ts';
import type { DeliveryReport } from '../../lambdas/reader/delivery/delivery-report.ts';
import type { ShardState } from '../../lambdas/reader/delivery/shard-summary.ts';
import { sideBySide } from '../../lambdas/reader/delivery/side-by-side.ts';
import type { OperatorContext } from './operator-context.ts';

/** Said to the operator as it stands, without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export interface ArchivedEdition {
  readonly delivery: Delivery;
  readonly stop: Stop | null;
  /** Null until the first quarter of an hour after the edition was composed. */
  readonly report: DeliveryReport | null;
}

/** Every edition that was ever on its way, the oldest first. */
export async function archivedEditions(operator: OperatorContext): Promise<readonly ArchivedEdition[]> {
  const deliveries = await editions(operator.table).deliveries();
  return Promise.all(
    deliveries.map(async (delivery) => ({
      delivery,
      stop: await stops(operator.table).get(delivery.id),
      report: await reportOf(delivery.id, operator),
    })),
  );
}

/** @throws Refusal when there is no such edition. */
export async function editionNamed(id: string, { table, archive }: OperatorContext): Promise<Delivery> {
  const found = (await editions(table).deliveries()).find((delivery) => delivery.id === id);
  if (found) return found;
  if ((await archive.text(`editions/${id}/edition.json`)) !== null)
    throw new Refusal(
      `${id} is published and not mailed: it has nothing new and "quietEdition" skips it, or compose is still at work.`,
    );
  throw new Refusal(`No edition ${id} was ever sent. \`npm run edition -- list\` names them all.`);
}

export async function reportOf(id: string, { archive }: OperatorContext): Promise<DeliveryReport | null> {
  const text = await archive.text(`editions/${id}/delivery.json`);
  return text === null ? null : JSON.parse(text);
}

/** A shard with its key in the outbox and all that is known of it. */
export type ShardOfEdition = ShardState & { readonly key: string };

/** Shards read side by side: a million readers have 16,384, three reads of some 10 ms each. */
const TOGETHER = 16;

/** What `take` makes of each of the edition's shards, in the order of their keys; nothing else of a shard is kept in memory. */
export async function shardsOf<T>(
  id: string,
  { outbox, table, now }: OperatorContext,
  take: (shard: ShardOfEdition) => Promise<T> | T,
): Promise<readonly T[]> {
  const keys = await outbox.list(`${id}/`);
  const taken = new Map<string, T>();
  await sideBySide(keys, TOGETHER, async (key) => {
    const shard: ShardState['shard'] = JSON.parse((await outbox.text(key)) ?? '{"readers":[]}');
    const [rows, told] = await Promise.all([
      sends(table, now).rows(id, shard.shard),
      deliveryEvents(table).ofShard(id, shard.shard),
    ]);
    taken.set(key, await take({ key, shard, rows, deliveryEvents: told }));
  });
  return keys.flatMap((key) => {
    const one = taken.get(key);
    return one === undefined ? [] : [one];
  });
}
