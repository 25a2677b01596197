import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { type Listening, listen } from '../../infra/local/listen.ts';
import { type Table, table } from '../../lambdas/aws/table.ts';

export interface LocalTable {
  readonly table: Table;
  readonly close: () => Promise<void>;
}

/** A real table server in memory, reached as a function reaches it: by the standard variables alone. */
export async function localTable(name: string): Promise<LocalTable> {
  const server: Listening = await listen(dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));
  process.env.AWS_ENDPOINT_URL_DYNAMODB = server.origin;
  process.env.AWS_REGION = 'eu-central-1';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const index = (IndexName: string, hash: string, range: string) => ({
    IndexName,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' as const },
      { AttributeName: range, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: 'ALL' as const },
  });
  await new DynamoDBClient({}).send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'day', 'received', 'active', 'id'].map(text),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [index('window', 'day', 'received'), index('active', 'active', 'id')],
    }),
  );
  return { table: table(name), close: server.close };
}
