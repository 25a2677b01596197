import { randomUUID } from 'node:crypto';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { errorFields, log } from './log.ts';
import type { GiveBack } from './queue.ts';
import { Retryable } from './retryable.ts';

/** One change of an object, as S3 tells it. */
export interface ObjectChange {
  readonly kind: 'created' | 'removed';
  readonly bucket: string;
  readonly key: string;
  /** Bytes; 0 for a removal. */
  readonly size: number;
  /** Orders the changes of one key: equal length, lower case, so plain string comparison is right. */
  readonly sequencer: string;
  /** ISO instant, S3's own clock. */
  readonly time: string;
  readonly eTag: string | null;
  readonly versionId: string | null;
}

export interface Message {
  readonly changes: readonly ObjectChange[];
  /** How often the queue has handed this message out, this time included. */
  readonly receives: number;
}

interface S3Record {
  readonly eventName: string;
  readonly eventTime: string;
  readonly s3: {
    readonly bucket: { readonly name: string };
    readonly object: {
      readonly key: string;
      readonly size?: number;
      readonly eTag?: string;
      readonly versionId?: string;
      readonly sequencer: string;
    };
  };
}

/**
 * Answers a queue's batch: a message whose work throws is handed back alone, the others are done. `giveBack` is for
 * work that knows when it may go on.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function eachMessage(work: (message: Message) => Promise<void>, giveBack?: GiveBack) {
  return eachRecord(
    async (record) =>
      work({ changes: changesIn(record), receives: Number(record.attributes.ApproximateReceiveCount) }),
    giveBack,
  );
}

/** The same for messages that are not S3's. One after the other: what is done at once is the queue's to say. */
export function eachRecord(work: (record: SQSRecord) => Promise<void>, giveBack?: GiveBack) {
  const worked = async (record: SQSRecord): Promise<void> => {
    try {
      await work(record);
    } catch (error) {
      await handBack(record, error, giveBack);
      throw error;
    }
  };
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    processPartialResponse(event, worked, new BatchProcessor(EventType.SQS), {
      processInParallel: false,
      // All of a batch may come back: that is an answer to the queue, not a fault of the function.
      throwOnFullBatchFailure: false,
    });
}

async function handBack(record: SQSRecord, error: unknown, giveBack: GiveBack | undefined): Promise<void> {
  const level = error instanceof Retryable ? 'info' : 'error';
  log(level, 'A message was given back to its queue.', {
    messageId: record.messageId,
    ...errorFields(error),
  });
  if (!giveBack || !(error instanceof Retryable) || error.afterSeconds === null) return;
  // Only sooner or later: without it the queue's own time-out does the same.
  await giveBack(record.receiptHandle, error.afterSeconds).catch((failure: unknown) =>
    log('warn', 'A message could not be returned to its queue early.', errorFields(failure)),
  );
}

/** The object changes in one message. S3's own test message holds none. */
function changesIn(record: SQSRecord): readonly ObjectChange[] {
  const body: { readonly Records?: readonly S3Record[] } = JSON.parse(record.body);
  return (body.Records ?? []).map((entry) => ({
    kind: entry.eventName.startsWith('ObjectRemoved') ? 'removed' : 'created',
    bucket: entry.s3.bucket.name,
    key: decodeKey(entry.s3.object.key),
    size: entry.s3.object.size ?? 0,
    sequencer: padSequencer(entry.s3.object.sequencer),
    time: entry.eventTime,
    eTag: entry.s3.object.eTag ?? null,
    versionId: entry.s3.object.versionId ?? null,
  }));
}

/** S3 sends keys form-encoded: `+` is a space. */
export function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

/** Sequencers differ in length; AWS says to pad the shorter with zeros on the right before comparing. */
export function padSequencer(sequencer: string): string {
  return sequencer.toLowerCase().padEnd(40, '0');
}

/** A name for this run of a worker that no other run has. */
export function workerName(): string {
  return randomUUID();
}
