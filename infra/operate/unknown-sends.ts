import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { shardSummaries } from '../../lambdas/aws/stores/delivery/shard-summaries.ts';
import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { calledAt, freed } from '../../lambdas/reader/delivery/ledger.ts';
import type { Send } from '../../lambdas/types.ts';
import { editionNamed, Refusal, shardsOf } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';

const HOUR_MS = 3_600_000;

/** What events tell of an unknown send and of the edition around it. */
export interface KnownOfSend {
  /** Whether an event has told of this very mail. */
  readonly ofIt: boolean;
  /** When the last mail of the edition went out of which an event has told (ISO); empty when none has. */
  readonly last: string;
}

/** Why an unknown send may not be made again, or null when silence by now means that SES never took it. */
export function whyNotAgain(row: Send, heard: KnownOfSend, now: number): string | null {
  if (heard.ofIt) return 'an event has told of it, and reconciliation puts it right';
  if (now - calledAt(row) < HOUR_MS) return 'less than an hour has passed since the call';
  return heard.last > new Date(calledAt(row)).toISOString()
    ? null
    : 'no later mail of the edition has an event: perhaps events are not arriving';
}

/**
 * Sends unknown ones again, if the operator says so and their silence tells enough. It can still be a second mail for somebody.
 * @throws Refusal when nothing may be sent.
 */
export async function resendUnknown(id: string, isSure: boolean, operator: OperatorContext): Promise<string> {
  await editionNamed(id, operator);
  const stop = await stops(operator.table).get(id);
  if (stop) throw new Refusal(`${id} is stopped (${stop.reason}). Resume it first.`);
  const unheard = await operator.unheard();
  if (unheard > 0)
    throw new Refusal(
      `Messages wait in the feedback queues (${unheard}); they may tell of these mails. Try later.`,
    );
  const shards = await shardsOf(id, operator, ({ key, shard, rows, deliveryEvents }) => {
    const told = new Set(deliveryEvents.map(({ reader }) => reader));
    const unknown = [...rows.values()].filter((row) => row.state === 'unknown');
    const last = latestOf(deliveryEvents.map(({ mailedAt }) => mailedAt));
    return {
      last,
      unknown: unknown.map((row) => ({ row, key, sendBy: shard.sendBy, ofIt: told.has(row.reader) })),
    };
  });
  const unknown = shards.flatMap((shard) => shard.unknown);
  if (unknown.length === 0) return `No send of ${id} is unknown.`;
  const now = operator.now();
  const last = latestOf(shards.map((shard) => shard.last));
  const judged = unknown.map(({ row, key, sendBy, ofIt }) => ({
    row,
    key,
    why:
      Date.parse(sendBy) <= now ? 'the send-by deadline has passed' : whyNotAgain(row, { ofIt, last }, now),
  }));
  const allowed = judged.filter(({ why }) => why === null);
  const reasons = [...new Set(judged.flatMap(({ why }) => why ?? []))].map(
    (why) => `${judged.filter((one) => one.why === why).length} not: ${why}`,
  );
  const summary = [`${allowed.length} of ${unknown.length} unknown sends may be made again`, ...reasons].join(
    '; ',
  );
  if (allowed.length === 0) throw new Refusal(`${summary}.`);
  if (!isSure) return `${summary}. Whoever did get the mail would get it twice; --yes sends.`;
  await editions(operator.table).reopen(id);
  const ledger = sends(operator.table, operator.now);
  let count = 0;
  for (const { row } of allowed) {
    // Before the row: a shard whose numbers seem to hold would not be looked at.
    await shardSummaries(operator.table).changed(id, row.shard, operator.now());
    if (await ledger.write(freed(row))) count += 1;
  }
  for (const key of new Set(allowed.map(({ key }) => key))) await operator.tellDelivery(key);
  return `${summary}. ${count} are on their way.`;
}

/** The latest of some ISO instants; empty where there is none. */
function latestOf(instants: readonly string[]): string {
  return instants.toSorted().at(-1) ?? '';
}
