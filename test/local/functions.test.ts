import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { queueDepth } from '../../infra/local/emulators/queues.ts';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { type SourceOptions, startSources } from '../../infra/local/functions/event-sources.ts';
import {
  type FunctionOptions,
  type Functions,
  startFunctions,
  WORKERS,
} from '../../infra/local/functions/functions.ts';
import type { RawResource } from '../../infra/local/stack/stack.ts';
import { fields, list } from '../../infra/local/stack/template-values.ts';
import { queueWithDeadLetters, resolverOf, type SmallStack, smallStack } from './small-stack.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
});

function functionOf(
  source: string,
  properties: Readonly<Record<string, unknown>> = {},
  options: Partial<FunctionOptions> = {},
) {
  const small = smallStack({ Fn: { Type: 'AWS::Lambda::Function', Properties: properties } }, { Fn: source });
  const [fn] = resolverOf([small.stack]).all('AWS::Lambda::Function');
  if (!fn) throw new Error('The stack has a function.');
  const functions = startFunctions({
    region: 'eu-central-1',
    endpoints: {},
    now: () => undefined,
    ...options,
  });
  endings.push(small.remove, functions.close);
  return { invoke: (event: unknown) => functions.invoke(fn, event), functions, fn };
}

test('a function answers with what its handler returned, and keeps its worker for the next event', async () => {
  const { invoke } = functionOf(
    'let calls = 0; export const handler = async (event) => ({ event, calls: ++calls });',
  );
  expect(await invoke({ a: 1 })).toEqual({ event: { a: 1 }, calls: 1 });
  expect(await invoke('two')).toEqual({ event: 'two', calls: 2 });
});

