import type { Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { cronOf } from './briefing/cron.ts';
import { type Briefing, deskEditors, settingsOf } from './briefing.ts';
import { pipelineFunction } from './parts/function.ts';
import { INTAKE_RECEIVES, TIMEOUT } from './parts/function-limits.ts';
import {
  composeMay,
  dailyMay,
  deliverMay,
  deskMay,
  draftsMay,
  feedbackMay,
  intakeMay,
  proofMailsMay,
  subscribeMay,
  vectorsMay,
} from './parts/grants.ts';
import type { Files } from './parts/notices.ts';
import { doorValue } from './parts/web.ts';
import type { Stateful } from './stateful.ts';

export interface Surroundings {
  readonly briefing: Briefing;
  readonly notices: Files;
  readonly stateful: Stateful;
  readonly pages: Bucket;
}

/** The seven functions, each with the environment that its handler reads: these names are the contract. */
export function handlers(stack: Stack, { briefing, notices, stateful, pages }: Surroundings) {
  const TABLE_NAME = stateful.table.tableName;
  const ARCHIVE_BUCKET = stateful.archive.bucketName;
  const OUTBOX_BUCKET = stateful.outbox.bucketName;
  const SECRET_ARN = stateful.secret.secretArn;
  const BRIEFING = JSON.stringify(settingsOf(briefing));
  const forProofs = {
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
      pictures: true,
      timeout: TIMEOUT.compose,
      // Ten thousand articles with their vectors (infra/scale.md). A new account may be held to less than Lambda's 10,240 MB, by report to this:
      // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (not tried).
      memorySize: 3008,
      environment: {
        ARCHIVE_BUCKET,
        OUTBOX_BUCKET,
        WEB_BUCKET: pages.bucketName,
        TABLE_NAME,
        BRIEFING,
        ...forProofs,
      },
      grants: [
        ...composeMay(stateful, pages),
        ...(briefing.approval === undefined ? [] : draftsMay(stateful)),
        ...(deskEditors(briefing).length === 0 ? [] : proofMailsMay(stateful, briefing.sender)),
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
        ...forProofs,
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

/** The function that tells the operator of each day; there is none where the briefing names nobody to tell. */
export function dailyFunction(
  stack: Stack,
  { briefing, stateful, missed }: Pick<Surroundings, 'briefing' | 'stateful'> & { readonly missed: Queue },
) {
  const { alarmEmail } = briefing;
  if (alarmEmail === undefined) return undefined;
  const { intake, vectors, delivery, feedback } = stateful;
  const deadLetters = {
    Intake: intake.deadLetters,
    Vectors: vectors.deadLetters,
    Delivery: delivery.deadLetters,
    Feedback: feedback.deadLetters,
    Missed: missed,
  };
  const urls = Object.entries(deadLetters).map(([name, { queueUrl }]) => [name, queueUrl]);
  return pipelineFunction(stack, 'DailyFunction', {
    entry: 'daily',
    description: 'Mails the operator what the day before came to, in numbers.',
    timeout: TIMEOUT.daily,
    memorySize: 512,
    environment: {
      ARCHIVE_BUCKET: stateful.archive.bucketName,
      TABLE_NAME: stateful.table.tableName,
      CONFIGURATION_SET: stateful.mail.configurationSet.configurationSetName,
      SCHEDULE: cronOf(briefing),
      DEAD_LETTERS: JSON.stringify(Object.fromEntries(urls)),
      ALARM_EMAIL: alarmEmail,
      BRIEFING: JSON.stringify(settingsOf(briefing)),
    },
    grants: dailyMay(stateful, { briefing, alarmEmail, deadLetters: Object.values(deadLetters) }),
  });
}
