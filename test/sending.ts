import { type MailerOptions, startMailer } from '../infra/local/emulators/ses/ses.ts';
import { createResolver } from '../infra/local/stack/template.ts';
import type { SentMail } from '../infra/local/state/sent-mail.ts';
import type { Bucket } from '../lambdas/aws/archive.ts';
import { mailer } from '../lambdas/aws/mail/mailer.ts';
import { sends } from '../lambdas/aws/stores/delivery/sends.ts';
import { editions } from '../lambdas/aws/stores/editions.ts';
import { readers } from '../lambdas/aws/stores/readers/readers.ts';
import type { DeliverServices } from '../lambdas/deliver.ts';
import { composeMessage } from '../lambdas/edition/mail/message.ts';
import { PLACEHOLDER_TOKEN } from '../lambdas/edition/placeholder.ts';
import type { FeedbackServices } from '../lambdas/feedback.ts';
import type { DeliveryReport } from '../lambdas/reader/delivery/delivery-report.ts';
import { cutShards, shardBits } from '../lambdas/reader/delivery/shards.ts';
import { keysFrom } from '../lambdas/reader/keys.ts';
import type { Reader, Send, Settings, Shard } from '../lambdas/types.ts';
import { localBuckets } from './aws/local-buckets.ts';
import { localTables } from './aws/local-table.ts';
import { edition, story } from './edition/sample.ts';

