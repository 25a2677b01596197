import type { Briefing } from '../briefing.ts';
import { coverageOf } from '../parts/coverage.ts';

/**
 * The time that a run without `--at` lives at: undefined for now; the schedule's time on the last day of a coverage that is over, since
 * its subscription page would turn everybody away today.
 */
export function startingTime(
  { coverage, timeZone, schedule }: Pick<Briefing, 'coverage' | 'timeZone' | 'schedule'>,
  now: Date,
): Date | undefined {
  const { last } = coverage;
  const day = coverageOf({ coverage: { first: last, last }, timeZone });
  if (now < day.end) return undefined;
  const [hours = 0, minutes = 0] = schedule.time.split(':').map(Number);
  return new Date(day.start.getTime() + (hours * 60 + minutes) * 60_000);
}
