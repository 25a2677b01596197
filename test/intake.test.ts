import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../lambdas/article/id.ts';
import { MAX_UPLOAD_BYTES } from '../lambdas/article/upload-limits.ts';
import type { Bucket } from '../lambdas/aws/archive.ts';
import { type ObjectChange, padSequencer } from '../lambdas/aws/object-changes.ts';
import type { Table } from '../lambdas/aws/table.ts';
import { receiveUpload } from '../lambdas/intake/receive-upload.ts';
import type { IntakeServices } from '../lambdas/intake/services.ts';
import type { Receipt } from '../lambdas/types.ts';
import { intakePlace } from './aws/intake-place.ts';
import { type LocalBuckets, localBuckets } from './aws/local-buckets.ts';
import { type LocalTables, localTables } from './aws/local-table.ts';
import { Killed, mortal } from './aws/mortal.ts';

const TEXT = [
  'Harbour Gazette, 13 September 2023',
  'Crane drivers end their strike',
  'By Ilse Brandt',
  'The crane drivers of the northern harbour went back to work on Wednesday after eleven days, the port said.',
  'The two sides agreed on shorter night shifts and a review of pay in the spring, a spokeswoman for the port told reporters.',
  'Some forty ships had been waiting in the roads, and the port expects to clear them within a week.',
].join('\n\n');

let buckets: LocalBuckets;
let local: LocalTables;
let table: Table;
let inbox: Bucket;
let archive: Bucket;
let place: IntakeServices;

beforeAll(async () => {
  buckets = await localBuckets();
  local = await localTables();
  table = await local.table('intake');
  inbox = await buckets.bucket('inbox');
  archive = await buckets.bucket('archive');
  place = intakePlace(inbox, archive, table);
});
afterAll(async () => {
  await buckets.close();
  await local.close();
});

let sequence = 0;
async function upload(key: string, body: string | Uint8Array): Promise<ObjectChange> {
  sequence += 1;
  await inbox.put(key, body);
  return {
    kind: 'created',
    bucket: 'inbox',
    key,
    size: Buffer.byteLength(body),
    sequencer: padSequencer(sequence.toString(16).padStart(16, '0')),
    time: '2023-09-13T10:00:00.000Z',
    eTag: createHash('md5').update(body).digest('hex'),
    versionId: null,
  };
}

async function receiptsOf(change: ObjectChange): Promise<readonly Receipt[]> {
  const keys = await archive.list('receipts/');
  const all = await Promise.all(
    keys.map(async (key): Promise<Receipt> => JSON.parse((await archive.text(key)) ?? '')),
  );
  return all.filter((receipt) => receipt.key === change.key && receipt.sequencer === change.sequencer);
}

const once = (change: ObjectChange, receives = 1) => ({ changes: [change], receives });

