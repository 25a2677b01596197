import { Cron } from 'croner';
import type { Settings } from '../../types.ts';

/** More than any schedule of a day has. */
const MOST = 100;

/** The slots (ISO) of a cron expression after `from`, up to `to` (ISO), on days of the coverage. */
export function dueSlots(
  schedule: string,
  { from, to }: { readonly from: string; readonly to: string },
  { timeZone, coverage }: Pick<Settings, 'timeZone' | 'coverage'>,
): readonly string[] {
  const cron = new Cron(schedule, { timezone: timeZone, paused: true });
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone });
  return cron
    .nextRuns(MOST, new Date(from))
    .filter((slot) => slot.toISOString() <= to)
    .filter((slot) => {
      const day = dayOf.format(slot);
      return coverage === undefined || (day >= coverage.first && day <= coverage.last);
    })
    .map((slot) => slot.toISOString());
}
