import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArticle } from '../lambdas/article/read.ts';
import type { Bucket } from '../lambdas/aws/archive.ts';
import { readTemplates } from '../lambdas/aws/bundled/templates.ts';
import { padSequencer } from '../lambdas/aws/object-changes.ts';
import { articles } from '../lambdas/aws/stores/articles/articles.ts';
import { edits } from '../lambdas/aws/stores/articles/edits.ts';
import { editions } from '../lambdas/aws/stores/editions.ts';
import { readers } from '../lambdas/aws/stores/readers/readers.ts';
import { BUDGET } from '../lambdas/claims/budget.ts';
import { type ComposeServices, composeEdition } from '../lambdas/composing/compose-edition.ts';
import { rebuildPages, recordTakeDown } from '../lambdas/composing/publishing.ts';
import { lineOf } from '../lambdas/edition/web/calendar.ts';
import type { Changes, Edition, Settings, Shard } from '../lambdas/types.ts';
import { type LocalBuckets, localBuckets } from './aws/local-buckets.ts';
import { type LocalTables, localTables } from './aws/local-table.ts';
import { Killed, type Life, mortal, type Step } from './aws/mortal.ts';
import { aReader } from './reader/delivery-model.ts';

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
/** A world of its own: two articles received before the slot, 130 readers, and no edition but these. */
/** Read and compiled once for all places, as one Lambda does. */
const TEMPLATES = readTemplates();
const READ = Promise.all(
  FILES.map(async (text, n) => {
    const key = `file-${n}.txt`;
    return { key, article: await readArticle({ key, bytes: new TextEncoder().encode(text) }) };
  }),
);

