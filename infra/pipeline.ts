import { type App, CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { type Briefing, deskEditors, settingsOf } from './briefing.ts';
import { alarms } from './parts/alarms.ts';
import { privateBucket } from './parts/bucket.ts';
import { pipelineFunction } from './parts/function.ts';
import {
  composeMay,
  deliverMay,
  deskMay,
  feedbackMay,
  intakeMay,
  proofsMay,
  subscribeMay,
  vectorsMay,
} from './parts/grants.ts';
import { concurrencyBudget, INTAKE_RECEIVES, TIMEOUT } from './parts/limits.ts';
import { stackNames } from './parts/names.ts';
import type { Files } from './parts/notices.ts';
import { deadLetterQueue } from './parts/queue.ts';
import { cronOf, schedules } from './parts/schedule.ts';
import { doorValue, webDistribution } from './parts/web.ts';
import type { Stateful } from './stateful.ts';

export interface PipelineInput {
  readonly briefing: Briefing;
  readonly notices: Files;
  readonly stateful: Stateful;
  /** When it is deployed: a coverage that has begun gets no start date. */
  readonly now?: Date;
}

/** The stack of what runs, when it runs, and what the public sees. */
export function pipelineStack(app: App, { briefing, notices, stateful, now }: PipelineInput): void {
  const stack = new Stack(app, stackNames(briefing).pipeline, {
    description: `${briefing.name}: functions, schedules, pages and alarms`,
  });
  const pages = privateBucket(stack, 'Pages', {
    versioned: false,
    lifecycleRules: [],
    unlogged:
      'Its pages are public and only CloudFront reads it; who reads which edition is not ours to record.',
  });
  // Calls that no one waits for: made by the scheduler in vain, or failed to the end by the function itself.
  const missed = deadLetterQueue(stack, 'MissedDeadLetters');
  Validations.of(missed).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason:
      'It is a last stop itself: the scheduler and failed asynchronous calls write to it, nothing reads it.',
  });
  const functions = handlers(stack, { briefing, notices, stateful, pages });
  functions.Compose.configureAsyncInvoke({ onFailure: new SqsDestination(missed), retryAttempts: 2 });
  functions.Deliver.configureAsyncInvoke({ onFailure: new SqsDestination(missed), retryAttempts: 0 });
  const budget = concurrencyBudget(briefing.concurrency?.account);
  functions.Intake.addEventSource(
    new SqsEventSource(stateful.intake.queue, {
      // One: a file that takes the process down must not use up the tries of the files beside it.
      batchSize: 1,
      maxConcurrency: budget.intake,
      reportBatchItemFailures: true,
    }),
  );
  functions.Deliver.addEventSource(
    new SqsEventSource(stateful.delivery.queue, {
      batchSize: 1,
      maxConcurrency: budget.delivery,
      reportBatchItemFailures: true,
    }),
  );
  functions.Vectors.addEventSource(
    new SqsEventSource(stateful.vectors.queue, {
      batchSize: 1,
      maxConcurrency: budget.vectors,
      reportBatchItemFailures: true,
    }),
  );
  functions.Feedback.addEventSource(
    new SqsEventSource(stateful.feedback.queue, {
      batchSize: 10,
      maxConcurrency: budget.feedback,
      reportBatchItemFailures: true,
    }),
  );
  // The public door. Nobody who unsubscribes can sign a request; the function trusts its own tokens and nothing else.
  const readerUrl = functions.Subscribe.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  // A door of its own: editors come with a session that was mailed to them, and forms carry its token.
  const deskUrl = functions.Desk.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  const distribution = webDistribution(stack, { briefing, pages, readerUrl, deskUrl });
  schedules(stack, {
    briefing,
    compose: functions.Compose,
    deliver: functions.Deliver,
    deadLetters: missed,
    ...(now === undefined ? {} : { now }),
  });
  alarms(stack, {
    queues: {
      Intake: stateful.intake,
      Delivery: stateful.delivery,
      Feedback: stateful.feedback,
      Vectors: stateful.vectors,
    },
    missed,
    functions,
    alarmEmail: briefing.alarmEmail,
  });
  new CfnOutput(stack, 'WebAddress', {
    value: `https://${distribution.distributionDomainName}`,
    description: `Point ${new URL(briefing.publicAddress).host} here.`,
  });
  new CfnOutput(stack, 'PagesBucket', { value: pages.bucketName });
  new CfnOutput(stack, 'MissedDeadLettersUrl', { value: missed.queueUrl });
  new CfnOutput(stack, 'ReaderUrl', { value: readerUrl.url, description: 'The function behind /reader/*.' });
}

interface Surroundings {
  readonly briefing: Briefing;
  readonly notices: Files;
  readonly stateful: Stateful;
  readonly pages: Bucket;
}

