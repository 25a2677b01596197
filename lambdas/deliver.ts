import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Bucket, bucket } from './aws/archive.ts';
import { eachMessage, type Message, workerName } from './aws/events.ts';
import { errorFields, log, mask } from './aws/log.ts';
import { type Mailer, mailer } from './aws/mail/mailer.ts';
import { pacer } from './aws/mail/pace.ts';
import { callsAtATime } from './aws/mail/throughput.ts';
import { count } from './aws/metrics.ts';
import { type GiveBack, giveBackTo } from './aws/queue.ts';
import { Retryable } from './aws/retryable.ts';
import { secretText } from './aws/secret.ts';
import { env, settings } from './aws/settings.ts';
import { deliveryEvents } from './aws/stores/delivery/delivery-events.ts';
import { publishReport } from './aws/stores/delivery/delivery-reports.ts';
import { sends } from './aws/stores/delivery/sends.ts';
import { shardSummaries } from './aws/stores/delivery/shard-summaries.ts';
import { stops } from './aws/stores/delivery/stops.ts';
import { editions } from './aws/stores/editions.ts';
import { readers } from './aws/stores/readers/readers.ts';
import { type Table, table } from './aws/table.ts';
import { mailKey } from './edition/mail/mail-key.ts';
import { headerAddress, personalize } from './edition/mail/personalize.ts';
import {
  type DeliveryOutcome,
  type DeliveryPorts,
  deliverShard,
  type Letter,
} from './reader/delivery/delivery.ts';
import { type ReconcilePorts, reconcile } from './reader/delivery/reconcile.ts';
import { type Keys, keysFrom } from './reader/keys.ts';
import { dayIn } from './reader/pages/pause.ts';
import { makeToken } from './reader/token.ts';
import type { Reader, Settings, Shard } from './types.ts';

/** What deliver works on; tests hand in their own. */
export interface DeliverServices {
  readonly archive: Bucket;
  readonly outbox: Bucket;
  readonly table: Table;
  readonly mailer: Mailer;
  readonly settings: Settings;
  readonly keys: () => Promise<Keys>;
  /** Mails a second that the account may send, asked once per cold start. */
  readonly rate: () => Promise<number>;
  readonly giveBack: GiveBack;
  /** Waits so many milliseconds; absent: a timer. */
  readonly pause?: (ms: number) => Promise<void>;
}

type TimeLeft = Pick<Context, 'getRemainingTimeInMillis'>;

/** No reader is begun with less time left than one call can take. */
export const MARGIN_MS = 30_000;
/** No shard is counted with less: the report is made the next time. */
const REPORT_MARGIN_MS = 10_000;
/** Kept for counting: no shard is sent by reconciliation with less time left. */
const COUNTING_MS = 70_000;

let kept: DeliverServices | undefined;

/** A shard's creation sends its readers their mail; every 15 minutes, what was left undone is taken up again. */
export const handler = async (
  event: SQSEvent | { readonly reconcile: true },
  context: TimeLeft,
): Promise<SQSBatchResponse | { readonly open: number }> => {
  kept ??= fromEnvironment();
  const services = kept;
  if ('reconcile' in event) return { open: await reconcileAll(services, context) };
  return eachMessage((message) => deliverMessage(message, services, context), services.giveBack)(event);
};

function fromEnvironment(): DeliverServices {
  const secretArn = env('SECRET_ARN');
  const post = mailer(env('CONFIGURATION_SET'));
  return {
    archive: bucket(env('ARCHIVE_BUCKET')),
    outbox: bucket(env('OUTBOX_BUCKET')),
    table: table(env('TABLE_NAME')),
    mailer: post,
    settings: settings(),
    keys: async () => keysFrom(await secretText(secretArn)),
    rate: askedOnce(post.rate),
    giveBack: giveBackTo(env('DELIVERY_QUEUE_URL')),
  };
}

/** Sends the shards that a message tells of; throws `Retryable` while any send of theirs is open. */
export async function deliverMessage(
  message: Message,
  services: DeliverServices,
  context: TimeLeft,
): Promise<void> {
  for (const change of message.changes) {
    const { edition, shard, open, retryAfter } = await deliver(change.key, services, context);
    await shardSummaries(services.table).changed(edition, shard, Date.now());
    // Nothing is gained by coming back to a stopped edition: `resume` puts its shards into the queue again.
    if (open > 0 && retryAfter !== null)
      throw new Retryable(`${open} sends of shard ${change.key} are still open.`, retryAfter);
  }
}

async function deliver(
  key: string,
  services: DeliverServices,
  context: TimeLeft,
): Promise<DeliveryOutcome & Pick<Shard, 'edition' | 'shard'>> {
  const shard = await shardAt(key, services);
  const { edition, shard: name } = shard;
  const outcome = await deliverShard({ shard, owner: workerName() }, await ports(services, context));
  const level = outcome.stopped === null ? 'info' : 'error';
  log(level, 'A shard was worked on.', { edition, shard: name, ...outcome });
  return { edition, shard: name, ...outcome };
}

