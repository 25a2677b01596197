import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';

/** One call of the SDK in the words of IAM: `s3:GetObject` on `<Inbox>/a.txt`. */
export interface Call {
  readonly by: string;
  readonly action: string;
  readonly resource: string;
  /** Partition keys of the rows of a table that it is about. */
  readonly leading?: readonly string[];
}

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}

type Item = Readonly<Record<string, string>>;

/** The document client's commands have the service's names less their "Item". */
const ACTIONS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  BatchGet: 'BatchGetItem',
  BatchWrite: 'BatchWriteItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Query: 'Query',
};

const ACCOUNT = 'arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:';

/** An AWS that keeps objects and rows, answers yes to every condition on a row unless told otherwise, and writes down who asked for what. */
export function recordCalls() {
  const calls: Call[] = [];
  const objects = new Map<string, Uint8Array>();
  const rows = new Map<string, Item>();
  const sent: string[] = [];
  let by = 'nobody';
  let refusedRow: string | undefined;
  let sesError: Error | undefined;
  const note = (action: string, resource: unknown, leading: readonly (string | undefined)[] = []) =>
    calls.push({ by, action, resource: String(resource), leading: leading.map(String) });
  const refuse = (name: string, httpStatusCode: number) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

  const s3 = (
    name: string,
    { Bucket, Key, VersionId, IfMatch, IfNoneMatch, Body, Prefix }: Command['input'],
  ) => {
    const at = `${Bucket}/${Key}`;
    if (name === 'ListObjectsV2') {
      note('s3:ListBucket', Bucket);
      const found = [...objects.keys()].filter((key) => key.startsWith(`${Bucket}/${Prefix}`));
      return { Contents: found.map((key) => ({ Key: key.slice(`${Bucket}/`.length) })) };
    }
    if (name === 'GetObject') {
      note(VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', at);
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: else a missing key answers 403.
      note('s3:ListBucket', Bucket);
      const bytes = objects.get(at);
      if (bytes === undefined) throw refuse('NoSuchKey', 404);
      return { ETag: '"1"', Body: { transformToByteArray: async () => bytes } };
    }
    if (name === 'DeleteObject') {
      note('s3:DeleteObject', at);
      return {};
    }
    note('s3:PutObject', at);
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    if (IfMatch !== undefined) note('s3:GetObject', at);
    if (IfNoneMatch !== undefined && objects.has(at)) throw refuse('PreconditionFailed', 412);
    objects.set(at, typeof Body === 'string' ? Buffer.from(Body) : (Body as Uint8Array));
    return {};
  };

  const dynamodb = (command: string, input: Command['input']) => {
    const name = ACTIONS[command] ?? command;
    const keyOf = (item: Item) => `${item.pk}|${item.sk}`;
    if (name === 'BatchGetItem') {
      const [[table, { Keys }] = ['', { Keys: [] }]] = Object.entries(
        input.RequestItems as Record<string, { readonly Keys: readonly Item[] }>,
      );
      note(
        'dynamodb:BatchGetItem',
        table,
        Keys.map(({ pk }) => pk),
      );
      return {
        Responses: { [table]: Keys.map((key) => rows.get(keyOf(key))).filter((row) => row !== undefined) },
      };
    }
    if (name === 'BatchWriteItem') {
      const [[table, puts] = ['', []]] = Object.entries(
        input.RequestItems as Record<string, readonly { readonly PutRequest: { readonly Item: Item } }[]>,
      );
      const items = puts.map(({ PutRequest }) => PutRequest.Item);
      note(
        'dynamodb:BatchWriteItem',
        table,
        items.map(({ pk }) => pk),
      );
      for (const item of items) rows.set(keyOf(item), item);
      return {};
    }
    const index = input.IndexName === undefined ? '' : `/index/${input.IndexName}`;
    const values = (input.ExpressionAttributeValues ?? {}) as Item;
    const { pk } = (input.Key ?? input.Item ?? { pk: values[':p'] }) as Item;
    note(`dynamodb:${name}`, `${input.TableName}${index}`, [pk]);
    if (name === 'GetItem') return { Item: rows.get(keyOf(input.Key as Item)) };
    if (name === 'PutItem' && refusedRow !== undefined && pk?.startsWith(refusedRow)) {
      refusedRow = undefined;
      throw new ConditionalCheckFailedException({ message: 'as asked', $metadata: {} });
    }
    if (name === 'PutItem') rows.set(keyOf(input.Item as Item), input.Item as Item);
    if (name === 'DeleteItem') rows.delete(keyOf(input.Key as Item));
    // The pace's next turn is always at hand.
    if (input.ReturnValues === 'UPDATED_NEW') return { Attributes: { next: Date.now() } };
    if (name !== 'Query') return {};
    const attribute = (input.ExpressionAttributeNames as Record<string, string>)['#p'] ?? '';
    const wanted = values[':p'];
    const range = (input.ExpressionAttributeNames as Record<string, string>)['#r'] ?? '';
    const [low, high] = [values[':low'], values[':high']];
    const isBetween = (at = '') => low === undefined || high === undefined || (at >= low && at <= high);
    return {
      Items: [...rows.values()].filter((item) => item[attribute] === wanted && isBetween(item[range])),
    };
  };

  const ses = (name: string, input: Command['input']) => {
    if (name === 'GetSendQuota') {
      note('ses:GetSendQuota', '*');
      return { MaxSendRate: 1000 };
    }
    if (sesError !== undefined) {
      const error = sesError;
      sesError = undefined;
      throw error;
    }
    const { Data } = input.RawMessage as { readonly Data: Uint8Array };
    sent.push(Buffer.from(Data).toString('latin1'));
    note(`ses:${name}`, `${ACCOUNT}identity/<Sender>`);
    note(`ses:${name}`, `${ACCOUNT}configuration-set/${input.ConfigurationSetName}`);
    return { MessageId: 'message-1' };
  };

  const secrets = (name: string, { SecretId }: Command['input']) => {
    note(`secretsmanager:${name}`, SecretId);
    return { SecretString: SECRET };
  };

  const sqs = (name: string, { QueueUrl }: Command['input']) => {
    note(`sqs:${name}`, String(QueueUrl).replace(/^.*\//, ''));
    return { Attributes: { ApproximateNumberOfMessages: '0' } };
  };

  const cloudfront = (name: string, { DistributionId }: Command['input']) => {
    note(
      `cloudfront:${name}`,
      `arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/${DistributionId}`,
    );
    return {};
  };

  const clients = [
    [CloudFrontClient, cloudfront],
    [S3Client, s3],
    [DynamoDBDocumentClient, dynamodb],
    [SESClient, ses],
    [SecretsManagerClient, secrets],
    [SQSClient, sqs],
  ] as const;
  for (const [client, answer] of clients) {
    const prototype: { send: (command: Command) => Promise<unknown> } = client.prototype as never;
    vi.spyOn(prototype, 'send').mockImplementation(async (command) =>
      answer(command.constructor.name.replace(/Command$/, ''), command.input),
    );
  }
  return {
    calls,
    sent,
    objects,
    /** The next write of a row whose partition key begins so finds its condition broken. */
    refuseRow: (beginning: string) => {
      refusedRow = beginning;
    },
    /** SES refuses the next mail like this. */
    refuseMail: (error: Error) => {
      sesError = error;
    },
    /** Whatever is called from now on is called by this function. */
    actAs: (name: string) => {
      by = name;
    },
  };
}

export const SECRET = JSON.stringify({ tokenKeyVersion: '01', master: 'm'.repeat(64) });
