/** Makes a message visible again after so many seconds, instead of the queue's own time-out. */
export type GiveBack = (receiptHandle: string, seconds: number) => Promise<void>;

/**
 * For one queue. A batch's failures come back only after the visibility time-out, which is six times the function's;
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export function giveBackTo(queueUrl: string): GiveBack {
  return async (receiptHandle, seconds) => {
    // Loaded only now: most messages are never given back, and the client takes some 4 ms of a cold start.
    const { ChangeMessageVisibilityCommand, SQSClient } = await import('@aws-sdk/client-sqs');
    const order = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds };
    await new SQSClient({}).send(new ChangeMessageVisibilityCommand(order));
  };
}

/**
 * Messages of each of these queues, as SQS counts them: approximately. Null for one that gave no answer.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export async function depthsOf(
  urls: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, number | null>>> {
  const { GetQueueAttributesCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const sqs = new SQSClient({});
  const depths = Object.entries(urls).map(async ([name, QueueUrl]) => {
    const order = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
    const count = await sqs.send(new GetQueueAttributesCommand(order)).then(
      ({ Attributes }) => Number(Attributes?.ApproximateNumberOfMessages ?? 0),
      () => null,
    );
    return [name, count] as const;
  });
  return Object.fromEntries(await Promise.all(depths));
}
