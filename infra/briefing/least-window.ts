export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Windows must overlap: a file that was uploaded just before one edition and read just after it is new in the next only
 * if the next window still covers it. Two hours more than the longest gap, since a day in autumn has 25.
 */
export function leastWindow(days: readonly string[]): number {
  const at = WEEK.flatMap((day, n) => (days.includes(day) ? [n] : []));
  const gaps = at.map((day, n) => (((at[(n + 1) % at.length] ?? day) - day + 6) % 7) + 1);
  return Math.max(...gaps) * 24 + 2;
}