/** The seven functions, each with the environment that its handler reads: these names are the contract. */
function handlers(stack: Stack, { briefing, notices, stateful, pages }: Surroundings) {
  const TABLE_NAME = stateful.table.tableName;
  const ARCHIVE_BUCKET = stateful.archive.bucketName;
  const OUTBOX_BUCKET = stateful.outbox.bucketName;
  const SECRET_ARN = stateful.secret.secretArn;
  const BRIEFING = JSON.stringify(settingsOf(briefing));
  const asking = {
    SECRET_ARN,
    CONFIGURATION_SET: stateful.mail.configurationSet.configurationSetName,
    EDITORS: JSON.stringify(deskEditors(briefing)),
    SCHEDULE: cronOf(briefing),
  };
  const reserved = briefing.concurrency?.reserved;
  return {
    Intake: pipelineFunction(stack, 'IntakeFunction', {
      reserved: reserved?.intake,
      entry: 'intake',
      description: 'Reads an uploaded file, files the article and its receipt.',
      timeout: TIMEOUT.intake,
      memorySize: 1769,
      environment: {
        INBOX_BUCKET: stateful.inbox.bucketName,
        ARCHIVE_BUCKET,
        TABLE_NAME,
        MAX_RECEIVES: String(INTAKE_RECEIVES),
        BRIEFING,
      },
      grants: intakeMay(stateful),
    }),
    Compose: pipelineFunction(stack, 'ComposeFunction', {
      reserved: reserved?.compose,
      entry: 'compose',
      description: 'Makes the edition of a slot and freezes its recipients.',
      templates: true,
      model: true,
      timeout: TIMEOUT.compose,
      memorySize: 1769,
      environment: {
        ARCHIVE_BUCKET,
        OUTBOX_BUCKET,
        WEB_BUCKET: pages.bucketName,
        TABLE_NAME,
        BRIEFING,
        ...(briefing.approval === undefined ? { SCHEDULE: asking.SCHEDULE } : asking),
      },
      grants: [
        ...composeMay(stateful, pages),
        ...(briefing.approval === undefined ? [] : proofsMay(stateful, briefing.sender)),
      ],
    }),
    Vectors: pipelineFunction(stack, 'VectorsFunction', {
      entry: 'vectors',
      description: 'Encodes the sentences of an article, so that compose can compare them.',
      model: true,
      timeout: TIMEOUT.vectors,
      memorySize: 1769,
      environment: { ARCHIVE_BUCKET },
      grants: vectorsMay(stateful),
    }),
    Deliver: pipelineFunction(stack, 'DeliverFunction', {
      reserved: reserved?.deliver,
      entry: 'deliver',
      description: 'Sends one mail to each reader of a shard, and reconciles the ledger.',
      timeout: TIMEOUT.deliver,
      memorySize: 1769,
      environment: {
        ARCHIVE_BUCKET,
        OUTBOX_BUCKET,
        TABLE_NAME,
        SECRET_ARN,
        CONFIGURATION_SET: stateful.mail.configurationSet.configurationSetName,
        DELIVERY_QUEUE_URL: stateful.delivery.queue.queueUrl,
        BRIEFING,
      },
      grants: deliverMay(stateful, briefing.sender),
    }),
    Feedback: pipelineFunction(stack, 'FeedbackFunction', {
      entry: 'feedback',
      description:
        'Takes what SES tells of our mails: corrects the ledger, keeps readers who bounced or complained.',
      timeout: TIMEOUT.feedback,
      memorySize: 512,
      environment: {
        TABLE_NAME,
        CONFIGURATION_SET: stateful.mail.configurationSet.configurationSetName,
        ACCOUNT_ID: stack.account,
      },
      grants: feedbackMay(stateful),
    }),
    Desk: pipelineFunction(stack, 'DeskFunction', {
      reserved: reserved?.desk,
      entry: 'desk',
      description: 'Answers editors: what came in, what was understood, what they decide.',
      templates: true,
      timeout: TIMEOUT.desk,
      memorySize: 1024,
      environment: {
        INBOX_BUCKET: stateful.inbox.bucketName,
        ARCHIVE_BUCKET,
        TABLE_NAME,
        ...asking,
        BRIEFING,
      },
      grants: deskMay(stateful, briefing.sender),
    }),
    Subscribe: pipelineFunction(stack, 'SubscribeFunction', {
      reserved: reserved?.subscribe,
      entry: 'subscribe',
      description: 'Answers readers: subscribing, confirming, leaving, preferences, their data.',
      templates: true,
      files: notices,
      timeout: TIMEOUT.subscribe,
      memorySize: 512,
      environment: {
        TABLE_NAME,
        SECRET_ARN,
        CONFIGURATION_SET: stateful.mail.configurationSet.configurationSetName,
        DOOR: doorValue(stack),
        BRIEFING,
      },
      grants: subscribeMay(stateful, briefing.sender),
    }),
  } as const;
}
