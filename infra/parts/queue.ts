import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface WorkQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

export interface WorkQueueSettings {
  readonly visibilityTimeout: Duration;
  /** Receives before a message is set aside. */
  readonly maxReceiveCount: number;
}

/** A queue and its own dead letters, kept 14 days: long enough for an operator's holiday. */
export function workQueue(scope: Construct, id: string, settings: WorkQueueSettings): WorkQueue {
  const deadLetters = deadLetterQueue(scope, `${id}DeadLetters`);
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    visibilityTimeout: settings.visibilityTimeout,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: settings.maxReceiveCount },
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  return { queue, deadLetters };
}

/** A last stop: nothing reads it but an operator. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}