test('its environment is the template’s and Lambda’s own, and nothing of this machine', async () => {
  process.env.OF_THIS_MACHINE = 'yes';
  const { invoke } = functionOf(
    'export const handler = async () => process.env;',
    { Environment: { Variables: { GIVEN: { Ref: 'AWS::Region' } } } },
    { endpoints: { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' } },
  );
  const env = fields(await invoke({}));
  expect(env).toMatchObject({
    GIVEN: 'eu-central-1',
    AWS_REGION: 'eu-central-1',
    AWS_LAMBDA_FUNCTION_NAME: 'Small-Fn',
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
  });
  expect(env.OF_THIS_MACHINE).toBeUndefined();
  expect(env.PATH).toBeUndefined();
});

test.each([
  [
    'a handler that throws',
    'export const handler = async () => { throw new TypeError("no good"); };',
    'Fn: TypeError: no good',
  ],
  ['a module that does not load', 'import "not-there"; export const handler = 1;', 'Cannot find package'],
  [
    'a bundle without the handler',
    'export const other = async () => 1;',
    'exports no function named handler',
  ],
  [
    'a process that ends itself',
    'export const handler = async () => process.exit(3);',
    'ended before it answered',
  ],
])('%s fails the call with its name', async (_, source, message) => {
  const { invoke } = functionOf(source);
  await expect(invoke({})).rejects.toThrow(message);
});

test('the template’s timeout ends a function that hangs, and the next event gets a new one', async () => {
  const source = `export const handler = async (event) => event.hang ? new Promise(() => {}) : 'well';`;
  const { invoke } = functionOf(source, { Timeout: 0.2 });
  await expect(invoke({ hang: true })).rejects.toThrow('Task timed out after 0.2 seconds');
  expect(await invoke({})).toBe('well');
});

test('a function knows how long it may run', async () => {
  const source = 'export const handler = async (event, context) => context.getRemainingTimeInMillis();';
  const { invoke } = functionOf(source, { Timeout: 7 });
  const left = await invoke({});
  expect(left).toBeGreaterThan(5000);
  expect(left).toBeLessThanOrEqual(7000);
});

test('a function lives at the time that the run is given', async () => {
  const source =
    'export const handler = async () => [Date.now(), new Date().getTime(), Date.UTC(2020, 0), new Date(5).getTime()];';
  const at = Date.parse('2023-09-14T07:00:00Z');
  const { invoke } = functionOf(source, {}, { now: () => at });
  const [now, made, utc, given] = list(await invoke({})).map(Number);
  expect(now).toBeGreaterThanOrEqual(at);
  expect(now).toBeLessThan(at + 10_000);
  expect(made).toBeGreaterThanOrEqual(at);
  expect([utc, given]).toEqual([Date.UTC(2020, 0), 5]);
});

test('a worker that has begun reads the pipeline’s clock again with each call, and its own clock never goes back', async () => {
  const source = 'export const handler = async () => Date.now();';
  let at = Date.parse('2023-09-14T07:00:00Z');
  const { invoke } = functionOf(source, {}, { now: () => at });
  const first = Number(await invoke({}));
  // As if the call had come a moment late.
  at -= 300;
  expect(Number(await invoke({}))).toBeGreaterThanOrEqual(first);
  at += 3_600_000;
  expect(Number(await invoke({})) - at).toBeLessThan(60_000);
});

test('two events at once run in two workers', async () => {
  const source =
    'let busy = 0; export const handler = async () => { busy++; await new Promise((d) => setTimeout(d, 50)); return busy--; };';
  const { invoke } = functionOf(source);
  expect(await Promise.all([invoke({}), invoke({})])).toEqual([1, 1]);
});

const MAPPING: RawResource = {
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    BatchSize: 10,
    EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
    FunctionName: { Ref: 'Reader' },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  },
};

const READER = `
import { appendFileSync } from 'node:fs';
export const handler = async ({ Records }) => {
  const failed = [];
  for (const { body, messageId, attributes, eventSourceARN } of Records) {
    appendFileSync(process.env.MEMORY, JSON.stringify({ body, receives: attributes.ApproximateReceiveCount, eventSourceARN }) + '\\n');
    if (body === 'throw') throw new Error('told to');
    if (body === 'poison') failed.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures: failed };
};`;

async function queueWith(bodies: readonly string[], options: Partial<SourceOptions> = {}, mapping = MAPPING) {
  const small: SmallStack = smallStack({ ...queueWithDeadLetters(3), Mapping: mapping }, { Reader: READER });
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => new Date(0) });
  endings.push(small.remove, store.close);
  const resolver = resolverOf([small.stack], store.origin);
  await store.create(resolver);
  const functions: Functions = startFunctions({
    region: 'eu-central-1',
    endpoints: {},
    now: () => undefined,
  });
  endings.push(functions.close);
  const [work, dead] = ['Small-Work', 'Small-Dead'].map(
    (name) => resolver.named(name, 'AWS::SQS::Queue')?.ref ?? '',
  );
  for (const MessageBody of bodies)
    await store.sqs.send(new SendMessageCommand({ QueueUrl: work, MessageBody }));
  const sources = startSources(resolver, store.sqs, functions, {
    region: 'eu-central-1',
    retrySeconds: 0,
    ...options,
  });
  endings.push(sources.close);
  const depth = (url = '') => queueDepth(store.sqs, url);
  await expect.poll(() => depth(work), { timeout: 10_000, interval: 10 }).toBe(0);
  return {
    dead: await depth(dead),
    seen: readFileSync(small.memory, 'utf8')
      .trim()
      .split('\n')
      .map((line) => fields(JSON.parse(line))),
  };
}

test('messages are handed over with their ARN and deleted when done', async () => {
  const { seen, dead } = await queueWith(['one', 'two']);
  expect(seen.map(({ body }) => body).sort()).toEqual(['one', 'two']);
  expect(seen[0]?.eventSourceARN).toBe('arn:aws:sqs:eu-central-1:000000000000:Small-Work');
  expect(dead).toBe(0);
});

test('a message that its function keeps giving back goes to the dead letters after the last receive; others are done', async () => {
  const { seen, dead } = await queueWith(['poison', 'fine']);
  expect(seen.filter(({ body }) => body === 'poison').map(({ receives }) => receives)).toEqual([
    '1',
    '2',
    '3',
  ]);
  expect(seen.filter(({ body }) => body === 'fine')).toHaveLength(1);
  expect(dead).toBe(1);
});

