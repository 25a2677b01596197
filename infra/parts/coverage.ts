import type { Briefing } from '../briefing.ts';

export interface Period {
  readonly start: Date;
  readonly end: Date;
}

/** From the midnight that begins the first day to the midnight that ends the last, in the briefing's time zone. */
export function coverageOf({ coverage, timeZone }: Pick<Briefing, 'coverage' | 'timeZone'>): Period {
  const dayAfterLast = new Date(`${coverage.last}T00:00:00Z`);
  dayAfterLast.setUTCDate(dayAfterLast.getUTCDate() + 1);
  return {
    start: midnight(coverage.first, timeZone),
    end: midnight(dayAfterLast.toISOString().slice(0, 10), timeZone),
  };
}

/** The instant at which the wall clock of the zone shows this day at 00:00. */
function midnight(date: string, timeZone: string): Date {
  const wall = Date.parse(`${date}T00:00:00Z`);
  const first = wall - offset(wall, timeZone);
  // Once more, because the offset at the first guess may be that of the other side of a clock change.
  return new Date(wall - offset(first, timeZone));
}

/** Milliseconds by which the zone is ahead of UTC at an instant. */
function offset(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - instant;
}