/** Every quarter of an hour: what was left behind, and how many mails went where. */
export function reconcileAll(services: DeliverServices, context: TimeLeft): Promise<number> {
  const { archive, outbox, table: rows } = services;
  const calendar = editions(rows);
  const ledger = sends(rows, Date.now);
  const events = deliveryEvents(rows);
  const summaries = shardSummaries(rows);
  const ports: ReconcilePorts = {
    ...calendar,
    shards: (edition) => outbox.list(`${edition}/`),
    deliver: async (key) => {
      try {
        await deliver(key, services, context);
        return true;
      } catch (error) {
        log('error', 'A shard could not be reconciled.', { shard: key, ...errorFields(error) });
        return false;
      }
    },
    state: async (key) => {
      const shard = await shardAt(key, services);
      const { edition, shard: name } = shard;
      return {
        shard,
        rows: await ledger.rows(edition, name),
        deliveryEvents: await events.ofShard(edition, name),
      };
    },
    write: ledger.write,
    summaries: summaries.of,
    keep: summaries.keep,
    stop: stops(rows).get,
    publish: (report) => publishReport(report, archive),
    onReport: ({ unknown, failed, open, sum, edition }, stop) => {
      const isWrong = open === 0 && !sum.matches;
      if (isWrong) log('error', 'The numbers of a delivery report do not add up.', { edition, ...sum });
      count({
        UnknownSends: unknown,
        FailedSends: failed.total,
        DeliveryCountMismatch: isWrong ? 1 : 0,
        EditionsStopped: stop?.by === 'account' && open > 0 ? 1 : 0,
      });
    },
    onNoTime: (edition, shards) =>
      log('warn', 'Not all of an edition was counted in time. The next run goes on.', { edition, shards }),
    now: Date.now,
    hasTime: () => context.getRemainingTimeInMillis() > REPORT_MARGIN_MS,
    maySend: () => context.getRemainingTimeInMillis() > COUNTING_MS,
  };
  return reconcile(ports);
}

async function shardAt(key: string, { outbox }: DeliverServices): Promise<Shard> {
  const text = await outbox.text(key);
  if (text === null) throw new Error(`The outbox has no ${key}.`);
  return JSON.parse(text);
}

async function ports(services: DeliverServices, context: TimeLeft): Promise<DeliveryPorts> {
  const { archive, settings, table: rows } = services;
  const keys = await services.keys();
  const now = Date.now;
  const messages = new Map<string, Uint8Array | null>();
  const message = async (edition: string, language: string, depth: 'brief' | 'full') => {
    const key = mailKey(edition, 'message', 'eml', { language, depth });
    const known = messages.get(key);
    if (known !== undefined) return known;
    const stored = settings.languages.includes(language) ? await archive.get(key) : null;
    messages.set(key, stored?.bytes ?? null);
    return stored?.bytes ?? null;
  };
  /** Copies that the mail service has answered for: the next ones are written into their memory. */
  const sent: Uint8Array[] = [];
  const prepare = async (reader: Reader, shard: Shard): Promise<Letter> => {
    const [first = 'en'] = settings.languages;
    // A language that the briefing gained after the edition has no message in it.
    const depth = reader.depth ?? 'brief';
    const template =
      (await message(shard.edition, reader.language, depth)) ??
      (await message(shard.edition, reader.language, 'brief')) ??
      (await message(shard.edition, first, 'brief'));
    if (template === null) throw new Error(`The archive has no message of ${shard.edition} in "${first}".`);
    let to: string;
    try {
      to = headerAddress(reader.address);
    } catch (error) {
      // One address that cannot stand in a header must not hold up the shard.
      return { kind: 'impossible', reason: mask(String(error)) };
    }
    const token = makeToken('leave', reader.id, keys);
    const preferences = makeToken('preferences', reader.id, keys);
    const raw = personalize(template, { address: reader.address, token, preferences }, sent.pop());
    const tags = { edition: shard.edition, shard: shard.shard, reader: reader.id };
    const mail = { from: settings.sender.address, to, raw, tags };
    return { kind: 'ready', call: () => services.mailer.send(mail).finally(() => sent.push(raw)) };
  };
  const hasTime = () => context.getRemainingTimeInMillis() > MARGIN_MS;
  const rate = await services.rate();
  const turn = pacer(rows, rate, { now, pause: services.pause ?? pause });
  return {
    ...sends(rows, now),
    reader: readers(rows).get,
    pace: () => turn(hasTime),
    atATime: callsAtATime(rate),
    prepare,
    now,
    today: () => dayIn(settings.timeZone, now()),
    stopped: async (edition) => (await stops(rows).get(edition))?.reason ?? null,
    stop: async (edition, reason) => {
      await stops(rows).set(edition, { by: 'account', reason, at: new Date(now()).toISOString() });
      log('error', 'An edition is stopped: SES refuses this account. Fix that, then resume the edition.', {
        edition,
        reason,
      });
      count({ EditionsStopped: 1 });
    },
    onTrouble: ({ edition, shard, reader }, error) =>
      log('error', 'One mail is left for later.', { edition, shard, reader, ...errorFields(error) }),
    hasTime,
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Asks once and remembers the answer, but not a failure. */
function askedOnce(ask: () => Promise<number>): () => Promise<number> {
  let answer: Promise<number> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw new Retryable(`The sending rate cannot be read just now: ${String(error)}`, 10);
    });
    return answer;
  };
}
