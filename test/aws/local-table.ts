import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { listen } from '../../infra/local/emulators/http/listen.ts';
import { tableServer } from '../../infra/local/emulators/table-server.ts';
import { type Table, table } from '../../lambdas/aws/table.ts';
import { nameAt, otherService } from '../aws-check/other-service.ts';

export interface LocalTables {
  readonly table: (name: string) => Promise<Table>;
  readonly close: () => Promise<void>;
}

/** A real table server in memory, reached as a function reaches it: by the standard variables alone. One per test file. */
export async function localTables(): Promise<LocalTables> {
  const other = otherService('dynamodb');
  const server = other === undefined ? await listen(tableServer()) : { origin: other, close: async () => {} };
  process.env.AWS_ENDPOINT_URL_DYNAMODB = server.origin;
  process.env.AWS_REGION = 'eu-central-1';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  return {
    table: async (name) => {
      const own = nameAt(other, name);
      await createTable(own);
      return table(own);
    },
    close: server.close,
  };
}

/** The pipeline's table, empty, where the environment's variables lead. */
export async function createTable(name: string): Promise<void> {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const index = (IndexName: string, hash: string, range: string, included?: string[]) => ({
    IndexName,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' as const },
      { AttributeName: range, KeyType: 'RANGE' as const },
    ],
    Projection:
      included === undefined
        ? { ProjectionType: 'ALL' as const }
        : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: included },
  });
  const db = new DynamoDBClient({});
  await db.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'day', 'received', 'active', 'id'].map(text),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        index('window', 'day', 'received'),
        index('active', 'active', 'id', ['confirmedAt', 'pausedUntil']),
      ],
    }),
  );
  // On a busy machine it takes a moment, and a write to it would meet no table.
  const status = async () =>
    (await db.send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus;
  while ((await status()) !== 'ACTIVE');
  db.destroy();
}