export const SETTINGS: Settings = {
  name: 'The Harbour Brief',
  topic: { title: 'The harbour', names: ['Harbour'], seeds: [] },
  languages: ['en'],
  timeZone: 'UTC',
  windowHours: 72,
  sendByHours: 6,
  sender: { name: 'The Harbour Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};

export const KEYS = keysFrom(JSON.stringify({ master: 'k'.repeat(64), tokenKeyVersion: '01' }));
const SENDER = { configurationSet: 'ours', account: '000000000000' };

/** An edition frozen for its readers, with everything that sends it. */
export interface Place {
  readonly edition: string;
  readonly deliver: DeliverServices;
  readonly feedback: FeedbackServices;
  readonly archive: Bucket;
  readonly outbox: Bucket;
  /** Keys of the outbox. */
  readonly shards: readonly string[];
  /** Reader ids in the order in which the mail service took their mails. */
  readonly mailed: () => readonly string[];
  /** What the mail service told since this was last asked, as the queue has it. */
  readonly told: () => readonly string[];
  readonly rows: () => Promise<readonly Send[]>;
  readonly report: () => Promise<DeliveryReport>;
}

export interface PostOffice {
  readonly freeze: (people: readonly Reader[], options?: PlaceOptions) => Promise<Place>;
  readonly bucket: (name: string) => Promise<Bucket>;
  /** Every mail that the mail service took, of whatever edition. */
  readonly mails: () => readonly SentMail[];
  /** How many calls it was asked so far. */
  readonly asked: () => number;
  /** From now on. */
  readonly makeTrouble: (trouble: MailerOptions['trouble']) => void;
  readonly close: () => Promise<void>;
}

export interface PlaceOptions {
  /** Mails a second that the account may send; no limit to speak of unless told. */
  readonly rate?: number;
  /** Milliseconds that a call may take. */
  readonly patience?: number;
  /** ISO instant. */
  readonly sendBy?: string;
}

/** Real stores in memory and the local SES, reached as a function reaches them. One per test file. */
export async function openPostOffice(): Promise<PostOffice> {
  const tables = await localTables();
  const buckets = await localBuckets();
  let told: string[] = [];
  let asked = 0;
  let trouble: MailerOptions['trouble'];
  const ses = await startMailer({
    trouble: (send) => {
      asked += 1;
      return trouble?.(send);
    },
    publish: async (_, message) => {
      told.push(message);
    },
    daily: 1_000_000,
    clock: () => new Date(Date.now()),
  });
  ses.create(sesTemplate());
  process.env.AWS_ENDPOINT_URL_SES = ses.origin;
  let count = 0;

  async function freeze(people: readonly Reader[], options: PlaceOptions = {}): Promise<Place> {
    count += 1;
    const id = `edition-${count}`;
    const table = await tables.table(`sending-${count}`);
    const [archive, outbox] = await Promise.all([
      buckets.bucket(`archive-${count}`),
      buckets.bucket(`outbox-${count}`),
    ]);
    const { deliver, shards } = await frozen(id, people, { table, archive, outbox }, options);
    const ledger = sends(table, Date.now);
    return {
      edition: id,
      archive,
      outbox,
      deliver,
      feedback: { table, sender: SENDER, now: Date.now },
      shards: shards.map(({ shard }) => `${id}/${shard}.json`),
      mailed: () => ses.mails.filter(({ tags }) => tags.edition === id).map(({ tags }) => tags.reader ?? ''),
      told: () => {
        const some = told;
        told = [];
        return some;
      },
      rows: async () => {
        const all = await Promise.all(shards.map(({ shard }) => ledger.rows(id, shard)));
        return all.flatMap((rows) => [...rows.values()]);
      },
      report: async () => JSON.parse((await archive.text(`editions/${id}/delivery.json`)) ?? 'null'),
    };
  }

  return {
    freeze,
    bucket: (name) => buckets.bucket(name),
    mails: () => ses.mails,
    asked: () => asked,
    makeTrouble: (next) => {
      trouble = next;
    },
    close: async () => {
      await ses.close();
      await buckets.close();
      await tables.close();
    },
  };
}

/** Puts the readers into the table and their shards into the outbox: what compose leaves for deliver. */
export async function frozen(
  id: string,
  people: readonly Reader[],
  { table, archive, outbox }: Pick<DeliverServices, 'table' | 'archive' | 'outbox'>,
  options: PlaceOptions = {},
): Promise<{ readonly deliver: DeliverServices; readonly shards: readonly Shard[] }> {
  for (let at = 0; at < people.length; at += 40)
    await Promise.all(people.slice(at, at + 40).map((reader) => readers(table).put(reader)));
  await archive.put(`editions/${id}/message.en.eml`, await smallMessage(id));
  const ids = people.map((reader) => reader.id);
  const sendBy = options.sendBy ?? new Date(Date.now() + 6 * 3_600_000).toISOString();
  const shards = cutShards(id, ids, { bits: shardBits(ids), sendBy });
  const calendar = editions(table);
  await calendar.freezing({ id, slot: '2023-09-14T07:00:00.000Z' });
  for (const shard of shards) await outbox.put(`${id}/${shard.shard}.json`, JSON.stringify(shard));
  await calendar.frozen(id);
  const patience = { connectionTimeout: 30_000, requestTimeout: options.patience ?? 10_000 };
  const deliver = {
    archive,
    outbox,
    table,
    mailer: mailer(SENDER.configurationSet, patience),
    settings: SETTINGS,
    keys: async () => KEYS,
    rate: async () => options.rate ?? 1_000_000,
    giveBack: async () => undefined,
  };
  return { deliver, shards };
}

/** What the local SES must know of our stacks. */
export function sesTemplate() {
  const policy = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' }, Action: 'sns:Publish' }],
  };
  const Resources = {
    Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'news.example.org' } },
    Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: SENDER.configurationSet } },
    Topic: { Type: 'AWS::SNS::Topic' },
    Policy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: policy },
    },
    Events: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: { Ref: 'Set' },
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint'],
          SnsDestination: { TopicARN: { Ref: 'Topic' } },
        },
      },
    },
  };
  const stack = { name: 'Sending', assets: new Map(), template: { Resources } };
  return createResolver([stack], { region: 'eu-central-1', queueOrigin: 'http://127.0.0.1:1' });
}

function smallMessage(id: string): Promise<Uint8Array> {
  const link = `${SETTINGS.publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}`;
  return composeMessage(
    edition([story('A')], { id }),
    { subject: 'The harbour works', html: `<p>It works.</p><a href="${link}">Leave</a>`, text: link },
    { language: 'en', settings: SETTINGS, depth: 'brief' },
  );
}
