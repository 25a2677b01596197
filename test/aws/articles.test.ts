import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { padSequencer } from '../../lambdas/aws/object-changes.ts';
import { articles, type Pointer } from '../../lambdas/aws/stores/articles/articles.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import type { Article } from '../../lambdas/types.ts';
import { type LocalTables, localTables } from './local-table.ts';

let local: LocalTables;
let table: Table;
beforeAll(async () => {
  local = await localTables();
  table = await local.table('articles');
});
afterAll(() => local.close());

const article = (key: string, version: string): Article => ({
  key,
  version,
  title: `Title of ${key}`,
  titleFrom: 'header',
  outlet: null,
  outletFrom: null,
  agency: null,
  agencyFrom: null,
  authors: [],
  contributors: [],
  published: null,
  url: null,
  language: 'en',
  languages: ['en'],
  translations: [],
  blocks: [],
  flags: [],
});

interface Change {
  readonly sequencer: string;
  readonly received: string;
  readonly state: Pointer['state'];
  readonly version: string | null;
}

/** Does what intake does for one change of the key `articleId`. */
async function apply(articleId: string, change: Change, textHash = `text-${articleId}`): Promise<void> {
  const index = articles(table);
  const { version, received, state } = change;
  if (version !== null) {
    const row = { articleId, version, key: `${articleId}.txt`, received };
    await index.noteVersion(article(row.key, version), row, { textHash, sketch: new Uint8Array(512) });
  }
  await index.movePointer({ articleId, sequencer: padSequencer(change.sequencer), state, version });
}

const at = (minute: number) => `2023-09-13T10:${String(minute).padStart(2, '0')}:00.000Z`;
const window = () => articles(table).window('2023-09-12T00:00:00.000Z', '2023-09-14T00:00:00.000Z');
const inWindow = async (articleId: string) => (await window()).find((row) => row.articleId === articleId);

describe('the article index', () => {
  const history: readonly Change[] = [
    { sequencer: '01', received: at(1), state: 'present', version: 'one' },
    { sequencer: '02', received: at(2), state: 'present', version: 'two' },
    { sequencer: '0301', received: at(3), state: 'present', version: 'one' },
  ];

  it('ends the same in whatever order, and however often, the changes of a key arrive', async () => {
    let run = 0;
    const order = fc.array(fc.constantFrom(...history), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        order,
        fc.shuffledSubarray([...history], { minLength: 3, maxLength: 3 }),
        async (noise, all) => {
          run += 1;
          for (const change of [...noise, ...all]) await apply(`order-${run}`, change);
          expect(await inWindow(`order-${run}`)).toMatchObject({ version: 'one', received: at(1) });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('has no article whose file was removed, unless a later upload brought it back', async () => {
    await apply('gone', { sequencer: '01', received: at(1), state: 'present', version: 'one' });
    await apply('gone', { sequencer: '02', received: at(2), state: 'removed', version: null });
    await apply('gone', { sequencer: '01', received: at(1), state: 'present', version: 'one' });
    expect(await inWindow('gone')).toBeUndefined();
    await apply('gone', { sequencer: '03', received: at(3), state: 'present', version: 'one' });
    expect(await inWindow('gone')).toMatchObject({ received: at(1) });
  });

  it('drops what was replaced by an upload that is no article', async () => {
    await apply('spoilt', { sequencer: '01', received: at(1), state: 'present', version: 'one' });
    await apply('spoilt', { sequencer: '02', received: at(2), state: 'refused', version: null });
    expect(await inWindow('spoilt')).toBeUndefined();
  });

  it('takes the first instant of the window and leaves out its last', async () => {
    const ends: readonly [string, string, boolean][] = [
      ['at-start', '2023-09-12T00:00:00.000Z', true],
      ['before-start', '2023-09-11T23:59:59.999Z', false],
      ['before-end', '2023-09-13T23:59:59.999Z', true],
      ['at-end', '2023-09-14T00:00:00.000Z', false],
    ];
    for (const [id, received, expected] of ends) {
      await apply(id, { sequencer: '01', received, state: 'present', version: 'one' });
      expect((await inWindow(id)) !== undefined, id).toBe(expected);
    }
  });

  it('finds another current article with the same text, and none that was taken back', async () => {
    const same = (id: string) => articles(table).sameText('same-words', id);
    const upload: Change = { sequencer: '01', received: at(1), state: 'present', version: 'v' };
    await apply('first', upload, 'same-words');
    expect(await same('first')).toBeUndefined();
    await apply('second', upload, 'same-words');
    expect(await same('second')).toMatchObject({ key: 'first.txt' });
    await apply('first', { sequencer: '02', received: at(2), state: 'removed', version: null });
    expect(await same('second')).toBeUndefined();
  });
});
