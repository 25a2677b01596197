import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { WEEK } from '../briefing/least-window.ts';
import type { Briefing } from '../briefing.ts';
import { coverageOf, type Period } from './coverage.ts';

export interface Scheduled {
  readonly briefing: Briefing;
  readonly compose: LambdaFunction;
  readonly deliver: LambdaFunction;
  /** Undefined where nobody is told of the day. */
  readonly daily?: LambdaFunction | undefined;
  /** Where the scheduler puts a call that it could not make. */
  readonly deadLetters: Queue;
  readonly now?: Date;
}

/** Compose at the briefing's hour while the coverage lasts; deliver, every quarter of an hour, in reconcile mode. */
export function schedules(
  scope: Construct,
  { briefing, compose, deliver, daily, deadLetters, now }: Scheduled,
): void {
  const { schedule, timeZone } = briefing;
  const [hour = '', minute = ''] = schedule.time.split(':');
  const role = schedulerRole(
    scope,
    [compose, deliver, ...(daily === undefined ? [] : [daily])],
    deadLetters,
  ).withoutPolicyUpdates();
  const { first, last } = briefing.coverage;
  new Schedule(scope, 'EditionSchedule', {
    description: `${briefing.name}: one edition a day of publication, ${first} to ${last}`,
    schedule: ScheduleExpression.cron({
      minute: String(Number(minute)),
      hour: String(Number(hour)),
      weekDay: WEEK.filter((day) => schedule.days.includes(day))
        .join(',')
        .toUpperCase(),
      timeZone: TimeZone.of(timeZone),
    }),
    ...during(coverageOf(briefing), now),
    target: new LambdaInvoke(compose, {
      role,
      deadLetterQueue: deadLetters,
      // The slot is this time, however late the call: an edition is never composed for the clock's time.
      input: ScheduleTargetInput.fromObject({ slot: ContextAttribute.scheduledTime }),
      retryAttempts: 10,
      maxEventAge: Duration.hours(Math.min(briefing.sendByHours, 24)),
    }),
  });
  new Schedule(scope, 'PreviewSchedule', {
    description: `${briefing.name}: the coming edition as it stands, for the editors' desk`,
    schedule: ScheduleExpression.rate(Duration.minutes(1)),
    target: new LambdaInvoke(compose, {
      role,
      deadLetterQueue: deadLetters,
      input: ScheduleTargetInput.fromObject({ preview: ContextAttribute.scheduledTime }),
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
    }),
  });
  new Schedule(scope, 'ReconcileSchedule', {
    description: `${briefing.name}: looks at sends whose lease ran out`,
    schedule: ScheduleExpression.rate(Duration.minutes(15)),
    target: new LambdaInvoke(deliver, {
      role,
      deadLetterQueue: deadLetters,
      input: ScheduleTargetInput.fromObject({ reconcile: true }),
      retryAttempts: 0,
      maxEventAge: Duration.minutes(10),
    }),
  });
  if (daily === undefined) return;
  new Schedule(scope, 'DailySchedule', {
    description: `${briefing.name}: what the day before came to, mailed to the operator`,
    schedule: ScheduleExpression.cron({
      minute: String(Number(minute)),
      // An hour before an edition: the last one is done by then, whatever its size.
      hour: String((Number(hour) + 23) % 24),
      timeZone: TimeZone.of(timeZone),
    }),
    ...aWeekLonger(coverageOf(briefing), now),
    target: new LambdaInvoke(daily, {
      role,
      deadLetterQueue: deadLetters,
      input: ScheduleTargetInput.fromObject({ daily: ContextAttribute.scheduledTime }),
      retryAttempts: 3,
      maxEventAge: Duration.hours(2),
    }),
  });
}

/** From the deployment on, since readers come before the first edition, until a week after the last. */
function aWeekLonger({ end }: Period, now: Date | undefined) {
  const later = new Date(end.getTime() + 7 * 86_400_000);
  return now === undefined || now < later ? { end: later } : { enabled: false };
}

/**
 * The schedule's own dates. EventBridge is said to refuse a start more than five minutes ago (not tried), and would refuse it at every later
 * deployment of a coverage that has begun; one that is over is switched off, so that the stack still deploys.
 */
function during({ start, end }: Period, now: Date | undefined) {
  if (now === undefined || now < start) return { start, end };
  return now < end ? { end } : { enabled: false };
}

/** The construct's own role would be granted `:*`, every version and alias of the functions. */
function schedulerRole(scope: Construct, functions: readonly LambdaFunction[], deadLetters: Queue): Role {
  const stack = Stack.of(scope);
  const role = new Role(scope, 'SchedulerRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': stack.account,
          'aws:SourceArn': stack.formatArn({
            service: 'scheduler',
            resource: 'schedule-group',
            resourceName: 'default',
          }),
        },
      },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: functions.map((one) => one.functionArn),
    }),
  );
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
  return role;
}
