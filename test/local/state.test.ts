import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { queueDepth } from '../../infra/local/emulators/queues.ts';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { startMailer } from '../../infra/local/emulators/ses/ses.ts';
import type { Stack } from '../../infra/local/stack/stack.ts';
import { openJournal } from '../../infra/local/state/journal.ts';
import { isTaken, takeRunFolder } from '../../infra/local/state/run-folder.ts';
import { type Fingerprint, fingerprint, openState } from '../../infra/local/state/run-state.ts';
import { briefing } from '../infra/synthesized.ts';
import { bucketTelling, queueWithDeadLetters, resolverOf, smallStack } from './small-stack.ts';

let folder = '';
const endings: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
  rmSync(folder, { recursive: true, force: true });
});

describe('the state of a plain run', () => {
  const SAME: Fingerprint = { stack: 'a', briefing: 'b' };

  /** Opens the state as one run after another would, and says what it was told. */
  function open(now: Fingerprint, { fresh = false, whole = true } = {}) {
    const said: string[] = [];
    const path = join(folder, 'state');
    const { journal, isResumed, ready } = openState(path, now, { fresh, tell: (line) => said.push(line) });
    const before = journal.fact('edition');
    journal.note('edition', 'e1');
    if (whole) ready();
    journal.close();
    return { before, isResumed, said: said.join() };
  }

  test('is resumed when stack and briefing are the same, which is said', () => {
    expect(open(SAME)).toEqual({ before: undefined, isResumed: false, said: '' });
    expect(open(SAME)).toEqual({
      before: 'e1',
      isResumed: true,
      said: expect.stringMatching(/^going on where the last run ended, from .* \(--fresh empties it\)$/),
    });
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700);
  });

  test.each([
    [{ stack: 'x', briefing: 'b' }, 'the stack'],
    [{ stack: 'x', briefing: 'x' }, 'the briefing'],
  ])('of another stack or briefing is set aside, which is said', (now, what) => {
    open(SAME);
    expect(open(now)).toEqual({
      before: undefined,
      isResumed: false,
      said: expect.stringContaining(`${what} has changed since the last run: starting empty`),
    });
    expect(readdirSync(folder).sort()).toEqual(['state', 'state.previous']);
  });

  test('is emptied by --fresh, and begins anew when its resources were never all made', () => {
    open(SAME);
    expect(open(SAME, { fresh: true, whole: false })).toMatchObject({ before: undefined, isResumed: false });
    expect(open(SAME)).toMatchObject({ before: undefined, isResumed: false });
  });

  test('belongs to a stack whatever day it is synthesized, and to no stack with other code', () => {
    const at = (StartDate: string, key: string): Stack => ({
      name: 'S',
      assets: new Map(),
      template: {
        Resources: {
          Daily: { Type: 'AWS::Scheduler::Schedule', Properties: { StartDate, State: StartDate } },
          Fn: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: key } } },
        },
      },
    });
    expect(fingerprint([at('today', 'k')], briefing)).toEqual(fingerprint([at('later', 'k')], briefing));
    expect(fingerprint([at('today', 'k')], briefing)).not.toEqual(fingerprint([at('today', 'l')], briefing));
    const other = fingerprint([at('today', 'k')], { ...briefing, name: 'Other' });
    expect(other.briefing).not.toBe(fingerprint([at('today', 'k')], briefing).briefing);
  });
});

test('a folder belongs to one run, the next one takes the folder after it, and a freed one is taken again', () => {
  const base = join(folder, 'out');
  const first = takeRunFolder(base);
  const second = takeRunFolder(base);
  expect([first.path, second.path]).toEqual([base, `${base}-2`]);
  first.release();
  expect([isTaken(base), isTaken(`${base}-2`)]).toEqual([false, true]);
  const third = takeRunFolder(base);
  expect(third.path).toBe(base);
  second.release();
  third.release();
});

/** A configuration set that tells a topic of what becomes of its mails. */
function eventStack(): Stack {
  const topic = { Ref: 'Events' };
  const small = smallStack({
    Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'small-set' } },
    Events: { Type: 'AWS::SNS::Topic' },
    Policy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [topic],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' } }] },
      },
    },
    Told: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: 'small-set',
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: ['send', 'delivery'],
          SnsDestination: { TopicARN: topic },
        },
      },
    },
  });
  small.remove();
  return small.stack;
}