describe('intake', () => {
  it('makes one article and one receipt, however often the message comes', async () => {
    const change = await upload('strike.txt', TEXT);
    for (let n = 0; n < 3; n += 1) await receiveUpload(once(change, n + 1), place);
    const [receipt, ...others] = await receiptsOf(change);
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({ outcome: 'accepted', outlet: 'Harbour Gazette', language: 'en' });
    expect(await archive.list(`articles/${receipt?.articleId}/`)).toEqual([
      `articles/${receipt?.articleId}/${receipt?.version}.json`,
    ]);
  });

  it('tells the editor when another file has exactly the same text', async () => {
    const change = await upload('strike (copy).txt', TEXT);
    await receiveUpload(once(change), place);
    expect((await receiptsOf(change))[0]?.copyOf).toEqual({ key: 'strike.txt', kind: 'exact' });
  });

  it('tells the editor when another file has nearly the same text, and says no such thing of other articles', async () => {
    const near = await upload('strike, cut.txt', `${TEXT}\n\nTugs will work through the night.`);
    const other = await upload(
      'ferry.txt',
      'Coast Courier, 13 September 2023\n\nThe ferry to the islands sails again\n\nAfter three weeks in the yard the old ferry to the islands took up its timetable on Wednesday morning.\n\nPassengers were given coffee, and the first car on board was that of the island doctor.',
    );
    await receiveUpload(once(near), place);
    await receiveUpload(once(other), place);
    const [receipt] = await receiptsOf(near);
    expect(receipt?.copyOf?.kind).toBe('near');
    expect(receipt?.copyOf?.key).toMatch(/^strike/);
    expect(receipt?.message).toContain('much like');
    expect((await receiptsOf(other))[0]?.copyOf).toBeUndefined();
  });

  it('takes an edit beside an article, before it, after it, and taken away again', async () => {
    const early = await upload(
      'quay.txt.edit.yaml',
      'titel: A quay\noutlet: Quay News\nauthors: [Ilse Brandt]',
    );
    await receiveUpload(once(early), place);
    const [first] = await receiptsOf(early);
    expect(first).toMatchObject({ outcome: 'accepted', articleId: articleId('quay.txt.edit.yaml') });
    expect(first?.message).toMatch(/did you mean "title"\?.*no article at "quay\.txt" yet/s);

    const article = await upload('quay.txt', TEXT);
    await receiveUpload(once(article), place);
    expect((await receiptsOf(article))[0]?.outlet).toBe('Quay News');
    expect((await receiptsOf(article))[0]?.message).toContain('Edited: outlet "Quay News"');

    const late = await upload('quay.txt.edit.yml', 'title: Nobody wrote this');
    await receiveUpload(once(late), place);
    await receiveUpload(once(late), place);
    const [second, ...others] = await receiptsOf(late);
    expect(others).toEqual([]);
    expect(second?.message).toContain('printed in square brackets');
    const id = articleId('quay.txt');
    expect(await archive.list(`edits/${id}/`)).toHaveLength(2);
    const far = '2023-09-14T00:00:00.000Z';
    expect((await place.edits.decided([id], far)).get(id)?.changes).toEqual({ title: 'Nobody wrote this' });

    await receiveUpload(once({ ...late, kind: 'removed', size: 0, sequencer: 'f'.repeat(40) }), place);
    expect((await place.edits.decided([id], far)).get(id)?.changes).toEqual({});

    const bad = await upload('quay.txt.edit.yaml', 'a: b: c');
    await receiveUpload(once(bad), place);
    expect((await receiptsOf(bad))[0]).toMatchObject({ outcome: 'refused', code: 'bad-edit' });
  });

  it('releases what was quarantined when an edit confirms it, and holds it again without the edit', async () => {
    const note = 'Tom, take this version please. Thanks, Ines\n\n';
    const article = await upload('held.txt', `${note}${TEXT}\n\nCall Ines at ines@news.example.org`);
    await receiveUpload(once(article), place);
    const [receipt] = await receiptsOf(article);
    expect(receipt?.outcome).toBe('quarantined');
    const edit = await upload('held.txt.edit.yaml', 'confirmed: true');
    await receiveUpload(once(edit), place);
    const released = () => place.index.isReleased(articleId('held.txt'), receipt?.version ?? '');
    expect(await released()).toBe(true);
    await receiveUpload(
      once({
        ...edit,
        kind: 'removed',
        size: 0,
        time: '2023-09-13T11:00:00.000Z',
        sequencer: 'f'.repeat(40),
      }),
      place,
    );
    expect(await released()).toBe(false);
  });

  it.each([
    ['an empty file', 'empty.txt', '', 'empty'],
    [
      'a picture by another name',
      'photo.txt',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'unsupported',
    ],
    [
      'bytes that are no text',
      'broken.txt',
      Buffer.from([0x41, 0xff, 0xfe, 0xfd, 0x00, 0x80, 0x81, 0x9f, 0x00, 0x01]),
      null,
    ],
  ])('refuses %s with a code and a sentence', async (_, key, body, code) => {
    const change = await upload(key, body);
    await receiveUpload(once(change), place);
    const [receipt] = await receiptsOf(change);
    expect(receipt?.outcome).toBe('refused');
    if (code !== null) expect(receipt?.code).toBe(code);
    expect(receipt?.message).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('refuses a file over the limit by what the event says, without a download', async () => {
    const change = { ...(await upload('huge.txt', 'small after all')), size: MAX_UPLOAD_BYTES + 1 };
    let downloads = 0;
    const counting: Bucket = {
      ...inbox,
      get: (key, at) => inbox.get(key, at).finally(() => (downloads += 1)),
    };
    await receiveUpload(once(change), { ...place, inbox: counting });
    expect((await receiptsOf(change))[0]).toMatchObject({ outcome: 'refused', code: 'too-large' });
    expect(downloads).toBe(0);
  });

  it.each([
    '../../etc/passwd',
    'a b+c.txt',
    'відео 🎬/звіт.txt',
    '%2e%2e%2f.txt',
    'con.',
    `${'я'.repeat(400)}.txt`,
  ])('takes a file of the name %s, and no name of ours is made of it', async (key) => {
    const change = await upload(key, TEXT);
    await receiveUpload(once(change), place);
    const [receipt] = await receiptsOf(change);
    expect(receipt).toMatchObject({ outcome: 'accepted', key });
    expect(receipt?.articleId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('gives an upload that was replaced or removed meanwhile a receipt that says so', async () => {
    const first = await upload('twice.txt', TEXT);
    const second = await upload('twice.txt', `${TEXT}\n\nThe review of pay begins in March.`);
    const third = { ...(await upload('vanished.txt', TEXT)), key: 'never-there.txt' };
    for (const change of [second, first, third]) await receiveUpload(once(change), place);
    expect((await receiptsOf(first))[0]?.code).toBe('superseded');
    expect((await receiptsOf(second))[0]?.outcome).toBe('accepted');
    expect((await receiptsOf(third))[0]?.code).toBe('superseded');
  });

  it('gives each upload of a message its receipt, whatever another one does', async () => {
    const [bad, good] = [await upload('bad.txt', TEXT), await upload('good.txt', TEXT)];
    const failing: Bucket = {
      ...inbox,
      get: (key, at) => (key === 'bad.txt' ? Promise.reject(new TypeError('a bug')) : inbox.get(key, at)),
    };
    const message = { changes: [bad, good], receives: place.lastReceive };
    await expect(receiveUpload(message, { ...place, inbox: failing })).rejects.toThrow('a bug');
    expect((await receiptsOf(bad))[0]?.outcome).toBe('failed');
    expect((await receiptsOf(good))[0]?.outcome).toBe('accepted');
  });

  it('takes in a file whose title alone is larger than a row of the table', async () => {
    const title = 'Страйк у порту триває '.repeat(20_000);
    const change = await upload('long-title.json', JSON.stringify({ headline: title, articleBody: TEXT }));
    await receiveUpload(once(change), place);
    const [receipt] = await receiptsOf(change);
    expect(receipt).toMatchObject({ outcome: 'accepted', flags: expect.arrayContaining(['cut']) });
    expect(receipt?.message).toMatch(/longer than an edition can read/);
  });

  it('leaves a failed receipt when even the last try dies, and replaces it when a later one succeeds', async () => {
    const change = await upload('unlucky.txt', TEXT);
    const dying: Bucket = { ...inbox, get: () => Promise.reject(new Error('the store is away')) };
    for (const receives of [1, 2, 3]) {
      await expect(receiveUpload(once(change, receives), { ...place, inbox: dying })).rejects.toThrow();
      expect(await receiptsOf(change)).toEqual([]);
    }
    await expect(receiveUpload(once(change, 4), { ...place, inbox: dying })).rejects.toThrow();
    const [failed, ...others] = await receiptsOf(change);
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ outcome: 'failed', code: 'failed' });
    expect(failed?.message).toMatch(/Upload it again/);
    await receiveUpload(once(change, 1), place);
    expect(await receiptsOf(change)).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('keeps an article that names an address, and releases it for an empty .confirm beside it', async () => {
    const key = 'with an address.txt';
    const change = await upload(
      key,
      `${TEXT}\n\nAsk Ilse, she has it from i.brandt@harbour.example, about the cranes.`,
    );
    await receiveUpload(once(change), place);
    expect((await receiptsOf(change))[0]).toMatchObject({
      outcome: 'quarantined',
      code: 'private',
      title: 'Crane drivers end their strike',
      message: expect.stringContaining('.confirm'),
    });
    const confirmed = async () => {
      const rows = await place.index.window('2023-09-13T00:00:00.000Z', '2023-09-14T00:00:00.000Z');
      return rows.filter((row) => row.key === key).map((row) => row.confirmed);
    };
    expect(await confirmed()).toEqual([false]);
    const confirmation = await upload(`${key}.confirm`, '');
    for (let n = 0; n < 2; n += 1) await receiveUpload(once(confirmation), place);
    expect(await receiptsOf(confirmation)).toMatchObject([{ outcome: 'accepted', version: null }]);
    expect(await confirmed()).toEqual([true]);
    const removal = await upload(`${key}.confirm`, '');
    await receiveUpload(once({ ...removal, kind: 'removed' }), place);
    expect(await confirmed()).toEqual([false]);
  });

  it('takes a text under a name with .confirm for an article like any other, which confirms nothing', async () => {
    const change = await upload('strike.txt.confirm', TEXT);
    await receiveUpload(once(change), place);
    expect((await receiptsOf(change))[0]).toMatchObject({ outcome: 'accepted', outlet: 'Harbour Gazette' });
  });

  it('killed between any two steps and run again, ends like one that lived', async () => {
    const life = { steps: 0 };
    await receiveUpload(once(await upload('whole.txt', TEXT)), {
      ...place,
      archive: mortal(archive, life),
      index: mortal(place.index, life),
    });
    const { steps } = life;
    expect(steps).toBeGreaterThan(4);
    for (let at = 0; at < steps; at += 1) {
      for (const moment of ['before', 'after'] as const) {
        const change = await upload(`killed-${at}-${moment}.txt`, TEXT);
        const short = { steps: 0, at, moment };
        const dying = { ...place, archive: mortal(archive, short), index: mortal(place.index, short) };
        await expect(receiveUpload(once(change), dying)).rejects.toThrow(Killed);
        await receiveUpload(once(change, 2), place);
        expect(await receiptsOf(change)).toMatchObject([{ outcome: 'accepted' }]);
        const found = await place.index.window('2023-09-13T00:00:00.000Z', '2023-09-14T00:00:00.000Z');
        expect(found.filter((row) => row.key === change.key)).toHaveLength(1);
      }
    }
  });

  it('dates a file by the coverage where day and month can be read in two ways, and says where its authors stand', async () => {
    const ferry = 'The ferry to the outer islands sails again on Friday, its captain said on the quay.';
    const text = `Ferry sails again\n\nIsland Echo\n09/10/2023\n\nBy Ada Quay\n\n${ferry}\n\nIt had lain in dock since May.`;
    const change = { ...(await upload('ferry.txt', text)), time: '2023-09-29T10:00:00.000Z' };
    await receiveUpload(once(change), { ...place, coverage: { first: '2023-09-10', last: '2023-09-30' } });
    const [receipt] = await receiptsOf(change);
    expect(receipt).toMatchObject({
      published: { date: '2023-09-10', from: 'coverage' },
      authorsFrom: 'byline',
    });
    expect(receipt?.flags).not.toContain('future-date');
    // The newest of several days, however far back the days go.
    const days = ['2023-09-13', '2023-09-14', '2023-09-28', '2023-09-29'];
    const newest = await place.latest.newest(days, 3);
    expect(newest.map(({ received }) => received)).toEqual(
      newest
        .map(({ received }) => received)
        .toSorted()
        .toReversed(),
    );
    expect(await place.latest.newest(days, 1)).toEqual([receipt]);
  });
});
