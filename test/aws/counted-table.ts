import type { Key, Row, Table } from '../../lambdas/aws/table.ts';

export interface CountedTable extends Table {
  /** Capacity units so far: read strongly, and written. */
  readonly units: { read: number; written: number };
  /** Requests so far. */
  readonly calls: { count: number };
}

const encoder = new TextEncoder();

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function bytesOf(row: Row): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(row)) {
    bytes += name.length;
    if (typeof value === 'string') bytes += encoder.encode(value).byteLength;
    else bytes += typeof value === 'number' ? 10 : value.byteLength;
  }
  return bytes;
}

const readUnits = (bytes: number) => Math.max(1, Math.ceil(bytes / 4096));
const writtenUnits = (row: Row) => Math.ceil(bytesOf(row) / 1024);

/**
 * Rows in memory that cost what DynamoDB would count: for what a thousand or a hundred thousand of them cost, and not for who is refused, since
 * every condition holds and updates write nothing.
 */
export function countedTable(): CountedTable {
  const partitions = new Map<string, Map<string, Row>>();
  const units = { read: 0, written: 0 };
  const calls = { count: 0 };
  const find = ({ pk, sk }: Key): Row | undefined => {
    const row = partitions.get(pk)?.get(sk);
    units.read += readUnits(row === undefined ? 0 : bytesOf(row));
    return row;
  };
  const keep = (row: Row): void => {
    const pk = String(row.pk);
    const partition = partitions.get(pk) ?? new Map<string, Row>();
    partitions.set(pk, partition.set(String(row.sk), row));
    // The index by day holds the whole row once more.
    units.written += writtenUnits(row) * (row.day === undefined ? 1 : 2);
  };
  const query: Table['query'] = async ({ partition: [name, value], between, before, limit, newestFirst }) => {
    calls.count += 1;
    const all =
      name === 'pk'
        ? [...(partitions.get(value)?.values() ?? [])]
        : [...partitions.values()].flatMap((rows) => [...rows.values()].filter((row) => row[name] === value));
    const within = all.filter((row) => {
      if (before !== undefined && String(row[before[0]]) >= before[1]) return false;
      if (between === undefined) return true;
      const [attribute, low, high] = between;
      const at = String(row[attribute]);
      return at >= low && at <= high;
    });
    const sorted = within.toSorted((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1));
    const found = (newestFirst ? sorted.toReversed() : sorted).slice(0, limit);
    units.read += readUnits(found.reduce((sum, row) => sum + bytesOf(row), 0));
    return found;
  };
  const counted = async <T>(work: () => T): Promise<T> => {
    calls.count += 1;
    return work();
  };
  return {
    units,
    calls,
    get: (key) => counted(() => find(key)),
    getMany: (keys) =>
      counted(() => {
        // As DynamoDB does.
        if (new Set(keys.map(({ pk, sk }) => `${pk} ${sk}`)).size < keys.length)
          throw new Error('Provided list of item keys contains duplicates');
        return keys.map(find).filter((row) => row !== undefined);
      }),
    putMany: (rows) => counted(() => rows.forEach(keep)),
    put: (row) =>
      counted(() => {
        keep(row);
        return true;
      }),
    update: () =>
      counted(() => {
        units.written += 1;
        return true;
      }),
    add: () => counted(() => undefined),
    remove: ({ pk, sk }) => counted(() => void partitions.get(pk)?.delete(sk)),
    query,
    pages: async function* (asked) {
      yield await query(asked);
    },
  };
}
