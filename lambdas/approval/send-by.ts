import type { Settings } from '../types.ts';

/** Until when a slot's edition may be released and sent: an ISO instant. */
export function sendByOf(slot: string, { sendByHours }: Pick<Settings, 'sendByHours'>): string {
  return new Date(Date.parse(slot) + sendByHours * 3_600_000).toISOString();
}
