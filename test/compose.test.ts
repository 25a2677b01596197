import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArticle } from '../lambdas/article/read.ts';
import type { Bucket } from '../lambdas/aws/archive.ts';
import { articles } from '../lambdas/aws/articles.ts';
import { padSequencer } from '../lambdas/aws/events.ts';
import { readers } from '../lambdas/aws/readers.ts';
import { readTemplates } from '../lambdas/aws/templates.ts';
import { type ComposeWorld, composeEdition } from '../lambdas/compose.ts';
import type { Edition, Settings, Shard } from '../lambdas/types.ts';
import { type LocalBuckets, localBuckets } from './aws/local-buckets.ts';
import { type LocalTables, localTables } from './aws/local-table.ts';
import { Killed, mortal } from './aws/mortal.ts';
import { aReader } from './reader/world.ts';

const SETTINGS: Settings = {
  name: 'The Harbour Brief',
  topic: {
    title: 'The strike in the northern harbour',
    names: ['Northern Harbour', 'crane drivers'],
    seeds: [
      'The crane drivers of the northern harbour are on strike for shorter night shifts and better pay.',
    ],
  },
  languages: ['en', 'es'],
  timeZone: 'Europe/Kyiv',
  windowHours: 72,
  sendByHours: 6,
  sender: { name: 'The Harbour Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street, Example Town',
};
const SLOT = '2023-09-14T04:00:00.000Z';
const PEOPLE = Array.from({ length: 130 }, (_, n) => aReader(`reader-${n}`));
const FILES = [
  'Harbour Gazette, 13 September 2023\n\nCrane drivers end their strike\n\nThe crane drivers of the northern harbour went back to work on Wednesday after eleven days, the port said.\n\nSome forty ships had been waiting in the roads.',
  'Coast Courier, 13 September 2023\n\nHarbour at work again\n\nAfter eleven days on strike the crane drivers of the northern harbour returned to their cabins on Wednesday.\n\nA review of pay begins in March, the union said.',
];

let buckets: LocalBuckets;
let tables: LocalTables;
beforeAll(async () => {
  buckets = await localBuckets();
  tables = await localTables();
});
afterAll(async () => {
  await buckets.close();
  await tables.close();
});

let count = 0;
/** A world of its own: empty buckets, two articles received before the slot, 130 readers. */
async function newPlace(): Promise<{ place: ComposeWorld; outbox: Bucket }> {
  count += 1;
  const table = await tables.table(`compose-${count}`);
  const named = (name: string) => buckets.bucket(`${name}-${count}`);
  const [archive, outbox, web] = await Promise.all([named('archive'), named('outbox'), named('web')]);
  const index = articles(table);
  for (const [n, text] of FILES.entries()) {
    const key = `file-${n}.txt`;
    const article = await readArticle({ key, bytes: new TextEncoder().encode(text) });
    const id = String(n).padStart(32, '0');
    await archive.put(`articles/${id}/${article.version}.json`, JSON.stringify(article));
    const row = { articleId: id, version: article.version, key, received: '2023-09-13T10:00:00.000Z' };
    await index.noteVersion(article, row, { textHash: `t${n}`, sketch: new Uint8Array(512) });
    await index.movePointer({
      articleId: id,
      sequencer: padSequencer('1'),
      state: 'present',
      version: article.version,
    });
  }
  await Promise.all(PEOPLE.map((reader) => readers(table).put(reader)));
  const templates = readTemplates();
  const now = () => Date.parse(SLOT);
  return {
    place: { archive, outbox, web, table, settings: SETTINGS, templates, now },
    outbox,
  };
}

/** Everything that a run leaves in its buckets, by key. */
async function traces({ archive, outbox, web }: ComposeWorld): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, bucket] of Object.entries({ archive, outbox, web })) {
    for (const key of await bucket.list('')) found[`${name}/${key}`] = (await bucket.text(key)) ?? '';
  }
  return found;
}

