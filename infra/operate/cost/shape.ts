import * as v from 'valibot';

/** What of a newsletter's templates costs something, however little it does. */
export interface Shape {
  readonly alarms: number;
  readonly dashboards: number;
  readonly secrets: number;
  readonly firewalls: number;
  /** Metrics that our functions write and an alarm watches. */
  readonly metrics: number;
  readonly eventSources: number;
  /** Gigabytes of each function, by construct id without `Function`. */
  readonly memory: Readonly<Record<string, number>>;
  /** Calls that each schedule with a rate makes in a month of thirty days, by construct id. */
  readonly calls: Readonly<Record<string, number>>;
}

const Template = v.object({
  Resources: v.record(
    v.string(),
    v.object({ Type: v.string(), Properties: v.optional(v.record(v.string(), v.unknown())) }),
  ),
});

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };
const MONTH_MINUTES = 30 * 1440;
/** CDK adds eight hexadecimal digits to a construct's id. */
const HASH = 8;

/** Reads it off templates as synthesized. */
export function shapeOf(templates: readonly unknown[]): Shape {
  const all = templates.flatMap((template) => Object.entries(v.parse(Template, template).Resources));
  const of = (type: string) => all.filter(([, { Type }]) => Type === `AWS::${type}`);
  const own = of('CloudWatch::Alarm').filter(([, { Properties }]) => Properties?.Namespace === 'Communique');
  const rates = of('Scheduler::Schedule').flatMap(([id, { Properties }]) => {
    const [, count, unit = ''] =
      /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(Properties?.ScheduleExpression)) ?? [];
    const minutes = Number(count) * (MINUTES[unit] ?? Number.NaN);
    return minutes > 0 ? [[id.slice(0, -HASH), MONTH_MINUTES / minutes] as const] : [];
  });
  return {
    alarms: of('CloudWatch::Alarm').length,
    dashboards: of('CloudWatch::Dashboard').length,
    secrets: of('SecretsManager::Secret').length,
    firewalls: of('WAFv2::WebACL').length,
    metrics: new Set(own.map(([, { Properties }]) => Properties?.MetricName)).size,
    eventSources: of('Lambda::EventSourceMapping').length,
    memory: Object.fromEntries(
      of('Lambda::Function').map(([id, { Properties }]) => [
        id.slice(0, -HASH).replace(/Function$/, ''),
        Number(Properties?.MemorySize) / 1024,
      ]),
    ),
    calls: Object.fromEntries(rates),
  };
}
