import type { Table } from '../table.ts';
import { SHARE_OF_RATE } from './throughput.ts';

export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Waits for a turn; false when the worker's time is over before one comes. */
export type Pace = (hasTime: () => boolean) => Promise<boolean>;

/** Turns are given out this far ahead and no further: what a dead worker had taken is lost, and no more. */
const AHEAD_MS = 5_000;
/** How often a worker looks again when all turns of that time are given out. */
const LOOK_MS = 1_000;

/** A call that waits for its turn: epoch milliseconds, or null when none is to be had just now. */
interface Waiting {
  readonly resolve: (turn: number | null) => void;
  readonly reject: (error: unknown) => void;
}

const KEY = { pk: 'pace#mails', sk: 'pace' };

/**
 * Turns under four fifths of a sending rate (mails a second, fractions allowed), which all workers share: a token bucket that holds
 * one token. One row of the table says when the next turn is; a worker moves it on by as many turns as its calls wait for just now
 * and spreads them over that time. The row takes one write for several mails, so its partition (1,000 writes a second) is no bound.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export function pacer(table: Table, rate: number, clock: Clock): Pace {
  const every = 1_000 / (rate * SHARE_OF_RATE);
  const waiting: Waiting[] = [];
  let isAsking = false;

  /** The first of `count` turns, as epoch milliseconds; null when the time ahead is given out. */
  async function take(count: number): Promise<number | null> {
    const length = Math.ceil(count * every * 1_000) / 1_000;
    // Twice: another worker may have begun the row between the two questions.
    for (let tries = 0; tries < 2; tries += 1) {
      const now = clock.now();
      const moved = await table.add(KEY, 'next', length, {
        expression: '#next BETWEEN :now AND :most',
        values: { ':now': now, ':most': now + AHEAD_MS },
      });
      if (moved !== undefined) return moved - length;
      // Nobody has sent for a while: turns that were not used then are gone.
      const isFirst = await table.update(KEY, 'SET #next = :then', {
        expression: 'attribute_not_exists(#next) OR #next < :now',
        names: { '#next': 'next' },
        values: { ':then': now + length, ':now': now },
      });
      if (isFirst) return now;
    }
    return null;
  }

  async function ask(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0) {
      // No more than fit into the time ahead: at a low rate the calls of one worker must not take it all.
      const most = Math.max(1, Math.floor(AHEAD_MS / every / 2));
      const some = waiting.splice(0, most);
      try {
        const first = await take(some.length);
        for (const [n, { resolve }] of some.entries()) resolve(first === null ? null : first + n * every);
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    isAsking = false;
  }

  const turn = () =>
    new Promise<number | null>((resolve, reject) => {
      waiting.push({ resolve, reject });
      // Those who ask in the same moment are served by one call.
      if (!isAsking) {
        isAsking = true;
        queueMicrotask(() => void ask());
      }
    });

  return async (hasTime) => {
    while (hasTime()) {
      const at = await turn();
      const wait = at === null ? LOOK_MS : at - clock.now();
      if (wait > 0) await clock.pause(wait);
      if (at !== null) return hasTime();
    }
    return false;
  };
}
