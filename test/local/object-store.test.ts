import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { openBucket } from '../../infra/local/emulators/s3/bucket.ts';
import { encodeKey } from '../../infra/local/emulators/s3/s3-events.ts';
import { type ObjectStore, startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { startTopics } from '../../infra/local/emulators/topics.ts';
import type { RawResource } from '../../infra/local/stack/stack.ts';
import { fields, list, textOf } from '../../infra/local/stack/template-values.ts';
import { bucketTelling, queueWithDeadLetters, resolverOf, smallStack } from './small-stack.ts';

const TIME = new Date('2023-09-14T06:59:59.000Z');
const CREATED = ['s3:ObjectCreated:*'];
const BOTH = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'];
const ODD_KEYS = [
  'plain.txt',
  'a folder/with spaces + plus.txt',
  '../ відео 🎬 a+b.txt',
  'a/../../b%2Fc.txt',
  'quotes \' " & < > ( ) * ! ~.txt',
  '日本語/ñandú.html',
];

const open: ObjectStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function storeWith(resources: Readonly<Record<string, RawResource>>) {
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => TIME });
  open.push(store);
  const { stack, remove } = smallStack(resources);
  remove();
  const resolver = resolverOf([stack], store.origin);
  await store.create(resolver);
  const inbox = openBucket(store.s3, 'small-inbox');
  const events = async () => {
    await store.settled();
    const QueueUrl = resolver.named('Small-Work', 'AWS::SQS::Queue')?.ref;
    const found: Message[] = [];
    while (true) {
      const { Messages } = await store.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (!Messages) break;
      found.push(...Messages);
    }
    return found.map(({ Body }) => fields(list(fields(JSON.parse(Body ?? '{}')).Records)[0]));
  };
  return { store, inbox, events };
}

test('of fifty writers that create one key at once, one wins and the object is its own', async () => {
  const { store } = await storeWith({ Inbox: { Type: 'AWS::S3::Bucket' } });
  const attempts = await Promise.all(
    Array.from({ length: 50 }, async (_, number) => {
      const put = new PutObjectCommand({
        Bucket: 'small-inbox',
        Key: 'a b.txt',
        Body: `writer ${number}`,
        IfNoneMatch: '*',
      });
      try {
        await store.s3.send(put);
        return number;
      } catch (error) {
        expect(fields(fields(error).$metadata).httpStatusCode).toBe(412);
        return undefined;
      }
    }),
  );
  const winners = attempts.filter((number) => number !== undefined);
  expect(winners).toHaveLength(1);
  const { Body } = await store.s3.send(new GetObjectCommand({ Bucket: 'small-inbox', Key: 'a b.txt' }));
  expect(await Body?.transformToString()).toBe(`writer ${winners[0]}`);
});

test('a replacement that names the tag it read is refused once another has written', async () => {
  const { store, inbox } = await storeWith({ Inbox: { Type: 'AWS::S3::Bucket' } });
  await inbox.put('x', Buffer.from('one'));
  const { ETag } = await store.s3.send(new GetObjectCommand({ Bucket: 'small-inbox', Key: 'x' }));
  const put = (Body: string) =>
    store.s3.send(new PutObjectCommand({ Bucket: 'small-inbox', Key: 'x', Body, IfMatch: ETag }));
  await put('two');
  await expect(put('three')).rejects.toMatchObject({ name: 'PreconditionFailed' });
  expect((await inbox.get('x')).toString()).toBe('two');
});

test.each(ODD_KEYS)('the key %j survives upload, list, event and download', async (key) => {
  const { inbox, events } = await storeWith({ Inbox: bucketTelling(CREATED), ...queueWithDeadLetters(3) });
  await inbox.put(key, Buffer.from('body'));
  expect(await inbox.list()).toEqual([key]);
  expect((await inbox.get(key)).toString()).toBe('body');
  const [event] = await events();
  const object = fields(fields(event?.s3).object);
  expect(decodeURIComponent(textOf(object.key).replaceAll('+', ' '))).toBe(key);
});

test('an event writes a key as S3 does: a space as plus, a plus and letters beyond ASCII as percent, a slash as it is', () => {
  expect(encodeKey('a b+c/ü (1)!.txt')).toBe('a+b%2Bc/%C3%BC+%281%29%21.txt');
});

test('any key can be read back from its event', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (key) => {
      const encoded = encodeKey(key);
      expect(decodeURIComponent(encoded.replaceAll('+', ' '))).toBe(key);
      expect(encoded).toMatch(/^[A-Za-z0-9%+/._~*-]*$/);
    }),
  );
});

