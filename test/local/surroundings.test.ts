import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Cron } from 'croner';
import { afterEach, expect, test } from 'vitest';
import { matches } from '../../infra/local/emulators/cloudfront/distribution-config.ts';
import { startTables } from '../../infra/local/emulators/dynamodb.ts';
import { CRON_OPTIONS, readSchedules, timing } from '../../infra/local/emulators/schedules.ts';
import { startSecrets } from '../../infra/local/emulators/secrets.ts';
import { fields } from '../../infra/local/stack/template-values.ts';
import { smallDistribution } from './small-distribution.ts';
import { resolverOf, smallStack } from './small-stack.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
});

test('a generated secret has the template’s shape and is the same in every run', async () => {
  const read = async () => {
    const secrets = await startSecrets();
    const { stack, remove } = smallStack({
      Key: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          GenerateSecretString: {
            SecretStringTemplate: '{"version":"01"}',
            GenerateStringKey: 'master',
            PasswordLength: 70,
          },
        },
      },
    });
    remove();
    const resolver = resolverOf([stack]);
    secrets.create(resolver);
    const client = new SecretsManagerClient({
      region: 'eu-central-1',
      endpoint: secrets.origin,
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    });
    endings.push(secrets.close, () => client.destroy());
    const SecretId = resolver.all('AWS::SecretsManager::Secret')[0]?.arn;
    await expect(client.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
  };
  const first = await read();
  expect(JSON.parse(first)).toEqual({ version: '01', master: expect.stringMatching(/^[0-9a-f]{70}$/) });
  expect(await read()).toBe(first);
});

test('a table has the template’s keys and indexes, and of fifty conditional writers one wins', async () => {
  const tables = await startTables('eu-central-1');
  endings.push(tables.close);
  const { stack, remove } = smallStack({
    Rows: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: ['pk', 'sk', 'day'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'days',
            KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      },
    },
  });
  remove();
  await tables.create(resolverOf([stack]));
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, async (_, number) => {
      const Item = { pk: { S: 'a' }, sk: { S: 'b' }, day: { S: 'monday' }, by: { N: String(number) } };
      const put = new PutItemCommand({
        TableName: 'Small-Rows',
        Item,
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return tables.client.send(put).then(
        () => 'won',
        (error: unknown) => (error instanceof ConditionalCheckFailedException ? 'lost' : String(error)),
      );
    }),
  );
  expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'lost')).toHaveLength(49);
  const found = await tables.client.send(
    new QueryCommand({
      TableName: 'Small-Rows',
      IndexName: 'days',
      KeyConditionExpression: '#d = :d',
      ExpressionAttributeNames: { '#d': 'day' },
      ExpressionAttributeValues: { ':d': { S: 'monday' } },
    }),
  );
  expect(found.Count).toBe(1);
});

test.each([
  ['cron(0 7 ? * MON-SUN *)', '2026-11-24T07:00:00.000Z'],
  ['cron(30 6 ? * 1 *)', '2026-11-29T06:30:00.000Z'],
  ['cron(0 7 ? * FRI-MON *)', '2026-11-27T07:00:00.000Z'],
  ['cron(0 7 ? * TUE,THU *)', '2026-11-24T07:00:00.000Z'],
  ['cron(0 0 1 * ? *)', '2026-12-01T00:00:00.000Z'],
  ['cron(0/15 * * * ? *)', '2026-11-23T12:15:00.000Z'],
])('%s next fires at %s after a Monday noon', (expression, expected) => {
  const { cron = '' } = timing(expression, 'S');
  const job = new Cron(cron, { ...CRON_OPTIONS, timezone: 'UTC', paused: true });
  expect(job.nextRun(new Date('2026-11-23T12:01:00Z'))?.toISOString()).toBe(expected);
});

test('a rate is seconds, and another expression is refused by name', () => {
  expect(timing('rate(15 minutes)', 'S')).toEqual({ everySeconds: 900 });
  expect(timing('rate(1 hour)', 'S')).toEqual({ everySeconds: 3600 });
  expect(() => timing('at(2026-11-23T12:00:00)', 'Nightly')).toThrow(
    'Nightly: the local run does not understand at(',
  );
});

