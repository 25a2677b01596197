import { randomUUID } from 'node:crypto';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { errorFields, log } from './log.ts';
import { changesIn, type ObjectChange } from './object-changes.ts';
import type { GiveBack } from './queue.ts';
import { Retryable } from './retryable.ts';

export interface Message {
  readonly changes: readonly ObjectChange[];
  /** How often the queue has handed this message out, this time included. */
  readonly receives: number;
}

/**
 * A handler for messages about objects in S3. A message whose `work` throws goes back to its queue alone; the others of
 * the batch are done. With `giveBack`, work that throws a `Retryable` says itself how soon it is tried again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * @example
 * export const handler = eachMessage((message) => receiveUpload(message, services));
 */
export function eachMessage(work: (message: Message) => Promise<void>, giveBack?: GiveBack) {
  return eachRecord(
    async (record) =>
      work({ changes: changesIn(record), receives: Number(record.attributes.ApproximateReceiveCount) }),
    giveBack,
  );
}

/** The same for messages of any kind, one after the other: how many are worked on at once is set at the queue. */
export function eachRecord(work: (record: SQSRecord) => Promise<void>, giveBack?: GiveBack) {
  const workOrGiveBack = async (record: SQSRecord): Promise<void> => {
    try {
      await work(record);
    } catch (error) {
      await handBack(record, error, giveBack);
      throw error;
    }
  };
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    processPartialResponse(event, workOrGiveBack, new BatchProcessor(EventType.SQS), {
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

/** A name for this run of a worker that no other run has. */
export function workerName(): string {
  return randomUUID();
}
