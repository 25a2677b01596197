import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it, test, vi } from 'vitest';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { askQueues, redrivePorts } from '../../infra/operate/queues/ask-queues.ts';
import { QUEUES } from '../../infra/operate/queues/queue-list.ts';
import { ageOf, linesOf, slotIn } from '../../infra/operate/queues/queue-state.ts';
import { redrive } from '../../infra/operate/queues/redrive.ts';
import { queueWithDeadLetters, resolverOf, smallStack } from '../local/small-stack.ts';

const named = (name: string) => {
  const found = QUEUES.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

it.each([
  [0, '0 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [3_599, '59 min'],
  [7_200, '2 h'],
  [864_000, '10 d'],
])('%d seconds are told as %s', (seconds, told) => expect(ageOf(seconds)).toBe(told));

it.each([
  ['what the scheduler could not hand over', '{"slot":"2023-09-14T04:00:00Z"}', '2023-09-14T04:00:00Z'],
  ['what compose failed at', '{"requestPayload":{"slot":"2023-09-14T04:00:00Z"}}', '2023-09-14T04:00:00Z'],
  ['a look at the ledger', '{"reconcile":true}', null],
  ['no JSON', 'slot', null],
  ['what is no instant', '{"slot":"\\u001b[31mred"}', null],
])('the slot is found in a dead letter, or none is: %s', (_, body, slot) => expect(slotIn(body)).toBe(slot));

it('the list says what dead letters are and what a redrive does, and of an older deployment that it does not know', () => {
  const [intake, missed] = [named('Intake'), named('Missed')];
  const work = { waiting: 2, inWork: 1, oldest: 720 };
  expect(linesOf({ queue: intake, work, dead: { count: 3, oldest: 7_200, slots: [] } })).toEqual([
    'Intake: uploads on their way to a receipt',
    '  waiting 2, in work 1, the oldest 12 min',
    '  DEAD LETTERS 3, the oldest 2 h: uploads that could not be read; their receipts say failed',
    expect.stringContaining('npm run queues -- redrive Intake --yes'),
  ]);
  const lost = linesOf({ queue: missed, dead: { count: 1, oldest: null, slots: ['2023-09-14T04:00:00Z'] } });
  expect(lost.join('\n')).toMatch(/slot 2023-09-14T04:00:00Z.*edition -- compose SLOT/s);
  expect(lost.join('\n')).not.toContain('redrive Missed');
  expect(linesOf({ queue: intake }).join('\n')).toContain('of an older version');
});

it('a redrive leaves the moving to SQS where it can, and else stops at as many as there were', async () => {
  const sent: string[] = [];
  const letter = { body: 'again', handle: '1' };
  // What is put back dies again at once.
  const ports = {
    receive: async () => [letter],
    send: async ({ body }: typeof letter) => void sent.push(body),
    remove: async () => {},
  };
  expect(await redrive(3, { ...ports, startMove: async () => true })).toEqual({ by: 'sqs' });
  expect(sent).toEqual([]);
  expect(await redrive(3, { ...ports, startMove: async () => false })).toEqual({ by: 'hand', moved: 3 });
  expect(sent).toHaveLength(3);
});

it('a redrive removes no letter that it could not send', async () => {
  const removed: string[] = [];
  const ports = {
    startMove: async () => false,
    receive: async () => [{ body: 'x', handle: '1' }],
    send: async () => {
      throw new Error('no');
    },
    remove: async ({ handle }: { readonly handle: string }) => void removed.push(handle),
  };
  await expect(redrive(1, ports)).rejects.toThrow('no');
  expect(removed).toEqual([]);
});

test('dead letters of a queue that is really there are counted, dated and put back by hand where SQS has no task for it', async () => {
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => new Date() });
  const { stack, remove } = smallStack(queueWithDeadLetters(3));
  remove();
  const resolver = resolverOf([stack], store.origin);
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', store.origin);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  try {
    await store.create(resolver);
    const [deadLetters, waiting] = ['Small-Dead', 'Small-Work'].map(
      (name) => resolver.named(name, 'AWS::SQS::Queue')?.ref ?? '',
    );
    if (deadLetters === undefined || waiting === undefined) throw new Error('The queues have no address.');
    for (const MessageBody of ['{"a":1}', '{"b":2}'])
      await store.sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody }));
    const urls = { Delivery: { waiting, deadLetters } };
    const look = async () => {
      const all = await askQueues(urls, async () => 60, Date.now() + 5_000);
      return all.find(({ queue }) => queue.name === 'Delivery');
    };
    expect(await look()).toMatchObject({
      work: { waiting: 0, inWork: 0, oldest: null },
      dead: { count: 2, oldest: expect.toSatisfy((age: number) => age >= 5) },
    });
    expect(await redrive(2, redrivePorts({ waiting, deadLetters }))).toEqual({ by: 'hand', moved: 2 });
    expect(await look()).toMatchObject({ work: { waiting: 2, oldest: 60 }, dead: { count: 0 } });
  } finally {
    vi.unstubAllEnvs();
    await store.close();
  }
});
