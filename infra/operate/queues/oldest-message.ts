/**
 * The age in seconds of a queue's oldest message as CloudWatch saw it last; null where it tells none. Made by the metric that the
 * alarms watch. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function oldestMessage(): (queueName: string) => Promise<number | null> {
  return async (queueName) => {
    const { CloudWatchClient, GetMetricStatisticsCommand } = await import('@aws-sdk/client-cloudwatch');
    const now = Date.now();
    try {
      const { Datapoints = [] } = await new CloudWatchClient({}).send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateAgeOfOldestMessage',
          Dimensions: [{ Name: 'QueueName', Value: queueName }],
          StartTime: new Date(now - WINDOW_MS),
          EndTime: new Date(now),
          Period: 60,
          Statistics: ['Maximum'],
        }),
      );
      const latest = Datapoints.toSorted((a, b) => Number(a.Timestamp ?? 0) - Number(b.Timestamp ?? 0)).at(
        -1,
      );
      return latest?.Maximum ?? null;
    } catch (error) {
      process.stderr.write(
        `CloudWatch does not tell how old the messages of ${queueName} are (${error instanceof Error ? error.name : error}).\n`,
      );
      return null;
    }
  };
}

const WINDOW_MS = 10 * 60_000;
