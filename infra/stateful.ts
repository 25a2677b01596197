import { type App, CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { type Bucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Briefing, uploaders } from './briefing.ts';
import { admitEditors, notify, privateBucket, showReceipts } from './parts/bucket.ts';
import { feedbackQueue } from './parts/feedback.ts';
import {
  DELIVERY_RECEIVES,
  INTAKE_RECEIVES,
  TIMEOUT,
  VECTORS_RECEIVES,
  visibilityFor,
} from './parts/function-limits.ts';
import { type Mail, mail } from './parts/mail.ts';
import { stackNames } from './parts/names.ts';
import { type WorkQueue, workQueue } from './parts/queue.ts';

/** All that holds something. Every resource of it stays when the stack is deleted. */
export interface Stateful {
  readonly inbox: Bucket;
  readonly archive: Bucket;
  readonly outbox: Bucket;
  readonly intake: WorkQueue;
  readonly delivery: WorkQueue;
  /** Articles whose sentences want vectors. */
  readonly vectors: WorkQueue;
  readonly feedback: WorkQueue;
  readonly table: Table;
  readonly secret: Secret;
  readonly mail: Mail;
}

/** The stack that holds data: buckets with the queues that they notify, the table, the secret, the sender. */
export function statefulStack(app: App, briefing: Briefing): Stateful {
  const stack = new Stack(app, stackNames(briefing).stateful, {
    description: `${briefing.name}: uploads, archive, outbox, table, secret and sender`,
    terminationProtection: true,
  });
  const intake = workQueue(stack, 'Intake', {
    visibilityTimeout: visibilityFor(TIMEOUT.intake),
    maxReceiveCount: INTAKE_RECEIVES,
  });
  const delivery = workQueue(stack, 'Delivery', {
    visibilityTimeout: visibilityFor(TIMEOUT.deliver),
    maxReceiveCount: DELIVERY_RECEIVES,
  });
  const inbox = privateBucket(stack, 'Inbox', {
    versioned: true,
    lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
    unlogged: 'Every upload already leaves a receipt with its key, time and outcome in the archive.',
  });
  // In a versioned bucket a file is gone when a marker says so; purging one old version removes nothing.
  notify(inbox, intake.queue, ['s3:ObjectCreated:*', 's3:ObjectRemoved:DeleteMarkerCreated']);
  admitEditors(inbox, uploaders(briefing));
  // The desk hands a browser an address to put a file to; only pages of the public address may use it.
  inbox.addCorsRule({
    allowedMethods: [HttpMethods.PUT],
    allowedOrigins: [briefing.publicAddress],
    allowedHeaders: ['content-type'],
    maxAge: 3600,
  });
  const archive = privateBucket(stack, 'Archive', {
    versioned: true,
    lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
    unlogged:
      'Only the functions reach it, each through its own role and prefix; what is written is never changed.',
  });
  const vectors = workQueue(stack, 'Vectors', {
    visibilityTimeout: visibilityFor(TIMEOUT.vectors),
    maxReceiveCount: VECTORS_RECEIVES,
  });
  // A message of its own: no receipt ever waits for vectors.
  notify(archive, vectors.queue, ['s3:ObjectCreated:*'], 'articles/');
  showReceipts(archive, uploaders(briefing));
  const outbox = privateBucket(stack, 'Outbox', {
    versioned: false,
    lifecycleRules: [{ expiration: Duration.days(90) }],
    unlogged:
      'It holds reader ids for 90 days and only compose and deliver reach it; the ledger tells what they did.',
  });
  notify(outbox, delivery.queue, ['s3:ObjectCreated:*']);
  new CfnOutput(stack, 'ArchiveBucket', {
    value: archive.bucketName,
    description: 'Receipts are here, under receipts/.',
  });
  new CfnOutput(stack, 'InboxBucket', { value: inbox.bucketName, description: 'Upload article files here.' });
  const sender = mail(stack, briefing.sender);
  const stateful: Stateful = {
    inbox,
    archive,
    outbox,
    intake,
    delivery,
    vectors,
    feedback: feedbackQueue(stack, sender.configurationSet),
    table: table(stack),
    secret: secret(stack),
    mail: sender,
  };
  tellOperators(stack, stateful);
  return stateful;
}

/** What an operator's command must know: `infra/operate/deployment.ts` reads these names. */
function tellOperators(stack: Stack, stateful: Stateful): void {
  const { outbox, intake, vectors, delivery, feedback, table, secret, mail } = stateful;
  const queues = Object.entries({ Intake: intake, Vectors: vectors, Delivery: delivery, Feedback: feedback });
  const values = {
    OutboxBucket: outbox.bucketName,
    ...Object.fromEntries(
      queues.flatMap(([name, { queue, deadLetters }]) => [
        [`${name}QueueUrl`, queue.queueUrl],
        [`${name}DeadLettersUrl`, deadLetters.queueUrl],
      ]),
    ),
    TableName: table.tableName,
    SecretArn: secret.secretArn,
    ConfigurationSet: mail.configurationSet.configurationSetName,
  };
  for (const [id, value] of Object.entries(values)) new CfnOutput(stack, id, { value });
}

function table(stack: Stack): Table {
  const one = new Table(stack, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'ttl',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // It must not go with a failed first deployment either, which deletion protection would stop half-way.
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  one.addGlobalSecondaryIndex({
    indexName: 'window',
    partitionKey: { name: 'day', type: AttributeType.STRING },
    sortKey: { name: 'received', type: AttributeType.STRING },
    projectionType: ProjectionType.ALL,
  });
  one.addGlobalSecondaryIndex({
    indexName: 'active',
    partitionKey: { name: 'active', type: AttributeType.STRING },
    sortKey: { name: 'id', type: AttributeType.STRING },
    // What a freeze asks of a reader, and no more: compose reads it, and has no business with addresses.
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: ['confirmedAt', 'pausedUntil'],
  });
  return one;
}

function secret(stack: Stack): Secret {
  const one = new Secret(stack, 'Secret', {
    description: 'The reader-id key, which never changes, and the token keys, each under its version.',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ tokenKeyVersion: '01' }),
      generateStringKey: 'master',
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  Validations.of(one).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Reader ids are made with it, so a rotated master would orphan every reader; token keys are rotated by adding a version.',
  });
  return one;
}
