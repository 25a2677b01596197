import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { METRIC_NAMESPACE, type Metric as MetricName } from '../../lambdas/aws/metrics.ts';

export interface Watched {
  readonly deadLetters: Readonly<Record<string, Queue>>;
  readonly functions: Readonly<Record<string, LambdaFunction>> &
    Readonly<Record<'Deliver' | 'Subscribe', LambdaFunction>>;
}

/** What functions write into their logs as metrics; any of it above nothing is an operator's business. */
const OWN: readonly {
  readonly by: 'Deliver' | 'Subscribe';
  readonly metric: MetricName;
  readonly text: string;
}[] = [
  {
    by: 'Deliver',
    metric: 'EditionsStopped',
    text: 'SES refuses the account: an edition is stopped. Mend it, then `npm run edition -- resume ID`.',
  },
  {
    by: 'Deliver',
    metric: 'UnknownSends',
    text: 'Nobody can tell whether some mails went out. `npm run edition -- delivery ID` counts them.',
  },
  {
    by: 'Deliver',
    metric: 'WrongSums',
    text: 'The numbers of a delivery.json do not add up: the ledger and the shards tell different readers.',
  },
  {
    by: 'Subscribe',
    metric: 'TooManyAskers',
    text: 'More confirmations were asked for within an hour than are sent: newcomers are told to come later. Is it a robot?',
  },
];

/** From here SES puts an account under review: https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-bounce.html */
const REPUTATION = [
  { name: 'Bounce', metric: 'Reputation.BounceRate', rate: 0.05 },
  { name: 'Complaint', metric: 'Reputation.ComplaintRate', rate: 0.001 },
] as const;

/** One topic that tells the operator: something was set aside, a function threw, or the sender's name suffers. */
export function alarms(scope: Construct, { deadLetters, functions }: Watched): void {
  const topic = alarmTopic(scope);
  const tell = (id: string, alarmDescription: string, metric: IMetric, threshold: number) =>
    new Alarm(scope, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));

  for (const [name, queue] of Object.entries(deadLetters)) {
    const metric = queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: 'max',
    });
    tell(`${name}DeadLettersAlarm`, `${name}: messages were set aside. Look, repair, redrive.`, metric, 1);
  }
  for (const [name, one] of Object.entries(functions)) {
    const metric = one.metricErrors({ period: Duration.minutes(5), statistic: 'sum' });
    tell(`${name}ErrorsAlarm`, `${name}: the function threw. Its log tells why.`, metric, 1);
  }
  for (const { by, metric: metricName, text } of OWN) {
    const metric = new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { FunctionName: functions[by].functionName },
      period: Duration.minutes(15),
      statistic: 'max',
    });
    tell(`${metricName}Alarm`, text, metric, 1);
  }
  for (const { name, metric, rate } of REPUTATION) {
    const reputation = new Metric({
      namespace: 'AWS/SES',
      metricName: metric,
      period: Duration.hours(1),
      statistic: 'max',
    });
    tell(
      `${name}RateAlarm`,
      `${name} rate at ${rate * 100} %: SES reviews senders from here.`,
      reputation,
      rate,
    );
  }
  new CfnOutput(scope, 'AlarmTopic', {
    value: topic.topicArn,
    description: 'Subscribe to it to hear of trouble.',
  });
}

// No KMS key: CloudWatch could not use it and would fail without a word. A topic policy of our own (TLS only) replaces
// the default one, so CloudWatch must be named in it.
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
