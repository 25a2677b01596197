import { WEEK } from './least-window.ts';

/** When compose runs, in cron's own words and the briefing's time zone; weekdays by name. */
export function cronOf({
  schedule: { time, days },
}: {
  readonly schedule: { readonly time: string; readonly days: readonly string[] };
}): string {
  const [hour = '', minute = ''] = time.split(':');
  return `${Number(minute)} ${Number(hour)} * * ${WEEK.filter((day) => days.includes(day)).join(',')}`;
}
