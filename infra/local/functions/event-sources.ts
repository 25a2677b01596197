import { availableParallelism } from 'node:os';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  MessageNotInflight,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { Resolver, Resource } from '../stack/template.ts';
import { fields, list, numberOf, textOf } from '../stack/template-values.ts';
import { type Functions, WORKERS } from './functions.ts';

export interface SourceOptions {
  readonly region: string;
  /**
   * Seconds until a message that a function gave back is handed out again, times its receives so far (up to ten); the
   * template's visibility (minutes) would make a local run wait. `null` keeps the template's.
   */
  readonly retrySeconds?: number | null;
  /** How often each batch is handed to its function before it is deleted: SQS delivers at least once: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
  readonly deliveries?: number;
  /** Who reads each queue side by side at first; one unless told. */
  readonly pollers?: number;
  readonly onFailure?: (functionId: string, error: unknown) => void;
  /** A message was given back, after this many receives. */
  readonly onGivenBack?: (functionId: string, receives: number) => void;
}

export interface Sources {
  /** The queues that some function reads, by URL. */
  readonly queueUrls: readonly string[];
  close(): Promise<void>;
}

interface Source {
  readonly queue: Resource;
  readonly fn: Resource;
  readonly batchSize: number;
  /** Without `ReportBatchItemFailures` Lambda ignores what the function answers: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
  readonly reportsFailures: boolean;
  readonly mostPollers: number;
  pollers: number;
  /** Batches received since the queue was last found empty. */
  inARow: number;
}

/** Receives waits this long when its queue is empty: the poller's pulse, and how long closing may take. */
const WAIT_SECONDS = 1;
/** So many batches without a pause are a flood: more pollers come, as Lambda's do. The sample articles are fewer. */
const FLOOD = 30;
/**
 * Nothing waits for vectors, which take a second of a processor for each article: on Lambda they have their own, here they give way to a flood.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const BACKGROUND = /^Vectors/;
const LOOK_AGAIN_MS = 100;
/** With 30 receives a shard is still tried after the longest lease (three minutes) has run out. */
const LONGEST_STEP = 10;

/** Reads the queues of the template's event source mappings, as Lambda's own pollers do. @throws Error for a source it cannot find. */
export function startSources(
  resolver: Resolver,
  sqs: SQSClient,
  functions: Functions,
  options: SourceOptions,
): Sources {
  const sources = resolver
    .all('AWS::Lambda::EventSourceMapping')
    .map((mapping) => readSource(resolver, mapping));
  const stop = new AbortController();
  const polling: Promise<void>[] = [];
  /** Reads until the run ends; one who came to help until nothing is left. */
  const poll = async (source: Source, isHelper: boolean): Promise<void> => {
    while (!stop.signal.aborted) {
      if (BACKGROUND.test(source.fn.id) && sources.some(isFlooded)) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
        continue;
      }
      const messages = await receive(sqs, source, stop.signal);
      source.inARow = messages.length === 0 ? 0 : source.inARow + 1;
      if (messages.length === 0 && isHelper) break;
      if (isFlooded(source) && source.pollers < source.mostPollers) begin(source, true);
      if (messages.length > 0) await handBatch(sqs, functions, source, messages, options);
    }
    source.pollers -= 1;
  };
  const begin = (source: Source, isHelper: boolean) => {
    source.pollers += 1;
    polling.push(poll(source, isHelper));
  };
  for (const source of sources) {
    for (let count = options.pollers ?? 1; count > 0; count -= 1) begin(source, false);
  }
  return {
    queueUrls: sources.map(({ queue }) => queue.ref),
    async close() {
      stop.abort();
      await Promise.allSettled(polling);
    },
  };
}

function readSource(resolver: Resolver, mapping: Resource): Source {
  const arn = mapping.property('EventSourceArn');
  const queue = resolver.named(arn, 'AWS::SQS::Queue');
  if (!queue) throw new Error(`${mapping.id}: the template has no queue ${textOf(arn)}.`);
  const name = mapping.property('FunctionName');
  const fn = resolver.named(name, 'AWS::Lambda::Function');
  if (!fn) throw new Error(`${mapping.id}: the template has no function ${textOf(name)}.`);
  return {
    queue,
    fn,
    batchSize: numberOf(mapping.property('BatchSize'), 10),
    reportsFailures: list(mapping.property('FunctionResponseTypes')).includes('ReportBatchItemFailures'),
    mostPollers: Math.min(
      availableParallelism(),
      numberOf(fields(mapping.property('ScalingConfig')).MaximumConcurrency, WORKERS),
    ),
    pollers: 0,
    inARow: 0,
  };
}

const isFlooded = ({ inARow, fn }: Source): boolean => inARow >= FLOOD && !BACKGROUND.test(fn.id);

async function receive(
  sqs: SQSClient,
  { queue, batchSize }: Source,
  signal: AbortSignal,
): Promise<readonly Message[]> {
  try {
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.ref,
        MaxNumberOfMessages: Math.min(batchSize, 10),
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: signal },
    );
    return Messages ?? [];
  } catch (error) {
    if (signal.aborted) return [];
    throw error;
  }
}

async function handBatch(
  sqs: SQSClient,
  functions: Functions,
  source: Source,
  messages: readonly Message[],
  options: SourceOptions,
): Promise<void> {
  let failed = new Set<string>();
  for (let delivery = 0; delivery < (options.deliveries ?? 1); delivery += 1) {
    const Records = messages.map((message) => toRecord(message, source.queue, options.region, delivery));
    try {
      const answer = await functions.invoke(source.fn, { Records });
      const named = list(fields(answer).batchItemFailures).map((item) => textOf(fields(item).itemIdentifier));
      failed = new Set(source.reportsFailures ? named : []);
    } catch (error) {
      options.onFailure?.(source.fn.id, error);
      failed = new Set(Records.map(({ messageId }) => messageId));
    }
  }
  for (const message of messages) {
    const handle = { QueueUrl: source.queue.ref, ReceiptHandle: message.ReceiptHandle };
    if (!failed.has(message.MessageId ?? '')) {
      await sqs.send(new DeleteMessageCommand(handle));
      continue;
    }
    options.onGivenBack?.(source.fn.id, receives(message));
    if (options.retrySeconds !== null) {
      const VisibilityTimeout = (options.retrySeconds ?? 1) * Math.min(receives(message), LONGEST_STEP);
      // The function may have given it back itself, and another poller may hold it by now.
      const order = new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout });
      await sqs.send(order).catch((error: unknown) => {
        if (!(error instanceof MessageNotInflight)) throw error;
      });
    }
  }
}

const receives = (message: Message): number => numberOf(message.Attributes?.ApproximateReceiveCount, 1);

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html shows the record. */
function toRecord(message: Message, queue: Resource, region: string, delivery: number): SQSRecord {
  const attributes = message.Attributes ?? {};
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: {
      ApproximateReceiveCount: String(receives(message) + delivery),
      SentTimestamp: attributes.SentTimestamp ?? '',
      SenderId: attributes.SenderId ?? '',
      ApproximateFirstReceiveTimestamp: attributes.ApproximateFirstReceiveTimestamp ?? '',
    },
    messageAttributes: {},
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: region,
  };
}
