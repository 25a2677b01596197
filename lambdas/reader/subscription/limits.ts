import type { Counter } from '../../types.ts';

interface Limit {
  readonly most: number;
  readonly seconds: number;
}

/**
 * How many mails may be asked for. An address is a person who may not have asked at all; a network can be a whole
 * office or university; all together must stay far under what an account may send.
 */
const LIMITS = {
  network: { most: 20, seconds: 3_600 },
  /** A /48 of IPv6: 65,536 such networks, which may all be one person's. */
  site: { most: 60, seconds: 3_600 },
  everybody: { most: 600, seconds: 3_600 },
  /** Confirmations for one mailbox. */
  asking: { most: 3, seconds: 86_400 },
  /** Links to export or erase, for one reader. */
  rights: { most: 4, seconds: 86_400 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** The counter of a limit for `whose` (a keyed hash, never an address) in the period that `now` (epoch ms) lies in. */
export function counterOf(limit: LimitName, whose: string, now: number): Counter {
  const { most, seconds } = LIMITS[limit];
  const period = Math.floor(now / 1000 / seconds);
  return { name: `${limit}#${whose}#${period}`, most, expires: (period + 1) * seconds + 3_600 };
}
