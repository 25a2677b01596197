import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Makes a message visible again after so many seconds, instead of the queue's own time-out. */
export type GiveBack = (receiptHandle: string, seconds: number) => Promise<void>;

/**
 * For one queue. A batch's failures come back only after the visibility time-out, which is six times the function's;
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export function giveBackTo(queueUrl: string): GiveBack {
  const sqs = new SQSClient({});
  return async (receiptHandle, seconds) => {
    const order = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds };
    await sqs.send(new ChangeMessageVisibilityCommand(order));
  };
}
