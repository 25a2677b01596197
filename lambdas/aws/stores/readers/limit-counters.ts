import type { Counter } from '../../../types.ts';
import type { Table } from '../../table.ts';

export interface Limits {
  /** Counts one more under the counter's name; false when it had reached its most. */
  readonly take: (counter: Counter) => Promise<boolean>;
  /** Whether it has reached its most; counts nothing. */
  readonly isFull: (counter: Counter) => Promise<boolean>;
}

/** What may be asked for, counted in the table. */
export function limits(table: Table): Limits {
  const keyOf = ({ name }: Counter) => ({ pk: `limit#${name}`, sk: 'limit' });
  const take: Limits['take'] = (counter) =>
    table.update(keyOf(counter), 'SET used = if_not_exists(used, :zero) + :one, #ttl = :ttl', {
      expression: 'attribute_not_exists(used) OR used < :most',
      names: { '#ttl': 'ttl' },
      values: { ':zero': 0, ':one': 1, ':most': counter.most, ':ttl': counter.expires },
    });
  return {
    take,
    isFull: async (counter) => Number((await table.get(keyOf(counter)))?.used ?? 0) >= counter.most,
  };
}
