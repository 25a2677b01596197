import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  Metric as CloudWatchMetric,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { dimensions, METRIC_NAMESPACE } from '../../lambdas/aws/metrics.ts';
import { ALARMS, DAILY_ALARMS, type FunctionName, type QueueName, type Watched } from './alarm-list.ts';
import type { WorkQueue } from './queue.ts';

export interface Parts {
  readonly queues: Readonly<Record<QueueName, WorkQueue>>;
  /** Calls that no one waits for. */
  readonly missed: Queue;
  readonly functions: Readonly<Record<Exclude<FunctionName, 'Daily'>, LambdaFunction>> & {
    readonly Daily?: LambdaFunction;
  };
  /** Who hears of it. */
  readonly alarmEmail?: string | undefined;
}

/** One topic that tells the operator, an alarm for each entry of the list, and a dashboard of the same metrics. */
export function alarms(scope: Construct, parts: Parts): void {
  const topic = alarmTopic(scope);
  if (parts.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(parts.alarmEmail));
  const entries = [...ALARMS, ...(parts.functions.Daily === undefined ? [] : DAILY_ALARMS)];
  const made = entries.map(({ id, watched, remedy }) => {
    const { metric, threshold } = measured(watched, parts);
    const isHeartbeat = watched.kind === 'heartbeat';
    const alarm = new Alarm(scope, id, {
      alarmDescription: remedy,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: isHeartbeat
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: isHeartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return { id, watched, alarm, metric };
  });
  const dashboard = new Dashboard(scope, 'Dashboard');
  for (const [title, kinds] of ROWS) {
    const row = made.filter(({ watched: { kind } }) => kinds.includes(kind));
    dashboard.addWidgets(
      new GraphWidget({ title, width: 24, height: 6, left: row.map(({ metric }) => metric) }),
    );
  }
  new CfnOutput(scope, 'AlarmTopic', {
    value: topic.topicArn,
    description: 'Tells of every alarm; the briefing’s alarmEmail is subscribed to it.',
  });
}

const ROWS: readonly (readonly [title: string, kinds: readonly Watched['kind'][]])[] = [
  ['Editions and mails', ['own', 'heartbeat']],
  ['Oldest message, seconds', ['age']],
  ['Set aside', ['dead-letters']],
  ['Errors', ['errors']],
  ['Throttles', ['throttles']],
  ['Compose, milliseconds', ['duration']],
  ['Reputation with SES', ['reputation']],
];

/** The metric that a watch looks at, and from where on it rings. */
function measured(
  watched: Watched,
  { queues, missed, functions }: Parts,
): { metric: Metric; threshold: number } {
  const named = (name: FunctionName): LambdaFunction => {
    const found = functions[name];
    if (found === undefined) throw new Error(`There is no function ${name} to watch.`);
    return found;
  };
  const often = { period: Duration.minutes(5), statistic: 'max' };
  switch (watched.kind) {
    case 'dead-letters': {
      const queue = watched.queue === 'Missed' ? missed : queues[watched.queue].deadLetters;
      return { metric: queue.metricApproximateNumberOfMessagesVisible(often), threshold: 1 };
    }
    case 'age':
      return {
        metric: queues[watched.queue].queue.metricApproximateAgeOfOldestMessage(often),
        threshold: watched.seconds,
      };
    case 'errors':
      return { metric: named(watched.of).metricErrors({ ...often, statistic: 'sum' }), threshold: 1 };
    case 'throttles':
      return { metric: named(watched.of).metricThrottles({ ...often, statistic: 'sum' }), threshold: 1 };
    case 'duration': {
      const timeout = named(watched.of).timeout ?? Duration.seconds(3);
      const threshold = timeout.toMilliseconds() * watched.share;
      return { metric: named(watched.of).metricDuration(often), threshold };
    }
    case 'reputation': {
      const metric = new CloudWatchMetric({
        namespace: 'AWS/SES',
        metricName: watched.metric,
        period: Duration.hours(1),
        statistic: 'max',
      });
      return { metric, threshold: watched.rate };
    }
    case 'own':
    case 'heartbeat': {
      const isHeartbeat = watched.kind === 'heartbeat';
      const metric = new CloudWatchMetric({
        namespace: METRIC_NAMESPACE,
        metricName: watched.metric,
        dimensionsMap: dimensions(named(watched.of).functionName),
        period: isHeartbeat ? Duration.hours(1) : Duration.minutes(15),
        statistic: isHeartbeat ? 'sum' : watched.statistic,
      });
      return { metric, threshold: isHeartbeat ? 1 : watched.least };
    }
  }
}

// No KMS key: CloudWatch cannot use the account's own one for SNS (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html).
// A topic policy of our own (TLS only) replaces the default one, so CloudWatch must be named in it (not tried).
function alarmTopic(scope: Construct): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsMayPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
}
