import { readFileSync } from 'node:fs';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articles } from '../../lambdas/aws/stores/articles/articles.ts';
import { deliveryEvents } from '../../lambdas/aws/stores/delivery/delivery-events.ts';
import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import { nameAt, otherService } from '../aws-check/other-service.ts';
import { synthesized } from '../infra/synthesized.ts';

// Rows that version 0.1.0 wrote of five articles, six readers and one edition of our own, and the logical ids of what holds data.
const read = (name: string) => readFileSync(new URL(`./0.1.0/${name}`, import.meta.url), 'utf8');

let local: LocalTables;
let table: Table;
beforeAll(async () => {
  local = await localTables();
  const name = 'from-0-1-0';
  table = await local.table(name);
  const TableName = nameAt(otherService('dynamodb'), name);
  const db = new DynamoDBClient({});
  const rows: readonly Readonly<
    Record<string, { readonly S?: string; readonly N?: string; readonly B?: string }>
  >[] = JSON.parse(read('table.json'));
  for (const row of rows) {
    const Item = Object.fromEntries(
      Object.entries(row).map(([name, { S = '', N, B }]): [string, AttributeValue] => [
        name,
        B !== undefined ? { B: Buffer.from(B, 'base64') } : N !== undefined ? { N } : { S },
      ]),
    );
    await db.send(new PutItemCommand({ TableName, Item }));
  }
});
afterAll(() => local.close());

const EDITION = '2023-09-14T04-00-00Z';

describe('a table of version 0.1.0', () => {
  it('has its window: what is present, not what was withdrawn', async () => {
    const found = await articles(table).window('2023-09-12T04:00:00.000Z', '2023-09-15T04:00:00.000Z');
    expect(found.map(({ key }) => key).sort()).toEqual([
      'courier.txt',
      'gazette.txt',
      'later.txt',
      'private.txt',
    ]);
  });

  it('has its readers, who left, who rests, and who gets the next edition', async () => {
    const people = readers(table);
    expect(await people.confirmedBefore('2023-09-15T04:00:00.000Z', '2023-09-15')).toHaveLength(4);
    const all = await Promise.all(
      (await people.confirmed()).map(async ({ id, pausedUntil }) => [id, pausedUntil]),
    );
    expect(all.filter(([, pausedUntil]) => pausedUntil === '2023-10-01')).toHaveLength(1);
  });

  it('has its ledger, what events told, its editions and its stops', async () => {
    const rows = [...(await sends(table, Date.now).rows(EDITION, '0-0')).values()];
    expect(rows.map(({ state }) => state).sort()).toEqual(['sent', 'sent', 'sent', 'unknown']);
    expect(await deliveryEvents(table).ofShard(EDITION, '0-0')).toHaveLength(3);
    expect(await editions(table).previous('2023-09-15T04:00:00.000Z')).toMatchObject({ id: EDITION });
    expect(await editions(table).deliveries()).toMatchObject([{ id: EDITION, state: 'closed' }]);
    expect(await stops(table).get('another-edition')).toMatchObject({ reason: 'wrong headline' });
  });
});

describe('the stack that holds data', () => {
  it('keeps every logical id of version 0.1.0: another id is a new, empty resource', () => {
    const [{ Resources }] = synthesized();
    const before: Readonly<Record<string, string>> = JSON.parse(read('data-resources.json'));
    const now = Object.fromEntries(Object.keys(before).map((id) => [id, Resources[id]?.Type]));
    expect(now).toEqual(before);
  });
});
