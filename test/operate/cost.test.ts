import * as v from 'valibot';
import { expect, it } from 'vitest';
import { billOf, PriceList, printed, totalOf } from '../../infra/operate/cost/bill.ts';
import prices from '../../infra/operate/cost/prices.json' with { type: 'json' };
import { shapeOf } from '../../infra/operate/cost/shape.ts';
import { usageOf } from '../../infra/operate/cost/usage.ts';

const template = {
  Resources: {
    ComposeFunction01234567: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: 2048 } },
    PreviewSchedule01234567: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(1 minute)' },
    },
    EditionSchedule01234567: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'cron(0 7 ? * MON *)' },
    },
    A: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { Namespace: 'Communique', MetricName: 'ArticlesOverBudget' },
    },
    B: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/SQS', MetricName: 'Age' } },
    S: { Type: 'AWS::SecretsManager::Secret' },
  },
};
const shape = shapeOf([template]);
const load = { readers: 1_000, articles: 40, days: 7, windowHours: 72, plan: 'essentials' } as const;
const list = v.parse(PriceList, prices);

it('the template tells what costs something', () => {
  expect(shape).toEqual({
    alarms: 2,
    dashboards: 0,
    secrets: 1,
    firewalls: 0,
    metrics: 1,
    eventSources: 0,
    memory: { Compose: 2 },
    calls: { PreviewSchedule: 43_200 },
  });
});

it('every quantity has a price with a source and a date, and one without is an error', () => {
  expect(() => billOf([{ price: 'moon', of: '', amount: 1 }], list)).toThrow('no price of moon');
  expect(billOf(usageOf({ ...shape, firewalls: 1 }, load), list).length).toBeGreaterThan(15);
});

it('the bill adds up, and mails cost what SES’s plan says', () => {
  const lines = billOf(usageOf(shape, load), list);
  expect(lines.find(({ service }) => service === 'ses')?.usd).toBeCloseTo(4.8);
  expect(totalOf(lines)).toBeCloseTo(lines.reduce((sum, { usd }) => sum + usd, 0));
  const [older] = billOf(usageOf(shape, { ...load, plan: 'none' }), list).filter(
    (one) => one.service === 'ses',
  );
  expect(older?.usd).toBeCloseTo(3);
  expect(printed(lines, list)).toMatch(/a month +\d+\.\d\d USD$/);
});

it('the bill grows with readers and articles, at most in proportion to a window’s size', () => {
  const cost = (change: object) => totalOf(billOf(usageOf(shape, { ...load, ...change }), list));
  expect(cost({ readers: 10_000 })).toBeGreaterThan(cost({}));
  expect(cost({ readers: 1_000_000 }) / cost({ readers: 100_000 })).toBeLessThan(10);
  expect(cost({ articles: 400 })).toBeGreaterThan(cost({}));
});
