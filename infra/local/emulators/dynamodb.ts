import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import type { Resolver, Resource } from '../stack/template.ts';
import { fields, list, textOf } from '../stack/template-values.ts';
import { listen } from './http/listen.ts';
import { clientOptions } from './sdk.ts';
import { tableServer } from './table-server.ts';

export interface Tables {
  readonly origin: string;
  readonly client: DynamoDBClient;
  /** Makes the template's tables with their keys and indexes. */
  create(resolver: Resolver): Promise<void>;
  close(): Promise<void>;
}

/** A table server in memory, or in a folder where its tables outlive the run, on a free port of 127.0.0.1. It has no transactions and never expires an item. */
export async function startTables(region: string, folder?: string): Promise<Tables> {
  const listening = await listen(tableServer(folder));
  const client = new DynamoDBClient(clientOptions(region, listening.origin));
  return {
    origin: listening.origin,
    client,
    async create(resolver) {
      for (const table of resolver.all('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
        await client.send(new CreateTableCommand(tableInput(table))).catch((error: unknown) => {
          if (!(error instanceof ResourceInUseException)) throw error;
        });
      }
    },
    async close() {
      client.destroy();
      await listening.close();
    },
  };
}

function tableInput(table: Resource): CreateTableCommandInput {
  const indexes = list(table.property('GlobalSecondaryIndexes')).map(readIndex);
  return {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: list(table.property('AttributeDefinitions')).map(readAttribute),
    KeySchema: readKeys(table.property('KeySchema')),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
  };
}

function readAttribute(value: unknown): AttributeDefinition {
  const { AttributeName, AttributeType } = fields(value);
  const type = textOf(AttributeType);
  if (type !== 'S' && type !== 'N' && type !== 'B')
    throw new Error(`${textOf(AttributeName)}: no such type ${type}.`);
  return { AttributeName: textOf(AttributeName), AttributeType: type };
}

function readKeys(value: unknown): KeySchemaElement[] {
  return list(value).map((element) => {
    const { AttributeName, KeyType } = fields(element);
    return { AttributeName: textOf(AttributeName), KeyType: KeyType === 'HASH' ? 'HASH' : 'RANGE' };
  });
}

function readIndex(value: unknown): GlobalSecondaryIndex {
  const { IndexName, KeySchema, Projection } = fields(value);
  const { ProjectionType, NonKeyAttributes } = fields(Projection);
  const kind = ProjectionType === 'KEYS_ONLY' || ProjectionType === 'INCLUDE' ? ProjectionType : 'ALL';
  return {
    IndexName: textOf(IndexName),
    KeySchema: readKeys(KeySchema),
    Projection: {
      ProjectionType: kind,
      ...(kind === 'INCLUDE' ? { NonKeyAttributes: list(NonKeyAttributes).map((name) => textOf(name)) } : {}),
    },
  };
}
