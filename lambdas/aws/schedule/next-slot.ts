import { Cron } from 'croner';

/** The next instant (ISO) of a cron expression after `now` (epoch milliseconds), within the coverage; null when none is to come. */
export function nextSlot(
  schedule: string,
  now: number,
  { timeZone, coverage }: { readonly timeZone: string; readonly coverage?: { readonly last: string } },
): string | null {
  const next = new Cron(schedule, { timezone: timeZone, paused: true }).nextRun(new Date(now));
  if (next === null) return null;
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(next);
  return coverage !== undefined && day > coverage.last ? null : next.toISOString();
}
