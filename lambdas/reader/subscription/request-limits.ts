import type { Counter } from '../../types.ts';
import { networkId } from '../id.ts';
import type { ReaderPorts } from '../ports.ts';

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
  /** Confirmations for one mailbox. Its name is part of stored counters' keys. */
  asking: { most: 3, seconds: 86_400 },
  /** Links to export or erase, for one reader. */
  rights: { most: 4, seconds: 86_400 },
  /** Reports of mistakes, counted apart: a flood of them keeps nobody from subscribing. Each is a mail to the editors. */
  reportNetwork: { most: 10, seconds: 3_600 },
  reportSite: { most: 30, seconds: 3_600 },
  reports: { most: 60, seconds: 3_600 },
  reportsDaily: { most: 300, seconds: 86_400 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** The counter of a limit for `whose` (a keyed hash, never an address) in the period that `now` (epoch ms) lies in. */
export function counterOf(limit: LimitName, whose: string, now: number): Counter {
  const { most, seconds } = LIMITS[limit];
  const period = Math.floor(now / 1000 / seconds);
  return { name: `${limit}#${whose}#${period}`, most, expires: (period + 1) * seconds + 3_600 };
}

/** Counts one more for each network that a request came from, the narrowest first; false, and a note, when one had enough. */
export async function hasTurn(
  networks: readonly string[],
  [narrow, wide]: readonly [LimitName, LimitName],
  { keys, now, take, note }: Pick<ReaderPorts, 'keys' | 'now' | 'take' | 'note'>,
  fields: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  for (const [at, network] of networks.entries()) {
    const limit = at === 0 ? narrow : wide;
    if (await take(counterOf(limit, networkId(network, keys.readerKey), now()))) continue;
    note('A limit was reached.', { limit, ...fields });
    return false;
  }
  return true;
}
