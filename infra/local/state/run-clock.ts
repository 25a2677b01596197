import type { Journal } from './journal.ts';

/** The time that a run lives at: this machine's, or one of its own that goes on from where it was. */
export interface RunClock {
  readonly now: () => Date;
  /** What S3 writes as the time of an event: before a first slot of its own, so that every upload is within it. */
  readonly eventTime: () => Date;
  /** From the first edition on events happen now. */
  readonly noteEdition: () => void;
  /** For tests: so many milliseconds pass at once. */
  readonly jump: (ms: number) => void;
  readonly close: () => void;
}

/** How often a time that is not this machine's is noted for a run that goes on from it. */
const NOTED_MS = 1000;

/** `at`: the time of its own, if it has one. The journal of an earlier run moves it on. */
export function startRunClock(at: Date | undefined, journal: Journal): RunClock {
  let began = performance.now();
  const jump = (ms: number) => {
    began -= ms;
  };
  if (at === undefined) {
    const now = () => new Date();
    return { now, eventTime: now, noteEdition: () => undefined, jump, close: () => undefined };
  }
  // A little later than anything that an earlier run can have written down.
  const start = Math.max(at.getTime(), Number(journal.fact('clock') ?? 0) + 2 * NOTED_MS);
  const now = () => new Date(start + performance.now() - began);
  let isFirstEdition = journal.fact('edition') === undefined;
  const ticking = setInterval(() => journal.note('clock', String(now().getTime())), NOTED_MS).unref();
  return {
    now,
    eventTime: () => (isFirstEdition ? new Date(start - 1000) : now()),
    noteEdition() {
      isFirstEdition = false;
    },
    jump,
    close: () => clearInterval(ticking),
  };
}
