import { Cron } from 'croner';
import type { Settings } from '../../types.ts';
import type { Metric } from '../metrics.ts';

/** Milliseconds after its slot until an edition is missed: a large window takes minutes, and the schedule tries again. */
const PATIENCE = 30 * 60_000;

export interface Expected {
  /** Cron, in the time zone of the settings. */
  readonly schedule: string;
  readonly settings: Pick<Settings, 'timeZone' | 'coverage'>;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Editorial {
  /** Whether an edition of a slot (ISO) since this one is there. */
  readonly isThere: (slot: string) => Promise<boolean>;
  /** Slots (ISO) about which an approver still has to decide. */
  readonly waiting: () => Promise<readonly string[]>;
}

/** The latest slot by which an edition must be there by now; null before the first and after the last of the coverage. */
export function dueSlot({ schedule, settings: { timeZone, coverage }, now }: Expected): string | null {
  const cron = new Cron(schedule, { timezone: timeZone, paused: true });
  const [slot] = cron.previousRuns(1, new Date(now - PATIENCE));
  if (slot === undefined) return null;
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(slot);
  const isOutside = coverage !== undefined && (day < coverage.first || day > coverage.last);
  return isOutside ? null : slot.toISOString();
}

/** Whether the schedule's latest edition is there, told every minute: an alarm rings as well when nobody looks any more. */
export async function heartbeat(
  expected: Expected,
  { isThere, waiting }: Editorial,
): Promise<Readonly<Partial<Record<Metric, number>>>> {
  const slot = dueSlot(expected);
  const undecided = slot === null ? [] : (await waiting()).filter((one) => one <= slot);
  const isMissing = slot !== null && undecided.length === 0 && !(await isThere(slot));
  return { Heartbeats: 1, EditionsMissing: isMissing ? 1 : 0, EditionsWaiting: undecided.length };
}
