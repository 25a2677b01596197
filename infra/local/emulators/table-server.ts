import type { Server } from 'node:http';
import dynalite from 'dynalite';
import db, { type Item, type TableOfKeys } from 'dynalite/db/index.js';

/*
 * What DynamoDB refuses and dynalite lets pass: sizes are in UTF-8 bytes there and in UTF-16 units here, and keys of
 * indexes are not looked at.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
const MOST_BYTES = { partition: 2_048, sort: 1_024 } as const;

/** A table server in memory, or in a folder, that refuses what DynamoDB refuses: items over 400 KB, keys that are empty or too long. */
export function tableServer(folder?: string): Server {
  db.itemSize = itemBytes;
  db.validateItem = validated;
  db.updateIndexes = updateIndexesChecked;
  return dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, path: folder });
}

const { validateItem, updateIndexes, itemSize } = db;

/** With more arguments dynalite asks for what a page of a query holds. */
function itemBytes(item: Item, ...asPage: readonly unknown[]): number {
  return asPage.length > 0 ? itemSize(item, ...asPage) : bytesOfFields(item);
}

function bytesOfFields(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value),
    0,
  );
}

function bytesOf(value: Readonly<Record<string, unknown>>): number {
  const [type = '', content] = Object.entries(value)[0] ?? [];
  if (type === 'S') return Buffer.byteLength(String(content));
  if (type === 'B') return Buffer.from(String(content), 'base64').length;
  if (type === 'N') return Math.ceil(String(content).replace(/[^\d]/g, '').length / 2) + 1;
  if (Array.isArray(content)) {
    const parts = content.map((part) =>
      type === 'L' ? 1 + bytesOf(part) : bytesOf({ [type.slice(0, 1)]: part }),
    );
    return parts.reduce((sum, part) => sum + part, type === 'L' ? 3 : 0);
  }
  if (type === 'M' && typeof content === 'object' && content !== null)
    return 3 + Object.keys(content).length + bytesOfFields(content as Item);
  return 1;
}

function validated(item: Item, table: TableOfKeys): Error | null | undefined {
  return validateItem(item, table) ?? badKey(item, table);
}

/** Every write comes through here with the item as it will be, updates too. */
function updateIndexesChecked(
  store: unknown,
  table: TableOfKeys,
  before: Item | null | undefined,
  item: Item | null | undefined,
  done: (error?: Error) => void,
): void {
  const bad = item ? badKey(item, table) : null;
  if (bad) done(bad);
  else updateIndexes(store, table, before, item, done);
}

function badKey(item: Item, table: TableOfKeys): Error | null {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const keys = [
    ...table.KeySchema.map((key) => ({ ...key, of: 'the table' })),
    ...indexes.flatMap(({ IndexName, KeySchema }) =>
      KeySchema.map((key) => ({ ...key, of: `IndexName: ${IndexName}` })),
    ),
  ];
  for (const { AttributeName: name, KeyType, of } of keys) {
    const value = item[name];
    if (value === undefined || (value.S === undefined && value.B === undefined)) continue;
    const size = bytesOf(value);
    const most = KeyType === 'HASH' ? MOST_BYTES.partition : MOST_BYTES.sort;
    if (size === 0 || size > most) {
      const what = size === 0 ? 'an empty string value' : `${size} bytes, more than ${most}`;
      return db.validationError(
        `One or more parameter values are not valid. The key attribute ${name} of ${of} holds ${what}.`,
      );
    }
  }
  return null;
}
