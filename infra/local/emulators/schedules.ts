import { Cron } from 'croner';
import type { Functions } from '../functions/functions.ts';
import type { Resolver, Resource } from '../stack/template.ts';
import { fields, numberOf, textOf } from '../stack/template-values.ts';

export interface Schedule {
  readonly id: string;
  readonly fn: Resource;
  /** A coverage that is over has its schedule switched off; the local run may still ask for its input. */
  readonly enabled: boolean;
  /** In croner's own words, seconds first, year last; undefined for a `rate(…)`. */
  readonly cron?: string;
  readonly everySeconds?: number;
  readonly timeZone: string;
  readonly start?: string;
  readonly end?: string;
  /** The event for a scheduled time. */
  input(scheduled: Date): unknown;
}

export interface Schedules {
  close(): void;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** The template's schedules, ready to run. @throws Error for an expression or target that the local run does not play. */
export function readSchedules(resolver: Resolver): readonly Schedule[] {
  return resolver.all('AWS::Scheduler::Schedule').map((schedule) => {
    const target = fields(schedule.property('Target'));
    const fn = resolver.named(target.Arn, 'AWS::Lambda::Function');
    if (!fn) throw new Error(`${schedule.id}: the template has no function ${textOf(target.Arn)}.`);
    const input = textOf(target.Input, '{}');
    return {
      id: schedule.id,
      fn,
      enabled: textOf(schedule.property('State'), 'ENABLED') === 'ENABLED',
      ...timing(textOf(schedule.property('ScheduleExpression')), schedule.id),
      timeZone: textOf(schedule.property('ScheduleExpressionTimezone'), 'UTC'),
      start: textOf(schedule.property('StartDate')) || undefined,
      end: textOf(schedule.property('EndDate')) || undefined,
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
      input: (scheduled) =>
        JSON.parse(
          input.replaceAll(
            '<aws.scheduler.scheduled-time>',
            scheduled.toISOString().replace(/\.\d{3}Z$/, 'Z'),
          ),
        ),
    };
  });
}

/** What the template's schedule calls whose input has this name, with the input for an instant; undefined where there is none. */
export function callNamed(
  schedules: readonly Schedule[],
  name: string,
  at: Date,
): { readonly fn: Resource; readonly input: unknown } | undefined {
  const schedule = schedules.find(({ input }) => Object.hasOwn(fields(input(at)), name));
  return schedule && { fn: schedule.fn, input: schedule.input(at) };
}

/** `cron(minutes hours day month weekday year)` or `rate(n unit)`, as EventBridge writes them: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function timing(
  expression: string,
  id: string,
): { readonly cron?: string; readonly everySeconds?: number } {
  const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression);
  if (cron) {
    const [minute, hour, day, month, weekday = '*', year] = cron
      .slice(1)
      .map((part) => (part === '?' ? '*' : part));
    return { cron: ['0', minute, hour, day, month, weekdays(weekday), year].join(' ') };
  }
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = UNIT_SECONDS[unit];
  if (seconds === undefined) throw new Error(`${id}: the local run does not understand ${expression}.`);
  return { everySeconds: numberOf(count, 1) * seconds };
}

const WEEK = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Ranges written out: `MON-SUN` runs over the end of croner's week. Days count from 1 = Sunday, as Quartz counts them. */
function weekdays(field: string): string {
  const day = (text: string) => (WEEK.includes(text) ? WEEK.indexOf(text) + 1 : Number(text));
  return field.replace(/([A-Z]{3}|[1-7])-([A-Z]{3}|[1-7])/g, (_, from: string, to: string) => {
    const length = ((day(to) - day(from) + 7) % 7) + 1;
    return Array.from({ length }, (_day, step) => ((day(from) - 1 + step) % 7) + 1).join(',');
  });
}

/** How croner must read what `timing` gives. */
export const CRON_OPTIONS = { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true } as const;

/** Fires the schedules by this machine's clock until closed; what comes every few minutes is told the run's own time. */
export function startSchedules(
  schedules: readonly Schedule[],
  functions: Functions,
  { onError, now }: { readonly onError: (id: string, error: unknown) => void; readonly now: () => Date },
): Schedules {
  const fire = (schedule: Schedule, scheduled: Date) => {
    functions
      .invoke(schedule.fn, schedule.input(scheduled))
      .catch((error: unknown) => onError(schedule.id, error));
  };
  const jobs = schedules
    .filter(({ enabled }) => enabled)
    .map((schedule) => {
      const limits = {
        startAt: schedule.start,
        stopAt: schedule.end,
        timezone: schedule.timeZone,
        unref: true,
      };
      if (schedule.cron === undefined) {
        const interval = schedule.everySeconds ?? 60;
        return new Cron('* * * * * *', { ...limits, interval }, () => fire(schedule, now()));
      }
      const options = { ...limits, ...CRON_OPTIONS };
      return new Cron(schedule.cron, options, (job: Cron) => fire(schedule, job.currentRun() ?? new Date()));
    });
  return {
    close() {
      for (const job of jobs) job.stop();
    },
  };
}
