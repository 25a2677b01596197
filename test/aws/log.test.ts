import { afterEach, expect, it, vi } from 'vitest';
import { log } from '../../lambdas/aws/log.ts';
import { count } from '../../lambdas/aws/metrics.ts';
import { heldLog } from './log-lines.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it.each(['info', 'warn', 'error'] as const)(
  'a line of level %s holds no address, however deep it lies',
  (level) => {
    const { lines } = heldLog();
    log(level, 'ada@readers.example.org asked.', { deep: { list: ['<ada@readers.example.org>'], n: 1 } });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: level.toUpperCase(),
      message: '<address> asked.',
      service: 'communique',
      deep: { list: ['<<address>>'], n: 1 },
    });
  },
);

it('metrics are one line that CloudWatch reads, with the dimensions that alarms name', () => {
  const { lines } = heldLog();
  count({ Bounces: 2, Complaints: 0 });
  count({});
  expect(lines).toHaveLength(1);
  const line = JSON.parse(lines[0] ?? '');
  expect(line).toMatchObject({ Bounces: 2, Complaints: 0, FunctionName: 'local', service: 'communique' });
  expect(line._aws.CloudWatchMetrics).toMatchObject([
    { Namespace: 'Communique', Metrics: [{ Name: 'Bounces' }, { Name: 'Complaints' }] },
  ]);
  expect([...line._aws.CloudWatchMetrics[0].Dimensions[0]].sort()).toEqual(['FunctionName', 'service']);
});
