import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { lineOf } from '../../lambdas/edition/web/calendar.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import { edition, source, story, storySource } from '../edition/sample.ts';

let tables: LocalTables;
let table: Table;

beforeAll(async () => {
  tables = await localTables();
  table = await tables.table('refusals');
});
afterAll(() => tables.close());

const key = { pk: 'a', sk: 'b' };

describe('the local table, as DynamoDB', () => {
  it.each([
    ['Latin letters', 'a'.repeat(409_600)],
    ['Cyrillic letters of two bytes each', 'ж'.repeat(204_800)],
    ['Han signs of three bytes each', '会'.repeat(136_600)],
    ['combining marks', '\u0301'.repeat(204_800)],
  ])('refuses an item over 400 KB: %s', async (_, long) => {
    await expect(table.put({ ...key, big: long })).rejects.toThrow(/size/i);
    await table.put({ ...key, short: 'x' });
    await expect(
      table.update(key, 'SET big = :long', {
        expression: 'attribute_exists(pk)',
        values: { ':long': long },
      }),
    ).rejects.toThrow(/size/i);
    expect(await table.get(key)).toEqual({ ...key, short: 'x' });
  });

  it('takes an item just below', async () => {
    expect(await table.put({ ...key, big: 'ж'.repeat(204_700) })).toBe(true);
  });

  it.each([
    ['an empty partition key', { pk: '', sk: 'b' }],
    ['an empty sort key', { pk: 'a', sk: '' }],
    ['an empty key of an index', { ...key, day: '', received: 'x' }],
    ['an empty sort key of an index', { ...key, active: 'x', id: '' }],
    ['a partition key over 2048 bytes', { pk: 'ж'.repeat(1_025), sk: 'b' }],
    ['a sort key over 1024 bytes', { pk: 'a', sk: 'ж'.repeat(513) }],
    ['a key of an index over its bytes', { ...key, day: 'ж'.repeat(1_025), received: 'x' }],
  ])('refuses %s', async (_, row) => {
    await expect(table.put(row)).rejects.toThrow(/not valid|invalid/i);
  });

  it('refuses an update that empties the key of an index', async () => {
    await table.put({ ...key, day: '2026-01-01', received: 'x' });
    await expect(
      table.update(key, 'SET #day = :none', {
        expression: 'attribute_exists(pk)',
        names: { '#day': 'day' },
        values: { ':none': '' },
      }),
    ).rejects.toThrow(/not valid/);
  });
});

describe('a row', () => {
  it('of the calendar is small, whatever headlines are made of', async () => {
    const heaped = `${`e${'\u0301'.repeat(900)}`.repeat(200)} and more`;
    const own = ['en', 'es', 'uk', 'ar'].map((language) =>
      storySource(language, { language, title: heaped }),
    );
    const stories = Array.from({ length: 9 }, (_, at) =>
      story(String(at), {
        sources: [storySource('Post', source('Post', { title: heaped })), ...own],
        headline: { text: heaped, language: 'xx', articleId: 'x' },
      }),
    );
    const made = edition(stories);
    const line = JSON.stringify(lineOf(made, ['en', 'es', 'uk', 'ar']));
    expect(Buffer.byteLength(line)).toBeLessThan(40_000);
    await editions(table).register(made, line);
    expect(await editions(table).newestLines(9)).toEqual([line]);
  });
});
