import type { ConfirmationStop } from '../../../mail-types.ts';
import { type Row, type Table, text } from '../../table.ts';

export interface ConfirmationMails {
  readonly stopOf: (id: string) => Promise<ConfirmationStop | undefined>;
  /** Notes what became of a confirmation, at `at` (ISO); true when that is news. Order and repetition leave no trace. */
  readonly stop: (id: string, because: 'bounced' | 'complained', at: string) => Promise<boolean>;
  /** Takes the one try after a bounce; false when another request was faster. */
  readonly take: (id: string, stop: ConfirmationStop, at: string) => Promise<boolean>;
  /** Forgets bounces once the reader has confirmed. A complaint stays. */
  readonly confirmed: (id: string) => Promise<void>;
  /** The operator's: false when there was nothing to lift. */
  readonly lift: (id: string) => Promise<boolean>;
}

/** A bounce is forgotten after a year without another try. A complaint is not. */
const KEEP_SECONDS = 365 * 86_400;

/** Which readers are sent no confirmation, under their keyed ids. No address comes in. */
export function confirmationMails(table: Table): ConfirmationMails {
  const keyOf = (id: string) => ({ pk: `reader#${id}`, sk: 'confirmation' });
  const ttl = (at: string) => Math.floor(Date.parse(at) / 1000) + KEEP_SECONDS;
  const stopOf: ConfirmationMails['stopOf'] = async (id) => {
    const row = await table.get(keyOf(id));
    return row && stopIn(row);
  };
  return {
    stopOf,
    stop: (id, because, at) =>
      because === 'complained'
        ? table.update(keyOf(id), 'SET complainedAt = :at REMOVE #ttl', {
            expression: 'attribute_not_exists(complainedAt) OR complainedAt > :at',
            names: { '#ttl': 'ttl' },
            values: { ':at': at },
          })
        : bounced(id, at),
    take: (id, { bouncedAt = '', triedAt }, at) =>
      table.update(keyOf(id), 'SET triedAt = :at, #ttl = :ttl', {
        expression: `bouncedAt = :bounced AND attribute_not_exists(complainedAt) AND ${
          triedAt === undefined ? 'attribute_not_exists(triedAt)' : 'triedAt = :tried'
        }`,
        names: { '#ttl': 'ttl' },
        values: {
          ':at': at,
          ':ttl': ttl(at),
          ':bounced': bouncedAt,
          ...(triedAt === undefined ? {} : { ':tried': triedAt }),
        },
      }),
    confirmed: async (id) => {
      await table.update(keyOf(id), 'REMOVE bouncedAt, triedAt', {
        expression: 'attribute_exists(pk)',
      });
    },
    lift: async (id) => {
      const found = await stopOf(id);
      await table.remove(keyOf(id));
      return found !== undefined;
    },
  };

  /** A complained row never expires, whichever event came first. */
  async function bounced(id: string, at: string): Promise<boolean> {
    const isNews = '(attribute_not_exists(bouncedAt) OR bouncedAt < :at)';
    const values = { ':at': at };
    const noted = await table.update(keyOf(id), 'SET bouncedAt = :at, #ttl = :ttl', {
      expression: `attribute_not_exists(complainedAt) AND ${isNews}`,
      names: { '#ttl': 'ttl' },
      values: { ...values, ':ttl': ttl(at) },
    });
    if (noted) return true;
    const expression = `attribute_exists(complainedAt) AND ${isNews}`;
    return table.update(keyOf(id), 'SET bouncedAt = :at', { expression, values });
  }
}

/** A row without any of the three stops nothing: the reader has confirmed since. */
function stopIn(row: Row): ConfirmationStop | undefined {
  const stop: ConfirmationStop = Object.fromEntries(
    (['bouncedAt', 'triedAt', 'complainedAt'] as const).flatMap((name) =>
      row[name] === undefined ? [] : [[name, text(row, name)] as const],
    ),
  );
  return Object.keys(stop).length === 0 ? undefined : stop;
}
