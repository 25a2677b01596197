import { CreateConfigurationSetCommand, SESClient, VerifyDomainIdentityCommand } from '@aws-sdk/client-ses';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { startMailer } from '../../infra/local/emulators/ses/ses.ts';
import { mailer } from '../../lambdas/aws/mail/mailer.ts';
import { depthsOf, giveBackTo } from '../../lambdas/aws/queue.ts';
import { nameAt, otherService } from '../aws-check/other-service.ts';
import { sesTemplate } from '../sending.ts';

const closers: (() => Promise<void>)[] = [];
let sqs: SQSClient;
let queueUrl = '';

beforeAll(async () => {
  process.env.AWS_REGION = 'eu-central-1';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_ENDPOINT_URL_SES = otherService('ses') ?? (await ourMailer());
  process.env.AWS_ENDPOINT_URL_SQS = otherService('sqs') ?? (await ourQueues());
  if (otherService('ses') !== undefined) await knowSender();
  sqs = new SQSClient({});
  const name = nameAt(otherService('sqs'), 'work');
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  // Some mint addresses that lead nowhere on this machine; the path is right.
  queueUrl = `${process.env.AWS_ENDPOINT_URL_SQS}${new URL(QueueUrl).pathname}`;
});
afterAll(async () => {
  sqs?.destroy();
  for (const close of closers) await close();
});

async function ourMailer(): Promise<string> {
  const ses = await startMailer({});
  closers.push(ses.close);
  ses.create(sesTemplate());
  return ses.origin;
}

async function ourQueues(): Promise<string> {
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => new Date() });
  closers.push(store.close);
  return store.origin;
}

/** What the template makes of SES, where there is no template. */
async function knowSender(): Promise<void> {
  const ses = new SESClient({});
  await ses.send(new VerifyDomainIdentityCommand({ Domain: 'news.example.org' }));
  await ses
    .send(new CreateConfigurationSetCommand({ ConfigurationSet: { Name: 'ours' } }))
    .catch(() => undefined);
  ses.destroy();
}

const mail = (from: string) => ({
  from,
  to: 'reader@readers.example.org',
  raw: Buffer.from(
    `From: ${from}\r\nTo: reader@readers.example.org\r\nSubject: Harbour\r\n\r\nIt works.\r\n`,
  ),
  tags: { edition: 'e', shard: '0-0', reader: 'r' },
});

test('a mail of ours is taken, with an id; one of a sender that is not ours is refused', async () => {
  expect(await mailer('ours').send(mail('brief@news.example.org'))).toEqual({
    kind: 'sent',
    messageId: expect.stringMatching(/./),
  });
  expect((await mailer('ours').send(mail('brief@stranger.example.org'))).kind).not.toBe('sent');
  expect(await mailer('ours').rate()).toBeGreaterThan(0);
});

test('a message given back is handed out again, one that is not given back stays with who has it', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a shard' }));
  const receive = async () =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 0 }))).Messages?.[0];
  const first = await receive();
  expect(first?.Body).toBe('a shard');
  expect(await receive()).toBeUndefined();
  await giveBackTo(queueUrl)(first?.ReceiptHandle ?? '', 0);
  expect(await depthsOf({ work: queueUrl })).toEqual({ work: 1 });
  expect((await receive())?.Body).toBe('a shard');
});
