import type { Settings } from '../types.ts';
import { dayIn } from './pages/pause.ts';

/** Whether the last day of the coverage has passed, in the briefing's zone: no edition comes any more. `now`: epoch milliseconds. */
export function isOver({ coverage, timeZone }: Settings, now: number): boolean {
  return coverage !== undefined && dayIn(timeZone, now) > coverage.last;
}
