import { type App, CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Briefing } from './briefing.ts';
import { dailyFunction, handlers } from './handlers.ts';
import { alarms } from './parts/alarms.ts';
import { privateBucket } from './parts/bucket.ts';
import { budgetAlarm } from './parts/budget.ts';
import { concurrencyBudget } from './parts/function-limits.ts';
import { stackNames } from './parts/names.ts';
import type { Files } from './parts/notices.ts';
import { deadLetterQueue } from './parts/queue.ts';
import { schedules } from './parts/schedule.ts';
import { grantTakeDowns } from './parts/take-down-grants.ts';
import { webDistribution } from './parts/web.ts';
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
    unlogged: 'Only CloudFront reads these pages; who reads which edition is not ours to record.',
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
  const daily = dailyFunction(stack, { briefing, stateful, missed });
  daily?.configureAsyncInvoke({ onFailure: new SqsDestination(missed), retryAttempts: 2 });
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
  grantTakeDowns(functions, { stateful, distribution });
  schedules(stack, {
    briefing,
    compose: functions.Compose,
    deliver: functions.Deliver,
    daily,
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
    functions: { ...functions, ...(daily === undefined ? {} : { Daily: daily }) },
    alarmEmail: briefing.alarmEmail,
  });
  budgetAlarm(stack, briefing);
  new CfnOutput(stack, 'PagesBucket', { value: pages.bucketName });
  new CfnOutput(stack, 'MissedDeadLettersUrl', { value: missed.queueUrl });
  new CfnOutput(stack, 'ReaderUrl', { value: readerUrl.url, description: 'The function behind /reader/*.' });
}
