import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A row is flat: strings, numbers, bytes. `pk` and `sk` name it. */
export type Row = Readonly<Record<string, string | number | Uint8Array>>;

/** A row as DynamoDB's API writes it. */
export function toItem(row: Row): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === 'string') return [name, { S: value }];
      if (typeof value === 'number') return [name, { N: String(value) }];
      return [name, { B: value }];
    }),
  );
}

/** What is none of a row's three kinds is left out: we write no other. */
export function fromItem(item: Readonly<Record<string, AttributeValue>>): Row {
  const row: Record<string, string | number | Uint8Array> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value.S !== undefined) row[name] = value.S;
    else if (value.N !== undefined) row[name] = Number(value.N);
    else if (value.B !== undefined) row[name] = value.B;
  }
  return row;
}
