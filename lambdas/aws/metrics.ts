/** CloudWatch reads metrics out of a function's log: no call, no grant. Each is a sum or a level of this one function. */
export type Metric =
  | 'EditionsStopped'
  | 'UnknownSends'
  | 'WrongSums'
  | 'Bounces'
  | 'Complaints'
  | 'IgnoredEvents'
  | 'TooManyAskers'
  | 'FailedSends'
  | 'ConfirmationBounces'
  | 'SetAside'
  | 'MemoryPercent'
  | 'Heartbeats'
  | 'EditionsMissing'
  | 'EditionsWaiting';

export const METRIC_NAMESPACE = 'Communique';

/**
 * Writes counts as one line in the embedded metric format.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function count(values: Readonly<Partial<Record<Metric, number>>>): void {
  const names = Object.keys(values);
  if (names.length === 0) return;
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [['FunctionName']],
          Metrics: names.map((Name) => ({ Name, Unit: 'Count' })),
        },
      ],
    },
    FunctionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'local',
    ...values,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** What this process has of the function's memory; nothing where no limit is known. */
export function memoryPercent(): Readonly<Partial<Record<Metric, number>>> {
  const limit = Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE);
  return limit > 0 ? { MemoryPercent: Math.round((process.memoryUsage().rss / 2 ** 20 / limit) * 100) } : {};
}
