import { randomUUID } from 'node:crypto';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Bucket, bucket } from '../../lambdas/aws/archive.ts';
import { type Caches, caches } from '../../lambdas/aws/caches.ts';
import { type Mailer, mailer } from '../../lambdas/aws/mail/mailer.ts';
import { secretText } from '../../lambdas/aws/secret.ts';
import { type Table, table } from '../../lambdas/aws/table.ts';
import type { VectorsOf } from '../../lambdas/claims/statements/statements.ts';
import { type Keys, keysFrom } from '../../lambdas/reader/keys.ts';
import type { Article, Settings } from '../../lambdas/types.ts';
import type { Deployment } from './deployment.ts';

/** What an operator works on. */
export interface OperatorContext {
  readonly inbox: Bucket;
  readonly archive: Bucket;
  readonly outbox: Bucket;
  /** Pages and feeds, as the public sees them. */
  readonly web: Bucket;
  readonly caches: Caches;
  readonly table: Table;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly settings: Settings;
  readonly keys: () => Promise<Keys>;
  /** Tells the delivery queue of a shard again, in S3's words. */
  readonly tellDelivery: (key: string) => Promise<void>;
  /** Messages of the feedback queue and of its dead letters, in whatever state. */
  readonly unheard: () => Promise<number>;
  /** How sentences of an edition get their vectors; absent: the model on this machine. */
  readonly vectorsOf?: (articles: readonly Article[]) => Promise<VectorsOf>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The deployment's own parts. Its environment must have been entered before. */
export function openOperatorContext(deployment: Deployment, settings: Settings): OperatorContext {
  const sqs = new SQSClient({});
  const { outboxBucket, deliveryQueueUrl, feedbackQueueUrl, feedbackDeadLettersUrl } = deployment;
  return {
    inbox: bucket(deployment.inboxBucket),
    archive: bucket(deployment.archiveBucket),
    outbox: bucket(outboxBucket),
    web: bucket(deployment.pagesBucket),
    caches: caches(deployment.distributionId, randomUUID),
    table: table(deployment.tableName),
    mailer: mailer(deployment.configurationSet),
    settings,
    keys: async () => keysFrom(await secretText(deployment.secretArn)),
    tellDelivery: async (key) => {
      const object = { key: encodeURIComponent(key), sequencer: '0' };
      const record = {
        eventName: 'ObjectCreated:Put',
        eventTime: new Date(deployment.now()).toISOString(),
        s3: { bucket: { name: outboxBucket }, object },
      };
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: deliveryQueueUrl,
          MessageBody: JSON.stringify({ Records: [record] }),
        }),
      );
    },
    unheard: async () => {
      const depths = [feedbackQueueUrl, feedbackDeadLettersUrl].map((url) => depth(sqs, url));
      return (await Promise.all(depths)).reduce((sum, n) => sum + n, 0);
    },
    now: deployment.now,
  };
}

/**
 * SQS counts approximately, and says zero of a queue only when it has been empty for a while.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
async function depth(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const AttributeNames = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
