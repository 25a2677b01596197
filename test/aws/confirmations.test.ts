import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { padSequencer } from '../../lambdas/aws/object-changes.ts';
import { articles } from '../../lambdas/aws/stores/articles/articles.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import type { Article } from '../../lambdas/types.ts';
import { type LocalTables, localTables } from './local-table.ts';

let local: LocalTables;
let table: Table;
beforeAll(async () => {
  local = await localTables();
  table = await local.table('confirmations');
});
afterAll(() => local.close());

type What = 'held' | 'other held' | 'plain' | 'removed' | 'confirm' | 'unconfirm';

/** One thing that an editor does at a key, at a minute; its number orders it among the others. */
interface Step {
  readonly minute: number;
  readonly what: What;
}

const at = (minute: number) => new Date(Date.UTC(2023, 8, 13, 10, minute)).toISOString();
const print = (version: string) => ({ textHash: `text of ${version}`, sketch: new Uint8Array(512) });

function article(version: string): Article {
  const quarantine = { code: 'private', message: 'It names somebody.' } as const;
  return {
    key: 'a.txt',
    version,
    title: null,
    titleFrom: null,
    outlet: null,
    outletFrom: null,
    agency: null,
    agencyFrom: null,
    authors: [],
    contributors: [],
    published: null,
    url: null,
    language: null,
    languages: [],
    translations: [],
    blocks: [],
    flags: [],
    ...(version === 'plain' ? {} : { quarantine }),
  };
}

/** Does what intake does for one step. Repeating it must change nothing. */
async function apply(articleId: string, { minute, what }: Step): Promise<void> {
  const index = articles(table);
  const sequencer = padSequencer(minute.toString(16).padStart(4, '0'));
  if (what === 'confirm' || what === 'unconfirm') {
    const state = what === 'confirm' ? 'present' : 'removed';
    await index.confirm({ articleId, sequencer, state, time: at(minute) });
    return;
  }
  if (what === 'removed') {
    await index.movePointer({ articleId, sequencer, state: 'removed', version: null });
    return;
  }
  const row = { articleId, version: what, key: `${articleId}.txt`, received: at(minute) };
  await index.noteVersion(article(what), row, print(what));
  await index.movePointer({ articleId, sequencer, state: 'present', version: what });
}

async function seen(articleId: string, to = at(59)) {
  const rows = await articles(table).window('2023-09-12T00:00:00.000Z', to);
  return rows
    .filter((row) => row.articleId === articleId)
    .map(({ version, received, confirmed }) => ({ version, received, confirmed }));
}

describe('a confirmation', () => {
  it('lets a quarantined article count as received when it was confirmed', async () => {
    await apply('told', { minute: 1, what: 'held' });
    expect(await seen('told')).toEqual([{ version: 'held', received: at(1), confirmed: false }]);
    await apply('told', { minute: 9, what: 'confirm' });
    expect(await seen('told')).toEqual([{ version: 'held', received: at(9), confirmed: true }]);
    // An edition of a slot before it has still to leave the article out.
    expect(await seen('told', at(5))).toEqual([{ version: 'held', received: at(1), confirmed: false }]);
  });

  it('does nothing to an article that was not quarantined', async () => {
    await apply('free', { minute: 1, what: 'plain' });
    await apply('free', { minute: 9, what: 'confirm' });
    expect(await seen('free')).toEqual([{ version: 'plain', received: at(1), confirmed: undefined }]);
  });

  it('is meant for what stood there, not for a text that comes minutes later', async () => {
    await apply('later', { minute: 1, what: 'held' });
    await apply('later', { minute: 2, what: 'confirm' });
    await apply('later', { minute: 9, what: 'other held' });
    expect(await seen('later')).toEqual([{ version: 'other held', received: at(9), confirmed: false }]);
    await apply('later', { minute: 12, what: 'confirm' });
    expect(await seen('later')).toEqual([{ version: 'other held', received: at(12), confirmed: true }]);
  });

  it('is taken back with its file, and a copy is named only while it stands', async () => {
    const same = () => articles(table).sameText('text of held', 'another');
    const before = (await same())?.articleId;
    await apply('a back', { minute: 1, what: 'held' });
    expect((await same())?.articleId).toBe(before);
    await apply('a back', { minute: 2, what: 'confirm' });
    expect((await same())?.articleId).toBe('a back');
    await apply('a back', { minute: 3, what: 'unconfirm' });
    expect((await same())?.articleId).toBe(before);
    expect(await seen('a back')).toEqual([{ version: 'held', received: at(1), confirmed: false }]);
  });

  it('gives the same window whatever the order and repetition of all events of both files', async () => {
    const steps = fc.uniqueArray(
      fc.record<Step>({
        minute: fc.integer({ min: 1, max: 40 }),
        what: fc.constantFrom('held', 'other held', 'plain', 'removed', 'confirm', 'unconfirm'),
      }),
      { selector: ({ minute }) => minute, minLength: 2, maxLength: 5 },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        steps.chain((history) =>
          fc.tuple(
            fc.constant(history.toSorted((a, b) => a.minute - b.minute)),
            fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
          ),
        ),
        async ([ordered, shuffled]) => {
          run += 1;
          for (const step of ordered) await apply(`ordered-${run}`, step);
          for (const step of shuffled) await apply(`shuffled-${run}`, step);
          for (const to of [at(59), at(20)]) {
            expect(await seen(`shuffled-${run}`, to)).toEqual(await seen(`ordered-${run}`, to));
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('settles when both files come at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = `race-${round}`;
      await Promise.all([apply(id, { minute: 3, what: 'held' }), apply(id, { minute: 3, what: 'confirm' })]);
      expect(await seen(id)).toEqual([{ version: 'held', received: at(3), confirmed: true }]);
    }
  });
});
