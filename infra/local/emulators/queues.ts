import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Resolver, Resource } from '../stack/template.ts';
import { fields, numberOf, textOf } from '../stack/template-values.ts';

/** Messages of a queue in any state: waiting, in a worker's hands, or delayed. */
export async function queueDepth(sqs: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  const count = fields(Attributes);
  return ['', 'NotVisible', 'Delayed'].reduce(
    (sum, kind) => sum + numberOf(count[`ApproximateNumberOfMessages${kind}`], 0),
    0,
  );
}

/** The template's queues; one that an earlier run made is there already. */
export async function createQueues(resolver: Resolver, sqs: SQSClient): Promise<void> {
  const redrive = (queue: Resource) => queue.property('RedrivePolicy');
  // A queue that has a dead-letter queue comes after those that have none.
  const queues = resolver
    .all('AWS::SQS::Queue')
    .toSorted((a, b) => Number(!!redrive(a)) - Number(!!redrive(b)));
  for (const queue of queues) {
    const policy = redrive(queue);
    const deadLetters = textOf(fields(policy).deadLetterTargetArn);
    if (policy && !resolver.named(deadLetters, 'AWS::SQS::Queue'))
      throw new Error(`${queue.id}: its dead-letter queue ${deadLetters} is not in the template.`);
    await sqs.send(
      new CreateQueueCommand({
        QueueName: queue.name,
        Attributes: {
          VisibilityTimeout: String(numberOf(queue.property('VisibilityTimeout'), 30)),
          DelaySeconds: String(numberOf(queue.property('DelaySeconds'), 0)),
          ...(policy ? { RedrivePolicy: JSON.stringify(policy) } : {}),
        },
      }),
    );
  }
}

/** Whoever held a message when an earlier run was killed is gone: it is visible again at once. */
export function forgetHolders(folder: string): void {
  const file = join(folder, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  database.close();
}