test('an event tells bucket, size, tag, time and a sequencer that grows', async () => {
  const { inbox, events } = await storeWith({ Inbox: bucketTelling(BOTH), ...queueWithDeadLetters(3) });
  await inbox.put('x.txt', Buffer.from('four'));
  await inbox.put('x.txt', Buffer.from('fifteen'));
  await inbox.remove('x.txt');
  const told = await events();
  expect(told.map(({ eventName }) => eventName)).toEqual([
    'ObjectCreated:Put',
    'ObjectCreated:Put',
    'ObjectRemoved:Delete',
  ]);
  expect(told.every(({ eventTime }) => eventTime === TIME.toISOString())).toBe(true);
  const objects = told.map(({ s3 }) => fields(fields(s3).object));
  expect(objects.map(({ size }) => size)).toEqual([4, 7, undefined]);
  expect(objects[0]?.eTag).toMatch(/^[0-9a-f]{32}$/);
  const sequencers = objects.map(({ sequencer }) => BigInt(`0x${textOf(sequencer)}`));
  expect(sequencers).toEqual(sequencers.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(fields(fields(told[0]?.s3).bucket).name).toBe('small-inbox');
});

test('a bucket that keeps versions tells which one an event means, and gives each back', async () => {
  const told = bucketTelling(BOTH);
  const versioned = {
    ...told,
    Properties: { ...told.Properties, VersioningConfiguration: { Status: 'Enabled' } },
  };
  const { store, inbox, events } = await storeWith({ Inbox: versioned, ...queueWithDeadLetters(3) });
  await inbox.put('x.txt', Buffer.from('first'));
  await inbox.put('x.txt', Buffer.from('second'));
  await inbox.remove('x.txt');
  const [first, , removed] = await events();
  expect(removed?.eventName).toBe('ObjectRemoved:DeleteMarkerCreated');
  const VersionId = textOf(fields(fields(first?.s3).object).versionId);
  const { Body } = await store.s3.send(
    new GetObjectCommand({ Bucket: 'small-inbox', Key: 'x.txt', VersionId }),
  );
  expect(await Body?.transformToString()).toBe('first');
});

test.each([
  ['only removals', ['s3:ObjectRemoved:*'], {}, []],
  ['only plain puts', ['s3:ObjectCreated:Put'], {}, ['in/a.txt', 'b.html']],
  ['a prefix', CREATED, filter('prefix', 'in/'), ['in/a.txt']],
  ['a suffix', CREATED, filter('suffix', '.html'), ['b.html']],
] as const)('a configuration for %s tells nothing else', async (_, names, extra, expected) => {
  const { inbox, events } = await storeWith({
    Inbox: bucketTelling(names, extra),
    ...queueWithDeadLetters(3),
  });
  await inbox.put('in/a.txt', Buffer.from('a'));
  await inbox.put('b.html', Buffer.from('b'));
  expect((await events()).map(({ s3 }) => fields(fields(s3).object).key)).toEqual(expected);
});

function filter(Name: string, Value: string) {
  return { Filter: { S3Key: { Rules: [{ Name, Value }] } } };
}

test('a file of twelve megabytes goes up in parts and its event tells the whole size', async () => {
  const { inbox, events } = await storeWith({ Inbox: bucketTelling(CREATED), ...queueWithDeadLetters(3) });
  await inbox.put('big.bin', Buffer.alloc(12 * 1024 * 1024, 7));
  const told = await events();
  expect(told).toHaveLength(1);
  expect(told[0]?.eventName).toBe('ObjectCreated:CompleteMultipartUpload');
  expect(fields(fields(told[0]?.s3).object).size).toBe(12 * 1024 * 1024);
});

test('a refused write tells nobody', async () => {
  const { store, inbox, events } = await storeWith({
    Inbox: bucketTelling(CREATED),
    ...queueWithDeadLetters(3),
  });
  await inbox.put('x', Buffer.from('1'));
  const again = new PutObjectCommand({ Bucket: 'small-inbox', Key: 'x', Body: '2', IfNoneMatch: '*' });
  await expect(store.s3.send(again)).rejects.toThrow();
  expect(await events()).toHaveLength(1);
});

test('a bucket that notifies a queue outside the template is refused by name', async () => {
  const Inbox = {
    Type: 'AWS::S3::Bucket',
    Properties: {
      NotificationConfiguration: {
        QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: 'arn:aws:sqs:::gone' }],
      },
    },
  };
  await expect(storeWith({ Inbox })).rejects.toThrow('Inbox notifies arn:aws:sqs:::gone');
});

test('a mailbox may be subscribed to a topic, as to that of the alarms; whatever else is no queue is told by name', async () => {
  const { store } = await storeWith({ Inbox: { Type: 'AWS::S3::Bucket' } });
  const made = async (Protocol: string) => {
    const { stack, remove } = smallStack({
      Alarms: { Type: 'AWS::SNS::Topic' },
      Operator: {
        Type: 'AWS::SNS::Subscription',
        Properties: { Protocol, TopicArn: { Ref: 'Alarms' }, Endpoint: 'operator@example.org' },
      },
    });
    remove();
    await startTopics(store.origin).create(resolverOf([stack], store.origin));
  };
  await made('email');
  await expect(made('sms')).rejects.toThrow('Operator: the local run hands messages');
});
