import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eachMessage, type Message } from '../../lambdas/aws/events.ts';
import { decodeKey, padSequencer } from '../../lambdas/aws/object-changes.ts';
import { Retryable } from '../../lambdas/aws/retryable.ts';
import { heldLog } from './log-lines.ts';

beforeAll(() => {
  heldLog();
});
afterAll(() => {
  vi.restoreAllMocks();
});

const record = (messageId: string, body: unknown, receives = '1') =>
  ({
    messageId,
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: receives },
  }) as SQSRecord;

const created = (key: string) => ({
  Records: [
    {
      eventName: 'ObjectCreated:Put',
      eventTime: '2023-09-13T10:00:00.000Z',
      s3: {
        bucket: { name: 'inbox' },
        object: { key, size: 12, eTag: 'abc', sequencer: '0055AED6DCD90281E5' },
      },
    },
  ],
});

describe('a batch of queue messages', () => {
  it('is answered message by message: only the one whose work threw comes back', async () => {
    const seen: Message[] = [];
    const handler = eachMessage(async (message) => {
      seen.push(message);
      if (message.changes[0]?.key === 'bad.txt') throw new Error('no luck with ada@readers.example.org');
    });
    const event: SQSEvent = {
      Records: [
        record('m1', created('good.txt')),
        record('m2', created('bad.txt')),
        record('m3', created('fine.txt'), '4'),
      ],
    };
    expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }] });
    expect(seen.map((message) => message.receives)).toEqual([1, 1, 4]);
    expect(seen[0]?.changes[0]).toEqual({
      kind: 'created',
      bucket: 'inbox',
      key: 'good.txt',
      size: 12,
      sequencer: '0055aed6dcd90281e5'.padEnd(40, '0'),
      time: '2023-09-13T10:00:00.000Z',
      eTag: 'abc',
      versionId: null,
    });
  });

  it('gives a message back early when its work knows when to go on, and as usual when that fails', async () => {
    const given: [string, number][] = [];
    const throttled = async () => {
      throw new Retryable('throttled', 10);
    };
    const once: SQSEvent = { Records: [{ ...record('m1', created('a.txt')), receiptHandle: 'handle' }] };
    const back = { batchItemFailures: [{ itemIdentifier: 'm1' }] };
    const note = async (handle: string, seconds: number) => {
      given.push([handle, seconds]);
    };
    expect(await eachMessage(throttled, note)(once)).toEqual(back);
    expect(given).toEqual([['handle', 10]]);
    const refuse = () => Promise.reject(new Error('no such handle'));
    expect(await eachMessage(throttled, refuse)(once)).toEqual(back);
    const whenever = async () => {
      throw new Retryable('the account is stopped');
    };
    expect(await eachMessage(whenever, note)(once)).toEqual(back);
    expect(given).toHaveLength(1);
  });

  it('gives back a message that is no JSON, and takes the test message of S3 for nothing', async () => {
    const handler = eachMessage(async () => undefined);
    const broken = { ...record('m1', {}), body: 'not json' };
    expect((await handler({ Records: [broken] })).batchItemFailures).toEqual([{ itemIdentifier: 'm1' }]);
    expect(await handler({ Records: [record('m2', { Event: 's3:TestEvent' })] })).toEqual({
      batchItemFailures: [],
    });
  });
});

describe('keys and sequencers', () => {
  it.each([
    ['a+b.txt', 'a b.txt'],
    ['a%2Bb.txt', 'a+b.txt'],
    ['..%2F%D0%B2%D1%96%D0%B4%D0%B5%D0%BE+%F0%9F%8E%AC.txt', '../відео 🎬.txt'],
    ['100%25.txt', '100%.txt'],
  ])('%s is the key %s', (encoded, key) => expect(decodeKey(encoded)).toBe(key));

  it('of unequal length are ordered as S3 orders them', () => {
    expect(padSequencer('0055AED6DCD90281E5') < padSequencer('0055AED6DCD90281E501')).toBe(true);
    expect(padSequencer('0055aed6dcd90281e5')).toBe(padSequencer('0055AED6DCD90281E5'));
  });
});
