import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../infra/operate/edition.ts';
import type { OperatorContext } from '../infra/operate/operator-context.ts';
import { articleId } from '../lambdas/article/id.ts';
import { readTemplates } from '../lambdas/aws/bundled/templates.ts';
import { type ObjectChange, padSequencer } from '../lambdas/aws/object-changes.ts';
import { stops } from '../lambdas/aws/stores/delivery/stops.ts';
import { readers } from '../lambdas/aws/stores/readers/readers.ts';
import type { Table } from '../lambdas/aws/table.ts';
import { composeEdition } from '../lambdas/composing/compose-edition.ts';
import { recordTakeDown } from '../lambdas/composing/publishing.ts';
import { receiveUpload } from '../lambdas/intake/receive-upload.ts';
import type { Settings } from '../lambdas/types.ts';
import { intakePlace } from './aws/intake-place.ts';
import { type LocalBuckets, localBuckets } from './aws/local-buckets.ts';
import { type LocalTables, localTables } from './aws/local-table.ts';
import { heldLog } from './aws/log-lines.ts';
import { aReader } from './reader/delivery-model.ts';

const FIRST = '2023-09-14T04:00:00.000Z';
const SECOND = '2023-09-15T04:00:00.000Z';
const ID = { first: '2023-09-14T04-00-00Z', second: '2023-09-15T04-00-00Z' };
const SETTINGS: Settings = {
  name: 'The Ferry Brief',
  topic: { title: 'The ferry to the outer islands', names: ['Outer Islands'], seeds: [] },
  languages: ['en'],
  timeZone: 'UTC',
  windowHours: 72,
  sendByHours: 6,
  sender: { name: 'The Ferry Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};

const report = (outlet: string, title: string, more: string) =>
  `${outlet}, 13 September 2023\n\n${title}\n\nThe ferry to the Outer Islands sails again after three weeks in the yard, its owner said on Wednesday.\n\n${more}`;
const FILES = {
  'gazette.txt': report(
    'Island Gazette',
    'Ferry sails again',
    'The first crossing took forty minutes, and the captain was given flowers.',
  ),
  'courier.txt': report(
    'Coast Courier',
    'Back to the islands',
    'The repair cost two million crowns, the yard told the paper.',
  ),
  'gone.txt': report(
    'Harbour Post',
    'Ferry is back',
    'Nobody had asked the pilots about the weather in the sound.',
  ),
  'down.txt': report(
    'Valley Sheet',
    'Islanders cheer',
    'An islander by the name of Tomke Harms spoke of a scandal at the yard.',
  ),
};

let tables: LocalTables;
let buckets: LocalBuckets;
beforeAll(async () => {
  heldLog();
  tables = await localTables();
  buckets = await localBuckets();
});
afterAll(async () => {
  await tables.close();
  await buckets.close();
  vi.restoreAllMocks();
});

/** A newsroom's first two days: uploads, one of them replaced, one taken back, an edit, an edition, a take-down. */
async function newsroom(name: string) {
  const [inbox, archive, outbox, web] = await Promise.all(
    ['inbox', 'archive', 'outbox', 'web'].map((kind) => buckets.bucket(`${kind}-${name}`)),
  );
  if (!inbox || !archive || !outbox || !web) throw new Error('Four buckets are needed.');
  const on = (table: Table) => {
    const intake = intakePlace(inbox, archive, table);
    const place = {
      archive,
      outbox,
      web,
      table,
      settings: SETTINGS,
      templates: readTemplates(),
      now: () => Date.parse(SECOND),
    };
    const operator: OperatorContext = {
      ...place,
      inbox,
      caches: { forget: async () => true },
      mailer: { send: async () => ({ kind: 'refused', reason: 'no mail from here' }) },
      keys: async () => {
        throw new Error('nobody is mailed from here');
      },
      tellDelivery: async () => undefined,
      unheard: async () => 0,
      vectorsOf: async () => () => null,
      now: () => Date.parse('2023-09-15T04:05:00.000Z'),
    };
    let sequence = 0;
    const tell = async (key: string, body: string | null, time: string) => {
      sequence += 1;
      const change: ObjectChange = {
        kind: body === null ? 'removed' : 'created',
        bucket: 'inbox',
        key,
        size: Buffer.byteLength(body ?? ''),
        sequencer: padSequencer(sequence.toString(16).padStart(16, '0')),
        time,
        eTag: body === null ? null : createHash('md5').update(body).digest('hex'),
        versionId: null,
      };
      if (body !== null) await inbox.put(key, body);
      await receiveUpload({ changes: [change], receives: 1 }, intake);
    };
    return { place, operator, tell, type: (line: string) => run(line.split(' '), () => operator) };
  };
  const table = await tables.table(`before-${name}`);
  const desk = on(table);
  for (const [key, body] of Object.entries(FILES)) await desk.tell(key, body, '2023-09-13T10:00:00.000Z');
  await desk.tell('courier.txt', FILES['courier.txt'], '2023-09-13T11:00:00.000Z');
  await desk.tell('note.bin', 'PNG', '2023-09-13T11:00:00.000Z');
  await desk.tell('gazette.txt.edit.yaml', 'headline: The ferry sails', '2023-09-13T12:00:00.000Z');
  await readers(table).put(aReader('one'));
  await composeEdition(FIRST, desk.place);
  await desk.tell('gone.txt', null, '2023-09-14T08:00:00.000Z');
  const of = { kind: 'article', article: articleId('down.txt') } as const;
  await recordTakeDown({ of, at: '2023-09-14T09:00:00.000Z', note: 'Withdrawn.', by: 'ada' }, desk.place);
  return { desk, inbox, on };
}

async function everything({ archive, web }: { archive: LocalBucket; web: LocalBucket }) {
  const found: Record<string, string | null> = {};
  for (const key of await archive.list(`editions/${ID.second}/`)) found[key] = await archive.text(key);
  for (const key of await web.list('')) found[`web/${key}`] = await web.text(key);
  return found;
}
type LocalBucket = Awaited<ReturnType<LocalBuckets['bucket']>>;

describe('when the table is lost and the buckets are kept', () => {
  it('the next edition is the same to the byte, what was taken down stays down, and nobody is mailed the last one again', async () => {
    const whole = await newsroom('whole');
    await whole.desk.type(`compose ${ID.second}`);
    const expected = await everything(whole.desk.place);

    const lost = await newsroom('lost');
    // The store in memory keeps no markers of what was removed: the object itself must go.
    const kept = {
      ...lost.inbox,
      list: async (prefix: string) => (await lost.inbox.list(prefix)).filter((key) => key !== 'gone.txt'),
    };
    const table = await tables.table('after-lost');
    const after = lost.on(table);
    const rebuilt = await run(['rebuild'], () => ({ ...after.operator, inbox: kept }));
    expect(rebuilt).toMatchObject({ code: 0, out: expect.stringContaining(`${ID.first} is stopped`) });
    await readers(table).put(aReader('one'));
    expect(await after.type(`compose ${ID.first}`)).toMatchObject({
      out: expect.stringContaining('is unchanged'),
    });
    expect((await stops(table).get(ID.first))?.reason).toContain('ledger was lost');
    expect(await after.type(`compose ${ID.second}`)).toMatchObject({
      out: expect.stringContaining('on its way'),
    });
    const found = await everything(after.place);
    expect(found).toEqual(expected);
    const text = Object.values(found).join();
    expect(text).toContain('[The ferry sails]');
    expect(text).not.toContain('Tomke Harms');
    expect(text).not.toContain('asked the pilots');
    expect(await stops(table).get(ID.second)).toBeNull();
    // Written once, it stays; a slot before it, or still to come, is refused.
    await after.tell('late.txt', FILES['gone.txt'], '2023-09-15T03:59:00.000Z');
    await after.type(`compose ${ID.second}`);
    expect(await everything(after.place)).toEqual(expected);
    for (const slot of ['2023-09-14T16:00:00Z', '2023-09-16T04:00:00Z'])
      expect(await after.type(`compose ${slot}`)).toMatchObject({ code: 1, out: '' });
  }, 120_000);
});
