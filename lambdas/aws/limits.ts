import type { Counter } from '../types.ts';
import type { Table } from './table.ts';

/** Counts one more under the counter's name; false when it had reached its most. */
export function limits(table: Table): (counter: Counter) => Promise<boolean> {
  return ({ name, most, expires }) =>
    table.update(
      { pk: `limit#${name}`, sk: 'limit' },
      'SET used = if_not_exists(used, :zero) + :one, #ttl = :ttl',
      {
        expression: 'attribute_not_exists(used) OR used < :most',
        names: { '#ttl': 'ttl' },
        values: { ':zero': 0, ':one': 1, ':most': most, ':ttl': expires },
      },
    );
}