test('a schedule passes on its scheduled time, and one that is switched off is known to be', () => {
  const { stack, remove } = smallStack(
    {
      Daily: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'cron(0 7 ? * * *)',
          State: 'DISABLED',
          Target: {
            Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] },
            Input: '{"slot":"<aws.scheduler.scheduled-time>"}',
          },
        },
      },
    },
    { Fn: 'export const handler = async () => 1;' },
  );
  remove();
  const [schedule] = readSchedules(resolverOf([stack]));
  expect(schedule?.input(new Date('2023-09-14T07:00:00.000Z'))).toEqual({ slot: '2023-09-14T07:00:00Z' });
  expect(schedule?.enabled).toBe(false);
});

test.each([
  ['/reader/*', '/reader/leave/abc', true],
  ['/reader/*', '/readers', false],
  ['reader/*', '/reader/x', true],
  ['*', '/anything/at.all', true],
  ['/a?c.html', '/abc.html', true],
  ['/a.c', '/abc', false],
])('the path pattern %s against %s is %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

const ECHO = `export const handler = async ({ rawPath, rawQueryString, requestContext, headers, body, isBase64Encoded, cookies }) => ({
  statusCode: 201,
  headers: { 'Content-Type': 'application/json', 'X-Frame-Options': 'SAMEORIGIN' },
  cookies: ['a=1', 'b=2'],
  isBase64Encoded: true,
  body: Buffer.from(JSON.stringify({ rawPath, rawQueryString, method: requestContext.http.method, host: headers.host, viewer: headers['cloudfront-viewer-address'], own: headers['x-own'], other: headers['x-other'], body, isBase64Encoded, cookies })).toString('base64'),
});`;

async function frontWith(domain?: unknown, more: Parameters<typeof smallDistribution>[1] = {}) {
  const made = await smallDistribution(ECHO, more, domain);
  endings.push(made.close);
  return made;
}

test('the distribution serves pages from the web bucket with their type and its own headers', async () => {
  const { store, front } = await frontWith();
  const page = {
    Bucket: 'small-pages',
    Key: 'editions/x y.en.html',
    Body: 'тіло',
    ContentType: 'text/html; charset=utf-8',
  };
  await store.s3.send(new PutObjectCommand(page));
  const answer = await fetch(`${front.origin}/editions/x%20y.en.html?utm=1`);
  expect(await answer.text()).toBe('тіло');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(answer.headers.get('strict-transport-security')).toBeNull();
  expect((await fetch(`${front.origin}/nothing`)).status).toBe(403);
  expect((await fetch(`${front.origin}/editions/x`, { method: 'POST' })).status).toBe(403);
});

test('the distribution hands a form to the function URL as Lambda does, and its answer back', async () => {
  const { front } = await frontWith();
  const answer = await fetch(`${front.origin}/reader/leave/t?x=1&y=%20`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'c=3; d=4' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(fields(await answer.json())).toEqual({
    rawPath: '/reader/leave/t',
    rawQueryString: 'x=1&y=%20',
    method: 'POST',
    host: 'smalldoor.lambda-url.eu-central-1.on.aws',
    body: Buffer.from('List-Unsubscribe=One-Click').toString('base64'),
    isBase64Encoded: true,
    cookies: ['c=3', 'd=4'],
  });
  expect((await fetch(`${front.origin}/reader/x`, { method: 'DELETE' })).status).toBe(403);
});

test('the distribution passes on what the behaviour lists, and writes its own over what a viewer forges', async () => {
  const { front } = await frontWith(undefined, {
    door: { OriginCustomHeaders: [{ HeaderName: 'X-Own', HeaderValue: 'ours' }] },
    behaviour: { OriginRequestPolicyId: { Ref: 'Requests' } },
  });
  const answer = await fetch(`${front.origin}/reader/subscribe`, {
    headers: { 'cloudfront-viewer-address': '192.0.2.1:1', 'x-own': 'theirs', 'x-other': 'theirs' },
  });
  const { viewer, own, other } = fields(await answer.json());
  expect(viewer).toMatch(/^127\.0\.0\.1:\d+$/);
  expect([own, other]).toEqual(['ours', undefined]);
});

test('an origin that is nothing of the template is refused by name', async () => {
  await expect(frontWith('elsewhere.test')).rejects.toThrow('Web: the origin elsewhere.test is neither');
});