describe('what a killed run owes', () => {
  const small = () => {
    const made = smallStack({
      ...queueWithDeadLetters(3),
      Inbox: bucketTelling(['s3:ObjectCreated:*', 's3:ObjectRemoved:*']),
    });
    made.remove();
    return made.stack;
  };

  /** A store in the folder, as the next run opens it. */
  async function openStore() {
    const journal = openJournal(join(folder, 'journal.db'));
    const options = {
      region: 'eu-central-1',
      clock: () => new Date(0),
      folder: join(folder, 'store'),
      journal,
    };
    const store = await startObjectStore(options);
    const close = async () => {
      await store.close();
      journal.close();
    };
    const resolver = resolverOf([small()], store.origin);
    await store.create(resolver);
    const queue = resolver.all('AWS::SQS::Queue').find(({ id }) => id === 'Work')?.ref ?? '';
    const receive = () =>
      store.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ['All'],
        }),
      );
    return { ...store, journal, queue, receive, close };
  }

  test('objects and messages are there in the next run, also those that a worker held', async () => {
    const first = await openStore();
    await first.s3.send(new PutObjectCommand({ Bucket: 'small-inbox', Key: 'a/../ б.txt', Body: 'text' }));
    await first.settled();
    await first.sqs.send(new SendMessageCommand({ QueueUrl: first.queue, MessageBody: 'more' }));
    expect((await first.receive()).Messages).toHaveLength(2);
    await first.close();
    const second = await openStore();
    endings.push(second.close);
    const object = await second.s3.send(new GetObjectCommand({ Bucket: 'small-inbox', Key: 'a/../ б.txt' }));
    expect(await object.Body?.transformToString()).toBe('text');
    const { Messages = [] } = await second.receive();
    expect(Messages.map(({ Attributes }) => Attributes?.ApproximateReceiveCount)).toEqual(['2', '2']);
  });

  test.each([
    ['PUT', 'there.txt', ['ObjectCreated:Put']],
    ['DELETE', 'gone.txt', ['ObjectRemoved:Delete']],
    ['PUT', 'never-written.txt', []],
    ['DELETE', 'there.txt', []],
  ] as const)('a %s of %s whose event was never told is told as %j', async (method, key, expected) => {
    const first = await openStore();
    await first.s3.send(new PutObjectCommand({ Bucket: 'small-inbox', Key: 'there.txt', Body: 'text' }));
    await first.settled();
    await first.receive().then(({ Messages }) => expect(Messages).toHaveLength(1));
    const before = BigInt(first.journal.fact('sequence') ?? 0);
    first.journal.begin({ bucket: 'small-inbox', key, method, path: `/small-inbox/${key}` });
    await first.close();
    const second = await openStore();
    endings.push(second.close);
    const told = ((await second.receive()).Messages ?? [])
      .map(({ Body }) => JSON.parse(Body ?? '{}').Records[0])
      .filter(({ s3 }) => BigInt(`0x${s3.object.sequencer}`) > before);
    expect(told.map(({ eventName }) => eventName)).toEqual(expected);
    expect(second.journal.unfinished()).toEqual([]);
  });

  test('a change that was told owes nothing', async () => {
    const { s3, settled, journal, queue, sqs, close } = await openStore();
    endings.push(close);
    await s3.send(new PutObjectCommand({ Bucket: 'small-inbox', Key: 'a', Body: '1' }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'small-inbox', Key: 'a', Body: '2', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await settled();
    expect(journal.unfinished()).toEqual([]);
    expect(await queueDepth(sqs, queue)).toBe(1);
  });

  test('a mail whose events were not published has them published by the next run, others not again', async () => {
    const file = join(folder, 'journal.db');
    const journal = openJournal(file);
    const mail = (id: string) => ({
      id,
      to: [`${id}@readers.test`],
      raw: Buffer.from('x'),
      tags: { edition: 'e' },
      source: 'brief@news.test',
      configurationSet: 'small-set',
    });
    for (const id of ['told', 'owed']) journal.keepMail(mail(id));
    journal.told('told');
    journal.close();
    const published: string[] = [];
    const again = openJournal(file);
    const mailer = await startMailer({
      journal: again,
      publish: async (_topic, message) => void published.push(JSON.parse(message).mail.messageId),
    });
    endings.push(() => again.close(), mailer.close);
    mailer.create(resolverOf([eventStack()]));
    await mailer.settled();
    expect(new Set(published)).toEqual(new Set(['owed']));
    expect(again.untold().size).toBe(0);
    expect(mailer.mails.map(({ id }) => id)).toEqual(['told', 'owed']);
  });
});
