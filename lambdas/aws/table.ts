import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandOutput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { inBatches } from './batches.ts';

/** A row is flat: strings, numbers, bytes. `pk` and `sk` name it. */
export type Row = Readonly<Record<string, string | number | Uint8Array>>;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A condition in DynamoDB's own language; `#name` and `:value` are filled in from the maps. */
export interface Condition {
  readonly expression: string;
  readonly values?: Row;
  readonly names?: Readonly<Record<string, string>>;
}

export interface RangeQuery {
  readonly index?: 'window' | 'active';
  /** Partition attribute and value. */
  readonly partition: readonly [name: string, value: string];
  /** Both ends included. */
  readonly between?: readonly [name: string, low: string, high: string];
  readonly before?: readonly [name: string, value: string];
  readonly limit?: number;
  readonly newestFirst?: boolean;
}

export interface Table {
  /** Strongly consistent. */
  readonly get: (key: Key) => Promise<Row | undefined>;
  readonly getMany: (keys: readonly Key[]) => Promise<readonly Row[]>;
  /** Writes rows of different names, whatever stands there. */
  readonly putMany: (rows: readonly Row[]) => Promise<void>;
  /** True when written; false when the condition did not hold. */
  readonly put: (row: Row, condition?: Condition) => Promise<boolean>;
  /** Runs an update expression under a condition; false when it did not hold. */
  readonly update: (key: Key, expression: string, condition: Condition) => Promise<boolean>;
  /** Adds to a number under a condition, in which `#NAME` is the number's own name; what it is then, undefined when the condition did not hold. */
  readonly add: (key: Key, name: string, amount: number, condition: Condition) => Promise<number | undefined>;
  readonly remove: (key: Key) => Promise<void>;
  /** All rows of a partition (strongly consistent on the table itself, eventually on an index). */
  readonly query: (query: RangeQuery) => Promise<readonly Row[]>;
  /** The same page by page, a megabyte each: for what is too much to be held at once. */
  readonly pages: (query: RangeQuery) => AsyncIterable<readonly Row[]>;
}

/** An item as the document client takes and gives it: its own type says no more. */
type Item = Record<string, unknown>;
type WriteRequests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

/** BatchGetItem takes at most this many keys a call, BatchWriteItem this many rows. */
const BATCH = 100;
const WRITE_BATCH = 25;
let client: DynamoDBDocumentClient | undefined;

/** The pipeline's one table. The client is made on first use and kept for the life of the process. */
export function table(name: string): Table {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const db = client;
  return {
    get: async (key) => {
      const found = await db.send(new GetCommand({ TableName: name, Key: { ...key }, ConsistentRead: true }));
      return found.Item;
    },
    getMany: async (keys) => {
      const rows: Row[] = [];
      const items = keys.map((key): Item => ({ ...key }));
      await inBatches(items, BATCH, async (some) => {
        const RequestItems = { [name]: { Keys: some, ConsistentRead: true } };
        const { Responses, UnprocessedKeys } = await db.send(new BatchGetCommand({ RequestItems }));
        rows.push(...(Responses?.[name] ?? []));
        return UnprocessedKeys?.[name]?.Keys;
      });
      return rows;
    },
    putMany: (rows) => {
      const puts: WriteRequests = rows.map((row) => ({ PutRequest: { Item: { ...row } } }));
      return inBatches(puts, WRITE_BATCH, async (some) => {
        const { UnprocessedItems } = await db.send(new BatchWriteCommand({ RequestItems: { [name]: some } }));
        return UnprocessedItems?.[name];
      });
    },
    put: (row, condition) =>
      unlessRefused(() =>
        db.send(new PutCommand({ TableName: name, Item: { ...row }, ...conditionInput(condition) })),
      ),
    update: (key, expression, condition) =>
      unlessRefused(() =>
        db.send(
          new UpdateCommand({
            TableName: name,
            Key: { ...key },
            UpdateExpression: expression,
            ...conditionInput(condition),
          }),
        ),
      ),
    add: async (key, attribute, amount, { expression, values }) => {
      let after: number | undefined;
      await unlessRefused(async () => {
        const { Attributes } = await db.send(
          new UpdateCommand({
            TableName: name,
            Key: { ...key },
            UpdateExpression: `SET #${attribute} = #${attribute} + :amount`,
            ReturnValues: 'UPDATED_NEW',
            ...conditionInput({
              expression,
              names: { [`#${attribute}`]: attribute },
              values: { ...values, ':amount': amount },
            }),
          }),
        );
        after = Number(Attributes?.[attribute]);
      });
      return after;
    },
    remove: async (key) => {
      await db.send(new DeleteCommand({ TableName: name, Key: { ...key } }));
    },
    query: async (query) => {
      const rows: Row[] = [];
      for await (const page of pagesOf(db, name, query)) {
        rows.push(...page);
        if (query.limit !== undefined && rows.length >= query.limit) break;
      }
      return rows;
    },
    pages: (query) => pagesOf(db, name, query),
  };
}

async function* pagesOf(
  db: DynamoDBDocumentClient,
  name: string,
  query: RangeQuery,
): AsyncGenerator<readonly Row[]> {
  let from: Item | undefined;
  do {
    const page: QueryCommandOutput = await db.send(
      new QueryCommand({
        TableName: name,
        ...(query.index ? { IndexName: query.index } : { ConsistentRead: true }),
        ...queryInput(query),
        Limit: query.limit,
        ScanIndexForward: !query.newestFirst,
        ExclusiveStartKey: from,
      }),
    );
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

function queryInput(query: RangeQuery) {
  const [partition, value] = query.partition;
  const names: Record<string, string> = { '#p': partition };
  const values: Record<string, string> = { ':p': value };
  let expression = '#p = :p';
  if (query.between) {
    [names['#r'], values[':low'], values[':high']] = query.between;
    expression += ' AND #r BETWEEN :low AND :high';
  }
  if (query.before) {
    [names['#r'], values[':before']] = query.before;
    expression += ' AND #r < :before';
  }
  return {
    KeyConditionExpression: expression,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function conditionInput(condition: Condition | undefined) {
  if (condition === undefined) return {};
  const { expression, names, values } = condition;
  return {
    ConditionExpression: expression,
    ...(names ? { ExpressionAttributeNames: { ...names } } : {}),
    ...(values ? { ExpressionAttributeValues: { ...values } } : {}),
  };
}

async function unlessRefused(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** A string attribute that must be there; a row without it was not written by us. */
export function text(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new Error(`Row ${String(row.pk)} has no text "${name}".`);
  return value;
}

/** A number attribute that must be there. */
export function number(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new Error(`Row ${String(row.pk)} has no number "${name}".`);
  return value;
}