async function newPlace(
  before: readonly Edition[] = [],
): Promise<{ place: ComposeServices; outbox: Bucket }> {
  count += 1;
  const table = await tables.table(`compose-${count}`);
  const named = (name: string) => buckets.bucket(`${name}-${count}`);
  const [archive, outbox, web] = await Promise.all([named('archive'), named('outbox'), named('web')]);
  const index = articles(table);
  for (const edition of before) {
    await archive.put(`editions/${edition.id}/edition.json`, JSON.stringify(edition));
    await editions(table).register(edition, JSON.stringify(lineOf(edition, SETTINGS.languages)));
  }
  for (const [n, { key, article }] of (await READ).entries()) {
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
  const now = () => Date.parse(SLOT);
  return {
    place: { archive, outbox, web, table, settings: SETTINGS, templates: TEMPLATES, now },
    outbox,
  };
}

/** Editions of these slots, each made after the one before. */
async function editionsOf(slots: readonly string[]): Promise<readonly Edition[]> {
  const { place } = await newPlace();
  const made: Edition[] = [];
  for (const slot of slots) {
    const { edition } = await composeEdition(slot, place);
    made.push(JSON.parse((await place.archive.text(`editions/${edition}/edition.json`)) ?? ''));
  }
  return made;
}

/** Everything that a run leaves in its buckets, by key. */
async function traces({ archive, outbox, web }: ComposeServices): Promise<Record<string, string>> {
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
    expect(await place.archive.list(`editions/${edition}/`)).toHaveLength(14);
    const pages = await place.web.list('');
    const named = pages.filter((key) => !/\.[0-9a-f]{16}\.(css|js)$/.test(key));
    const { stories } = JSON.parse((await place.archive.text(`editions/${edition}/edition.json`)) ?? '{}');
    const each = (key: (language: string) => string) => ['en', 'es'].map(key);
    expect(named).toEqual(
      [
        '404.html',
        ...each((language) => `archive.${language}.html`),
        ...each((language) => `archive/2023-09.${language}.html`),
        ...each((language) => `archive/2023.${language}.html`),
        ...each((language) => `editions/${edition}.${language}.html`),
        'favicon.svg',
        ...each((language) => `feed.${language}.atom`),
        ...each((language) => `feed.${language}.json`),
        'index.html',
        'robots.txt',
        ...each((language) => `search.${language}.html`),
        ...each((language) => `search/${edition}.${language}.json`),
        ...each((language) => `search/index.${language}.json`),
        ...stories.flatMap(({ id }: { readonly id: string }) =>
          each((language) => `stories/${id}.${language}.html`),
        ),
      ].sort(),
    );
    // A stylesheet, the search and its library.
    expect(pages.length - named.length).toBe(3);
    expect([...(await recipients(outbox))].sort()).toEqual(PEOPLE.map(({ id }) => id).sort());
  });

  it('follows the edits received before the slot, and no later one', async () => {
    const { place } = await newPlace();
    const acts = edits(place.archive, place.table);
    const act = (changes: Changes) => ({ kind: 'set', changes, version: null }) as const;
    const about = { articleId: '0'.repeat(32), key: 'file-0.txt', by: 'ada' };
    await acts.keep({
      ...about,
      id: 'a',
      at: '2023-09-14T03:59:59.999Z',
      act: act({ headline: 'Rest at last' }),
    });
    await acts.keep({ ...about, id: 'b', at: SLOT, act: act({ drop: true }) });
    const { edition } = await composeEdition(SLOT, place);
    const stored: Edition = JSON.parse((await place.archive.text(`editions/${edition}/edition.json`)) ?? '');
    expect(stored.counts.articles).toBe(2);
    expect(stored.stories[0]?.headline.text).toBe('[Rest at last]');
    const mail = await place.archive.text(`editions/${edition}/edition.en.txt`);
    expect(mail).toContain('[Rest at last]');
    expect(mail?.replaceAll(/\s+/g, ' ')).toContain('Words in square brackets');
  });

  it('tells whoever uploaded what it could not afford, once for each edition', async () => {
    const { place } = await newPlace();
    const small = { ...place, budget: { ...BUDGET, letters: 1 } };
    const { edition } = await composeEdition(SLOT, small);
    const stored: Edition = JSON.parse((await place.archive.text(`editions/${edition}/edition.json`)) ?? '');
    expect(stored.overBudget?.length).toBeGreaterThan(0);
    await composeEdition(SLOT, small);
    const keys = (await place.archive.list('receipts/')).filter((key) => key.includes('set-aside'));
    expect(keys).toEqual(
      (stored.overBudget ?? [])
        .map(({ articleId }) => `receipts/${articleId}/set-aside-${edition}.json`)
        .toSorted(),
    );
    const receipt = JSON.parse((await place.archive.text(keys[0] ?? '')) ?? '{}');
    expect(receipt).toMatchObject({ outcome: 'accepted', code: 'set-aside' });
    expect(receipt.message).toContain(edition);
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
    const earlier = await editionsOf(['2023-09-13T04:00:00Z']);
    // Of one language: each has the same steps.
    const inOne = async () => {
      const made = await newPlace(earlier);
      return { ...made, place: { ...made.place, settings: { ...SETTINGS, languages: ['en'] } } };
    };
    const whole = await inOne();
    const life = { steps: 0, taken: [] as Step[] };
    const watched = (place: ComposeServices, of: Life) => ({
      ...place,
      archive: mortal(place.archive, of),
      outbox: mortal(place.outbox, of),
      web: mortal(place.web, of, 'web'),
      table: mortal(place.table, of),
    });
    await composeEdition(SLOT, watched(whole.place, life));
    const expected = await traces(whole.place);
    expect(life.steps).toBeGreaterThan(20);

    // Around a read the stores hold the same. Of the pages, which all are written alike, the first, the last, and one in eight.
    const writes = life.taken.flatMap(({ on, writes: isWrite }, at) => (isWrite ? [{ on, at }] : []));
    const isPage = (n: number) => writes[n]?.on === 'web';
    const isAmong = (n: number) => isPage(n) && isPage(n - 1) && isPage(n + 1);
    for (const [n, { at }] of writes.entries()) {
      if (isAmong(n) && n % 8 !== 0) continue;
      const { place, outbox } = await inOne();
      const dying = watched(place, { steps: 0, at, moment: n % 2 === 0 ? 'before' : 'after' });
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
      // Who joins meanwhile is in if their shard was not written yet, and never twice.
      expect(all.filter((id) => id !== joiner.id).sort()).toEqual(
        PEOPLE.filter((reader) => reader !== leaver)
          .map(({ id }) => id)
          .sort(),
      );
      const made = (of: Record<string, string>) =>
        Object.entries(of).filter(([key]) => !key.startsWith('outbox/'));
      expect(Object.fromEntries(made(ends)), `step ${at}`).toEqual(Object.fromEntries(made(expected)));
    }
  }, 240_000);

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

  it.each([
    ['send', true],
    ['skip', false],
  ] as const)(
    'of an edition with nothing new, the briefing saying %s, keeps number and pages; readers get it: %s',
    async (quietEdition, mailed) => {
      const { place, outbox } = await newPlace();
      const quiet = { ...place, settings: { ...SETTINGS, quietEdition } };
      await composeEdition(SLOT, quiet);
      const first = await recipients(outbox);
      const { edition } = await composeEdition('2023-09-15T04:00:00Z', quiet);
      expect(await recipients(outbox)).toHaveLength(first.length * (mailed ? 2 : 1));
      expect(await quiet.web.list(`editions/${edition}`)).toHaveLength(2);
      expect(await quiet.archive.list(`editions/${edition}/`)).toHaveLength(mailed ? 14 : 13);
      const next = (await composeEdition('2023-09-16T03:00:00Z', quiet)).edition;
      const text = await quiet.archive.text(`editions/${next}/edition.json`);
      expect(JSON.parse(text ?? '')).toMatchObject({ number: 3 });
    },
  );
});

