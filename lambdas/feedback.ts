import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { eachRecord } from './aws/events.ts';
import { log } from './aws/log.ts';
import { count } from './aws/metrics.ts';
import { env } from './aws/settings.ts';
import { deliveryEvents } from './aws/stores/delivery/delivery-events.ts';
import { sends } from './aws/stores/delivery/sends.ts';
import { shardSummaries } from './aws/stores/delivery/shard-summaries.ts';
import { editions } from './aws/stores/editions.ts';
import { confirmationMails } from './aws/stores/readers/confirmation-mails.ts';
import { readers } from './aws/stores/readers/readers.ts';
import { type Table, table } from './aws/table.ts';
import { type FeedbackPorts, takeEvent } from './reader/delivery/consequences.ts';
import { readFeedback, type Sender } from './reader/delivery/read-feedback.ts';

/** What feedback works on; tests hand in their own. */
export interface FeedbackServices {
  readonly table: Table;
  readonly sender: Sender;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

let kept: FeedbackServices | undefined;

/** What the mail service tells of our mails corrects the ledger, and keeps readers who bounced or complained from the next one. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> => {
  kept ??= fromEnvironment();
  const services = kept;
  return eachRecord(({ body }) => handleEvent(body, services))(event);
};

function fromEnvironment(): FeedbackServices {
  return {
    table: table(env('TABLE_NAME')),
    sender: { configurationSet: env('CONFIGURATION_SET'), account: env('ACCOUNT_ID') },
    now: Date.now,
  };
}

/** One message of the feedback queue. What is not about a mail of ours is counted and let go. */
export async function handleEvent(body: string, services: FeedbackServices): Promise<void> {
  const heard = readFeedback(body, services.sender);
  if (heard.kind === 'ignored') {
    log('info', 'An event is not about a mail of this newsletter.', { why: heard.why });
    return count({ IgnoredEvents: 1 });
  }
  const { event } = heard;
  const state = await takeEvent(event, ports(services));
  if (event.about.kind === 'edition') {
    const { edition, shard } = event.about;
    // First the shard: a report that the edition triggers must count it again.
    await shardSummaries(services.table).changed(edition, shard, services.now());
    await editions(services.table).heard(edition, services.now());
  }
  if (event.about.kind !== 'edition' && event.kind === 'bounce') count({ ConfirmationBounces: 1 });
  if (state === null) return;
  log('info', 'A reader gets no more mail.', { reader: event.reader, state });
  count(state === 'bounced' ? { Bounces: 1 } : { Complaints: 1 });
}

function ports({ table: rows, now }: FeedbackServices): FeedbackPorts {
  const events = deliveryEvents(rows);
  const people = readers(rows);
  const { row, write } = sends(rows, now);
  return {
    note: events.note,
    deliveryEvents: events.ofReader,
    noteSoftBounce: events.noteSoftBounce,
    softBounces: events.softBounces,
    row,
    write,
    reader: people.get,
    stopConfirmations: confirmationMails(rows).stop,
    suppress: people.suppress,
  };
}