async function recipients(outbox: Bucket): Promise<readonly string[]> {
  const keys = await outbox.list('');
  const shards = await Promise.all(
    keys.map(async (key): Promise<Shard> => JSON.parse((await outbox.text(key)) ?? '')),
  );
  return shards.flatMap((shard) => shard.readers);
}

describe('compose', () => {
  it('writes the edition, its pages and mails, and puts each reader into one shard', async () => {
    const { place, outbox } = await newPlace();
    const { edition } = await composeEdition(SLOT, place);
    expect(edition).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
    const stored: Edition = JSON.parse((await place.archive.text(`editions/${edition}/edition.json`)) ?? '');
    expect(stored).toMatchObject({ id: edition, number: 1, slot: SLOT, counts: { articles: 2 } });
    expect(await place.archive.list(`editions/${edition}/`)).toHaveLength(8);
    expect(await place.web.list('')).toEqual([`editions/${edition}.en.html`, `editions/${edition}.es.html`]);
    expect([...(await recipients(outbox))].sort()).toEqual(PEOPLE.map(({ id }) => id).sort());
  });

  it('run twice, also at the same moment, is one edition', async () => {
    const { place } = await newPlace();
    await composeEdition(SLOT, place);
    const first = await traces(place);
    await Promise.all([composeEdition(SLOT, place), composeEdition(SLOT, place)]);
    expect(await traces(place)).toEqual(first);

    const racing = await newPlace();
    await Promise.all([composeEdition(SLOT, racing.place), composeEdition(SLOT, racing.place)]);
    expect(await traces(racing.place)).toEqual(first);
  });

  it('killed between any two steps and run again while readers join and leave, ends as the same edition', async () => {
    const whole = await newPlace();
    const life = { steps: 0 };
    const watched = (
      place: ComposeWorld,
      of: typeof life & { at?: number; moment?: 'before' | 'after' },
    ) => ({
      ...place,
      archive: mortal(place.archive, of),
      outbox: mortal(place.outbox, of),
      web: mortal(place.web, of),
      table: mortal(place.table, of),
    });
    await composeEdition(SLOT, watched(whole.place, life));
    const expected = await traces(whole.place);
    expect(life.steps).toBeGreaterThan(20);

    for (let at = 0; at < life.steps; at += 1) {
      const { place, outbox } = await newPlace();
      const dying = watched(place, { steps: 0, at, moment: at % 2 === 0 ? 'before' : 'after' });
      await expect(composeEdition(SLOT, dying)).rejects.toThrow(Killed);
      const frozen = await recipients(outbox);
      const leaver = PEOPLE.find(({ id }) => !frozen.includes(id));
      if (leaver) await readers(place.table).leave(leaver.id, SLOT);
      const joiner = aReader(`late-${at}`);
      await readers(place.table).put(joiner);
      await composeEdition(SLOT, place);
      const ends = await traces(place);
      const all = await recipients(outbox);
      expect(new Set(all).size, `step ${at}`).toBe(all.length);
      // Who joins meanwhile is in if his shard was not written yet, and never twice.
      expect(all.filter((id) => id !== joiner.id).sort()).toEqual(
        PEOPLE.filter((reader) => reader !== leaver)
          .map(({ id }) => id)
          .sort(),
      );
      for (const [key, text] of Object.entries(expected)) {
        if (!key.startsWith('outbox/')) expect(ends[key], `step ${at}: ${key}`).toBe(text);
      }
    }
  }, 120_000);

  it('numbers on from the edition of the slot before, whichever was made first', async () => {
    const { place } = await newPlace();
    const read = async (id: string): Promise<Edition> =>
      JSON.parse((await place.archive.text(`editions/${id}/edition.json`)) ?? '');
    const one = await read((await composeEdition(SLOT, place)).edition);
    const two = await read((await composeEdition('2023-09-15T04:00:00Z', place)).edition);
    expect([one.number, two.number]).toEqual([1, 2]);
    expect(one.stories[0]?.state).toBe('new');
    expect(two.stories[0]?.state).toBe('known');
    expect(two.stories[0]?.id).toBe(one.stories[0]?.id);
  });
});