describe('the web edition', () => {
  const SLOTS = ['2023-09-13T04:00:00Z', '2023-09-14T04:00:00Z', '2023-09-15T04:00:00Z'];
  const ORDERS = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];

  /** A place where the editions are made and none is published: their order of publication is all that is left open. */
  async function unpublished(made: readonly Edition[]): Promise<ComposeServices> {
    const { place } = await newPlace();
    for (const edition of made)
      await place.archive.put(`editions/${edition.id}/edition.json`, JSON.stringify(edition));
    // What a picture says stands in for it, so that it can be read.
    return { ...place, draw: async (view) => new TextEncoder().encode(JSON.stringify(view)) };
  }

  const pagesOf = async ({ web }: ComposeServices) =>
    Object.fromEntries(
      await Promise.all((await web.list('')).map(async (key) => [key, await web.text(key)])),
    );

  it('is the same in whatever order its editions are published, also all at once', async () => {
    const made = await editionsOf(SLOTS);
    const publishedIn = async (order: readonly number[]) => {
      const place = await unpublished(made);
      for (const at of order) await composeEdition(SLOTS[at] ?? '', place);
      return pagesOf(place);
    };
    const expected = await publishedIn([0, 1, 2]);
    expect(Object.keys(expected).filter((key) => key.startsWith('editions/'))).toHaveLength(2 * 2 * 3);
    for (const order of ORDERS) expect(await publishedIn(order), order.join()).toEqual(expected);
    const together = await unpublished(made);
    await Promise.all(SLOTS.map((slot) => composeEdition(slot, together)));
    expect(await pagesOf(together)).toEqual(expected);
  }, 60_000);

  it('shows an edition’s picture to link previews, and goes out without one that cannot be drawn', async () => {
    const made = await editionsOf(SLOTS.slice(0, 2));
    const place = await unpublished(made);
    const draw = async () => {
      throw new Error('No ink.');
    };
    await composeEdition(SLOTS[0] ?? '', { ...place, draw });
    await composeEdition(SLOTS[1] ?? '', place);
    const [first, second] = made.map(({ id }) => `editions/${id}.en`);
    const pages = await pagesOf(place);
    expect(pages[`${first}.html`]).not.toContain('og:image');
    expect(pages[`${first}.png`]).toBeUndefined();
    expect(pages[`${second}.html`]).toContain(
      `<meta property="og:image" content="https://news.example.org/${second}.png">`,
    );
    expect(pages[`${second}.png`]).toContain('Harbour at work again');
    // Mended when it is written once more.
    await rebuildPages(place);
    expect((await pagesOf(place))[`${first}.html`]).toContain(`${first}.png`);
  }, 60_000);

  it.each(['index.html', `editions/${SLOTS[0]?.replaceAll(':', '-')}.en.html`, 'feed.es.atom'])(
    'is whole when a run that knew fewer editions writes %s last',
    async (slow) => {
      const made = await editionsOf(SLOTS);
      const place = await unpublished(made);
      const [first, second, third] = SLOTS as [string, string, string];
      await composeEdition(first, place);
      let isHeld = false;
      const web: Bucket = {
        ...place.web,
        // The third edition is being published; before it writes this object, the second comes in between, from first to last.
        put: async (key, ...rest) => {
          if (key === slow && !isHeld) {
            isHeld = true;
            await composeEdition(second, place);
          }
          await place.web.put(key, ...rest);
        },
      };
      await composeEdition(third, { ...place, web });
      expect(isHeld).toBe(true);
      const inOrder = await unpublished(made);
      for (const slot of SLOTS) await composeEdition(slot, inOrder);
      expect(await pagesOf(place)).toEqual(await pagesOf(inOrder));
    },
    60_000,
  );

  it('has nothing of an article that was taken down, in whatever order its slots, neighbours and lists are written again', async () => {
    const made = await editionsOf(SLOTS);
    const place = await unpublished(made);
    for (const slot of SLOTS) await composeEdition(slot, place);
    const all = async () => Object.values(await pagesOf(place)).join();
    expect(await all()).toContain('Harbour at work again');
    const decision = {
      of: { kind: 'article', article: '1'.padStart(32, '0') } as const,
      at: '2023-09-15T10:00:00.000Z',
      note: 'The outlet withdrew it.',
      by: 'an editor',
    };
    expect(await recordTakeDown(decision, place)).toEqual(made.slice(1).map(({ id }) => id));
    const after = await pagesOf(place);
    for (const word of ['Harbour at work again', 'Coast Courier', 'After eleven days on strike'])
      expect(await all()).not.toContain(word);
    expect(await all()).toContain('The outlet withdrew it.');
    for (const order of [
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      for (const at of order) await composeEdition(SLOTS[at] ?? '', place);
      expect(await pagesOf(place), order.join()).toEqual(after);
    }
    await recordTakeDown(decision, place);
    await rebuildPages(place);
    expect(await pagesOf(place)).toEqual(after);
    expect(await place.archive.list('overlay/')).toHaveLength(1);
    // Nor does a later edition quote it again, in a page or in a mail.
    const { edition: next } = await composeEdition('2023-09-16T05:00:00Z', place);
    for (const key of await place.archive.list(`editions/${next}/`))
      expect(await place.archive.text(key)).not.toContain('Coast Courier');
    // What was mailed stays mailed, and this mail says so; the one after it has nothing to add.
    const told = {
      en: /Corrections.*No\.\s3\squoted\swas\staken\sdown.*The\soutlet\swithdrew\sit.*What\swas\smailed/s,
      es: /Correcciones.*citado\sen\sla\sedición\sN\.º\s3\sse\sretiró.*The\soutlet\swithdrew\sit.*Lo\sque\sse\senvió/s,
    };
    const textOf = async (key: string, { archive }: Pick<ComposeServices, 'archive'> = place) =>
      ((await archive.text(key)) ?? '').replaceAll(/\s+/g, ' ');
    for (const [language, words] of Object.entries(told)) {
      for (const name of [`edition.${language}`, `edition.full.${language}`])
        for (const ending of ['txt', 'html'])
          expect(await textOf(`editions/${next}/${name}.${ending}`), name).toMatch(words);
      expect(await textOf(`editions/${next}.${language}.html`, { archive: place.web })).toMatch(words);
    }
    const { edition: last } = await composeEdition('2023-09-17T05:00:00Z', place);
    expect(await textOf(`editions/${last}/edition.en.txt`)).not.toMatch(/^$|Corrections/);
    const [, second] = made;
    expect(await place.archive.text(`editions/${second?.id}/edition.json`)).toContain('Coast Courier');
  }, 60_000);

  it('has nothing of what was taken down while an edition was being written', async () => {
    const made = await editionsOf(SLOTS.slice(0, 2));
    const place = await unpublished(made);
    await composeEdition(SLOTS[0] ?? '', place);
    const decision = {
      of: { kind: 'article', article: '1'.padStart(32, '0') } as const,
      at: '2023-09-16T10:00:00.000Z',
      note: '',
      by: 'an editor',
    };
    let isHeld = false;
    const web: Bucket = {
      ...place.web,
      put: async (key, ...rest) => {
        if (!isHeld && key.startsWith('editions/')) {
          isHeld = true;
          await recordTakeDown(decision, place);
        }
        await place.web.put(key, ...rest);
      },
    };
    await composeEdition(SLOTS[1] ?? '', { ...place, web });
    expect(isHeld).toBe(true);
    expect(Object.values(await pagesOf(place)).join()).not.toContain('Coast Courier');
  }, 60_000);
});
