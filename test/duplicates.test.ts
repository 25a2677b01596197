import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { padSequencer } from '../lambdas/aws/object-changes.ts';
import { makeEdition } from '../lambdas/edition/make.ts';
import { receiveUpload } from '../lambdas/intake/receive-upload.ts';
import type { IntakeServices } from '../lambdas/intake/services.ts';
import type { Settings, WindowArticle } from '../lambdas/types.ts';
import { intakePlace } from './aws/intake-place.ts';
import { type LocalBuckets, localBuckets } from './aws/local-buckets.ts';
import { type LocalTables, localTables } from './aws/local-table.ts';
import { madeUpArticles } from './bench/made-up.ts';

const PAIRS = 100;
const SETTINGS: Settings = {
  name: 'Pairs',
  topic: { title: 'Made-up events', names: [], seeds: madeUpArticles(40).map(({ text }) => text) },
  languages: ['en'],
  timeZone: 'UTC',
  windowHours: 24 * 40,
  sendByHours: 6,
  sender: { name: 'Pairs', address: 'pairs@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};

let buckets: LocalBuckets;
let tables: LocalTables;
let place: IntakeServices;

beforeAll(async () => {
  buckets = await localBuckets();
  tables = await localTables();
  const [inbox, archive] = await Promise.all([buckets.bucket('inbox'), buckets.bucket('archive')]);
  // An hour of window: the pairs are taken in hours apart, so that each first look reads its own pair only.
  const table = await tables.table('pairs');
  place = { ...intakePlace(inbox, archive, table), windowHours: 1 };
});
afterAll(async () => {
  await buckets.close();
  await tables.close();
});

/** Every tenth made-up article is a copy of the one before it; what is wanted here are articles of their own. */
const texts = madeUpArticles(Math.ceil(PAIRS / 0.9) + 1)
  .filter((_, n) => n % 10 !== 9)
  .slice(0, PAIRS)
  .map(({ title, text }) => `${title}\n\n${text}`);

describe('a hundred pairs of duplicates taken in at the same time', () => {
  it('end in the edition as one representative each, with the other as its copy', async () => {
    const uploads = texts.flatMap((text, pair) =>
      ['a', 'b'].map((side) => ({ key: `${pair}-${side}.txt`, text, pair })),
    );
    await Promise.all(
      uploads.map(async ({ key, text, pair }, n) => {
        await place.inbox.put(key, text);
        const change = {
          kind: 'created' as const,
          bucket: 'inbox',
          key,
          size: Buffer.byteLength(text),
          sequencer: padSequencer(n.toString(16).padStart(8, '0')),
          time: new Date(Date.parse('2023-09-01T00:00:00Z') + pair * 7_200_000).toISOString(),
          eTag: createHash('md5').update(text).digest('hex'),
          versionId: null,
        };
        await receiveUpload({ changes: [change], receives: 1 }, place);
      }),
    );
    const rows = await place.index.window('2023-09-01T00:00:00.000Z', '2023-10-01T00:00:00.000Z');
    expect(rows).toHaveLength(2 * PAIRS);
    const inWindow = await Promise.all(
      rows.map(async ({ articleId: id, version, received }): Promise<WindowArticle> => {
        const stored = await place.archive.text(`articles/${id}/${version}.json`);
        return { id, received, article: JSON.parse(stored ?? '') };
      }),
    );
    const slot = '2023-10-01T00:00:00.000Z';
    const edition = makeEdition({ articles: inWindow, previous: null, settings: SETTINGS, slot });
    const pairOf = ({ key }: { readonly key: string }) => key.split('-')[0];
    // Some of the made-up articles are on the topic, most are not: both are told with one representative each.
    const sources = edition.stories.flatMap((story) => story.sources);
    const copies = sources.flatMap((source) => source.copies.map((copy) => ({ copy, of: source })));
    const aside = edition.offTopic.filter(({ kind }) => kind === undefined);
    const representatives = [...sources, ...aside];
    expect(edition.counts.articles).toBe(2 * PAIRS);
    expect(edition.counts.copies).toBe(PAIRS);
    expect(representatives).toHaveLength(PAIRS);
    expect(new Set(representatives.map(pairOf)).size).toBe(PAIRS);
    expect(copies.filter(({ copy, of }) => copy.kind !== 'exact' || pairOf(copy) !== pairOf(of))).toEqual([]);
    expect(copies.length + edition.offTopic.filter(({ kind }) => kind === 'exact').length).toBe(PAIRS);
  }, 90_000);
});
