/** What the day before came to, in numbers. Nobody is named. Instants are ISO; the day is after `from`, up to `to`. */
export interface DailyFacts {
  readonly from: string;
  readonly to: string;
  readonly uploads: Uploads;
  readonly editions: EditionsOfDay;
  readonly letters: Letters;
  readonly readers: Population;
  /** Messages in the dead letters, by queue; null where a queue gave no answer. */
  readonly deadLetters: Readonly<Record<string, number | null>>;
}

export interface Uploads {
  readonly accepted: number;
  readonly refused: number;
  readonly quarantined: number;
  readonly failed: number;
}

export interface EditionsOfDay {
  /** What the schedule asked for. */
  readonly due: number;
  /** Of these, how many were made: released or still a draft. */
  readonly made: number;
  /** On their way to their readers, those made by hand included. */
  readonly released: number;
  /** Past their time, and nobody has decided. */
  readonly undecided: readonly string[];
  /** Cancelled, or too late. */
  readonly dropped: number;
  /** Slots that were due and of which there is nothing. */
  readonly missing: readonly string[];
}

/** Mails of the editions whose slot lies in the day, added up from their delivery reports. */
export interface Letters {
  readonly recipients: number;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  readonly skipped: number;
  readonly open: number;
  readonly bounced: number;
  readonly complained: number;
  /** Editions by what is wrong with their delivery. */
  readonly stopped: readonly string[];
  readonly uncounted: readonly string[];
  readonly unmatched: readonly string[];
}

export interface Population {
  readonly now: number;
  /** Confirmed within the day and still there. */
  readonly joined: number;
  /** Left, bounced, complained or erased since the last daily mail; null where none was sent the day before. */
  readonly gone: number | null;
}

/** How many are gone: those of yesterday and those who joined, less those of today. */
export function goneSince(
  before: { readonly to: string; readonly readers: number } | undefined,
  from: string,
  { now, joined }: Pick<Population, 'now' | 'joined'>,
): number | null {
  if (before?.to !== from) return null;
  return Math.max(0, before.readers + joined - now);
}

/** The longest and the shortest time between two daily mails on two days: clocks change by an hour. */
const LONGEST_MS = 26 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Where the day begins that ends at `to` (ISO): where the last daily mail ended, so that nothing falls between two; else a day before. */
export function dayBefore(to: string, lastTo: string | undefined): string {
  const end = Date.parse(to);
  const last = lastTo === undefined ? Number.NaN : Date.parse(lastTo);
  return new Date(last < end && end - last <= LONGEST_MS ? last : end - DAY_MS).toISOString();
}