test('a function that throws gets its whole batch again, and each failure is told', async () => {
  const failures: string[] = [];
  const { seen, dead } = await queueWith(['throw'], {
    onFailure: (id, error) => failures.push(`${id} ${error}`),
  });
  expect(seen).toHaveLength(3);
  expect(dead).toBe(1);
  expect(failures).toHaveLength(3);
  expect(failures[0]).toContain('Reader FunctionError: Reader: Error: told to');
});

test('a mapping without partial failures has its answer ignored, as Lambda ignores it', async () => {
  const mapping = { ...MAPPING, Properties: { ...MAPPING.Properties, FunctionResponseTypes: [] } };
  const { seen, dead } = await queueWith(['poison'], {}, mapping);
  expect(seen).toHaveLength(1);
  expect(dead).toBe(0);
});

test('a redelivered message comes as often as asked, each time as a later receive', async () => {
  const { seen } = await queueWith(['one'], { deliveries: 3 });
  expect(seen.map(({ receives }) => receives)).toEqual(['1', '2', '3']);
});

test('a mapping to a queue that the template does not have is refused by name', async () => {
  const mapping = { ...MAPPING, Properties: { ...MAPPING.Properties, EventSourceArn: 'arn:aws:sqs:::gone' } };
  await expect(queueWith([], {}, mapping)).rejects.toThrow(
    'Mapping: the template has no queue arn:aws:sqs:::gone',
  );
});

test('a dead-letter queue that the template does not have is refused by name', async () => {
  const { Work } = queueWithDeadLetters(3);
  const RedrivePolicy = { deadLetterTargetArn: 'arn:aws:sqs:::gone', maxReceiveCount: 3 };
  const { stack, remove } = smallStack({ Work: { Type: Work?.Type ?? '', Properties: { RedrivePolicy } } });
  remove();
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => new Date(0) });
  endings.push(store.close);
  await expect(store.create(resolverOf([stack], store.origin))).rejects.toThrow(
    'Work: its dead-letter queue',
  );
});

test('in a flood more pollers come, and what nothing waits for waits', async () => {
  const queueOf = (name: string) => ({
    [name]: { Type: 'AWS::SQS::Queue' },
    [`${name}Mapping`]: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': [name, 'Arn'] },
        FunctionName: { Ref: `${name}Function` },
        BatchSize: 1,
      },
    },
  });
  const none = 'export const handler = async () => ({});';
  const small = smallStack(
    { ...queueOf('Uploads'), ...queueOf('Vectors') },
    { UploadsFunction: none, VectorsFunction: none },
  );
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => new Date(0) });
  endings.push(small.remove, store.close);
  const resolver = resolverOf([small.stack], store.origin);
  await store.create(resolver);
  const order: string[] = [];
  let [atOnce, most] = [0, 0];
  const invoke: Functions['invoke'] = async (fn) => {
    order.push(fn.id);
    atOnce += 1;
    most = Math.max(most, fn.id === 'UploadsFunction' ? atOnce : 0);
    await Promise.all([
      ...(order.length === 50 ? [send('Vectors', 'an article'), send('Vectors', 'another')] : []),
      new Promise((resolve) => setImmediate(resolve)),
    ]);
    atOnce -= 1;
    return {};
  };
  const send = (name: string, MessageBody: string) => {
    const QueueUrl = resolver.named(`Small-${name}`, 'AWS::SQS::Queue')?.ref;
    return store.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };
  await Promise.all(Array.from({ length: 120 }, (_, n) => send('Uploads', `file ${n}`)));
  const unused = async () => undefined;
  const functions: Functions = { invoke, invokeModule: unused, crash: unused, close: unused };
  const sources = startSources(resolver, store.sqs, functions, { region: 'eu-central-1' });
  endings.push(sources.close);
  await expect.poll(() => order.length, { timeout: 10_000, interval: 20 }).toBe(122);
  expect(most).toBe(Math.min(availableParallelism(), WORKERS));
  // One receive may have been under way when the flood began.
  expect(order.at(-1)).toBe('VectorsFunction');
});
