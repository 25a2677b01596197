import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../../lambdas/article/id.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { acceptedReceipt } from '../../lambdas/article/receipt.ts';
import type { Bucket } from '../../lambdas/aws/archive.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { padSequencer } from '../../lambdas/aws/object-changes.ts';
import { articles } from '../../lambdas/aws/stores/articles/articles.ts';
import { edits } from '../../lambdas/aws/stores/articles/edits.ts';
import { receiptIndex } from '../../lambdas/aws/stores/articles/receipt-index.ts';
import { mistakeReports } from '../../lambdas/aws/stores/readers/mistake-reports.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { deskWriter } from '../../lambdas/desk/page.ts';
import { operatorLink } from '../../lambdas/desk/session.ts';
import { type DeskServices, serveDesk } from '../../lambdas/desk.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import type { Settings } from '../../lambdas/types.ts';
import { type LocalBuckets, localBuckets } from '../aws/local-buckets.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import { edition, story } from '../edition/sample.ts';

const SETTINGS: Settings = {
  name: 'The Harbour Brief',
  topic: { title: 'The strike in the northern harbour', names: [], seeds: [] },
  languages: ['en'],
  timeZone: 'Europe/Kyiv',
  windowHours: 72,
  sendByHours: 6,
  coverage: { first: '2023-09-01', last: '2023-09-30' },
  sender: { name: 'The Harbour Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};
const KEYS = keysFrom(JSON.stringify({ master: 'of-a-test-only-'.repeat(4), tokenKeyVersion: '01' }));
const KEY = 'strike.txt';
const ID = articleId(KEY);
const TEXT =
  'Harbour Gazette, 13 September 2023\n\nCrane drivers end their strike\n\nThe crane drivers of the northern harbour went back to work on Wednesday after eleven days, the port said.\n\n<script>alert(1)</script> is what a stranger wrote into the last paragraph of this file, and it stays text.';

let buckets: LocalBuckets;
let tables: LocalTables;
let table: Table;
let archive: Bucket;
let place: DeskServices;
let clock = Date.parse('2023-09-13T12:00:00Z');
const sent: string[] = [];
const removed: string[] = [];

beforeAll(async () => {
  buckets = await localBuckets();
  tables = await localTables();
  table = await tables.table('desk');
  archive = await buckets.bucket('desk-archive');
  const inbox = await buckets.bucket('desk-inbox');
  const templates = readTemplates();
  place = {
    table,
    archive,
    inbox,
    remove: async (key) => {
      removed.push(key);
    },
    presign: async (key) => `https://inbox.example/${encodeURIComponent(key)}?signed`,
    keys: async () => KEYS,
    mailer: {
      send: async ({ raw }) => {
        sent.push(Buffer.from(raw).toString('utf8'));
        return { kind: 'sent', messageId: 'm' };
      },
    },
    settings: SETTINGS,
    editors: [
      { address: 'ada@desk.example.org', role: 'editor' },
      { address: 'bo@desk.example.org', role: 'approver' },
    ],
    schedule: '0 7 * * mon,tue,wed,thu,fri,sat,sun',
    templates,
    write: deskWriter(SETTINGS.name, templates),
    now: () => clock,
  };
  const article = await readArticle({ key: KEY, bytes: new TextEncoder().encode(TEXT) });
  const time = '2023-09-13T10:00:00.000Z';
  const row = { articleId: ID, version: article.version, key: KEY, received: time };
  await archive.put(`articles/${ID}/${article.version}.json`, JSON.stringify(article));
  await articles(table).noteVersion(article, row, { textHash: 't', sketch: new Uint8Array(512) });
  const sequencer = padSequencer('1');
  await articles(table).movePointer({ articleId: ID, sequencer, state: 'present', version: article.version });
  await receiptIndex(table).note(
    acceptedReceipt({ key: KEY, sequencer, time, size: 500 }, article, undefined),
  );
});
afterAll(async () => {
  await buckets.close();
  await tables.close();
});

async function ask(
  method: string,
  rawPath: string,
  form: Readonly<Record<string, string>> = {},
  cookie = '',
) {
  const answer = await serveDesk(
    {
      rawPath,
      cookies: cookie === '' ? [] : [cookie],
      body: new URLSearchParams(form).toString(),
      requestContext: { http: { method } },
    },
    place,
  );
  return { ...answer, body: answer.body ?? '' };
}

/** A session with the token of its forms, opened by a mailed link. */
async function enterAs(address: string): Promise<{ readonly cookie: string; readonly token: string }> {
  clock += 61_000;
  await ask('POST', '/desk/sign-in', { address });
  const path = /\/desk\/enter\/[\w-]{56}/.exec((sent.at(-1) ?? '').replaceAll('=\r\n', ''))?.[0] ?? 'none';
  const { cookies = [] } = await ask('POST', path);
  const cookie = cookies[0]?.split(';', 1)[0] ?? '';
  const { body } = await ask('GET', '/desk/', {}, cookie);
  return { cookie, token: /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '' };
}

const decided = async () =>
  (await edits(archive, table).decided([ID], '2024-01-01T00:00:00Z')).get(ID)?.changes ?? {};

describe('the door of the desk', () => {
  it('opens by a mailed link, once, by its button and not by opening it', async () => {
    await ask('POST', '/desk/sign-in', { address: 'Ada@desk.example.org' });
    const mail = sent.at(-1)?.replaceAll('=\r\n', '') ?? '';
    const path = /\/desk\/enter\/[\w-]{56}/.exec(mail)?.[0] ?? '';
    for (let n = 0; n < 3; n += 1) expect((await ask('GET', path)).statusCode).toBe(200);
    const entered = await ask('POST', path);
    expect(entered.statusCode).toBe(303);
    expect(entered.cookies?.[0]).toMatch(
      /^desk=[\w-]{56}; Path=\/desk\/; Max-Age=28800; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await ask('POST', path)).statusCode).toBe(410);
    expect(entered.body + entered.headers?.location).not.toContain('ada');
  });

  it('tells nobody who is an editor, and mails one link a minute at most', async () => {
    clock += 61_000;
    const before = sent.length;
    const known = await ask('POST', '/desk/sign-in', { address: 'bo@desk.example.org' });
    const again = await ask('POST', '/desk/sign-in', { address: 'bo@desk.example.org' });
    const unknown = await ask('POST', '/desk/sign-in', { address: 'eve@elsewhere.example' });
    expect(sent.length - before).toBe(1);
    expect(unknown.body).toBe(known.body);
    expect(again.body).toBe(known.body);
  });

  it('stays shut for a forged or old link, an old session and somebody who is no editor any more', async () => {
    const link = `/desk/enter/${operatorLink(clock, KEYS)}`;
    expect((await ask('POST', link.replace(/.$/, '_'))).statusCode).toBe(410);
    const session = await enterAs('ada@desk.example.org');
    expect((await ask('GET', '/desk/', {}, session.cookie)).statusCode).toBe(200);
    const before = place;
    place = { ...place, editors: [] };
    expect((await ask('GET', '/desk/', {}, session.cookie)).statusCode).toBe(401);
    place = before;
    clock += 9 * 3_600_000;
    expect((await ask('GET', '/desk/', {}, session.cookie)).statusCode).toBe(401);
    expect((await ask('POST', link)).statusCode).toBe(410);
  });

  it('changes nothing for a form without the session’s own token, nor for any GET', async () => {
    const { cookie, token } = await enterAs('ada@desk.example.org');
    const other = await enterAs('bo@desk.example.org');
    const drop = { 'was-drop': '', drop: 'yes' };
    expect((await ask('POST', `/desk/file/${ID}`, drop, cookie)).statusCode).toBe(401);
    expect((await ask('POST', `/desk/file/${ID}`, { ...drop, token: other.token }, cookie)).statusCode).toBe(
      401,
    );
    await ask('GET', `/desk/file/${ID}`, { ...drop, token }, cookie);
    expect((await ask('DELETE', `/desk/file/${ID}`, {}, cookie)).statusCode).toBe(405);
    expect(await decided()).toEqual({});
  });
});

describe('the desk', () => {
  it('shows what came in as it was understood, as text, with a strict policy', async () => {
    const { cookie } = await enterAs('ada@desk.example.org');
    const list = await ask('GET', '/desk/', {}, cookie);
    expect(list.body).toContain('Crane drivers end their strike');
    expect(list.body).toContain('Next cut-off: <b>14 Sept 2023, 07:00');
    expect(list.headers?.['content-security-policy']).toMatch(
      /script-src 'self'; .*connect-src 'self' https:\/\/inbox\.example;/,
    );
    const { body } = await ask('GET', `/desk/file/${ID}`, {}, cookie);
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect((await ask('GET', `/desk/file/${'0'.repeat(32)}`, {}, cookie)).statusCode).toBe(404);
  });

  it('shows what readers reported as text, until an editor has seen to it', async () => {
    const { cookie, token } = await enterAs('ada@desk.example.org');
    const told = { edition: '2023-09-12T04-00-00Z', story: '0123456789abcdef', language: 'en', sentence: '' };
    const text = '<i>Twelve</i> days, not eleven.';
    await mistakeReports(table).keep({
      ...told,
      text,
      id: 'r1',
      at: '2023-09-12T10:00:00.000Z',
      day: '2023-09-12',
    });
    const list = async () => (await ask('GET', '/desk/', {}, cookie)).body;
    expect(await list()).toContain('&lt;i&gt;Twelve&lt;/i&gt; days, not eleven.');
    expect(await list()).toContain('href="/stories/0123456789abcdef.en.html"');
    const seenTo = '/desk/report/2023-09-12/r1';
    expect((await ask('POST', seenTo, {}, cookie)).statusCode).toBe(401);
    await ask('GET', seenTo, { token }, cookie);
    expect(await list()).toContain('not eleven.');
    for (const path of [seenTo, seenTo, '/desk/report/editions', '/desk/report'])
      expect((await ask('POST', path, { token }, cookie)).statusCode).toBe(303);
    expect(await list()).not.toContain('not eleven.');
    expect(await table.query({ partition: ['pk', 'reports'] })).toHaveLength(1);
  });

  it('keeps what an editor changed, and only that; says what was not understood; takes it back', async () => {
    const { cookie, token } = await enterAs('ada@desk.example.org');
    const form = {
      token,
      'was-title': 'Crane drivers end their strike',
      title: 'A harbour at rest',
      'was-outlet': 'Harbour Gazette',
      outlet: 'Harbour Gazette',
      'was-url': '',
      url: 'http://plain.example',
    };
    const saved = await ask('POST', `/desk/file/${ID}`, form, cookie);
    expect(saved.statusCode).toBe(422);
    expect(saved.body).toContain('must begin with https://');
    expect(saved.body).toContain('value="http://plain.example"');
    expect(await decided()).toEqual({ title: 'A harbour at rest' });
    const page = await ask('GET', `/desk/file/${ID}`, {}, cookie);
    expect(page.body).toContain('do not stand in the file');
    expect(page.body).toContain('<b>ada</b>');
    const act = /\/desk\/undo\/[0-9a-f]{32}\/[0-9a-f]{32}/.exec(page.body)?.[0] ?? '';
    expect((await ask('POST', act, { token }, cookie)).statusCode).toBe(303);
    expect(await decided()).toEqual({});
  });

  it('shows the later of two editors what the earlier did, and loses neither’s words', async () => {
    const ada = await enterAs('ada@desk.example.org');
    const bo = await enterAs('bo@desk.example.org');
    const seen =
      /name="seen" value="([^"]*)"/.exec((await ask('GET', `/desk/file/${ID}`, {}, bo.cookie)).body)?.[1] ??
      '';
    clock += 1000;
    const change = { 'was-outlet': 'Harbour Gazette', seen };
    await ask(
      'POST',
      `/desk/file/${ID}`,
      { ...change, token: ada.token, outlet: 'Gazette of the Harbour' },
      ada.cookie,
    );
    clock += 1000;
    const late = await ask(
      'POST',
      `/desk/file/${ID}`,
      { ...change, token: bo.token, outlet: 'The Gazette' },
      bo.cookie,
    );
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('ada decided outlet');
    expect(late.body).toContain('value="The Gazette"');
    expect(await decided()).toEqual({ outlet: 'Gazette of the Harbour' });
    const now = /name="seen" value="([^"]*)"/.exec(late.body)?.[1] ?? '';
    await ask(
      'POST',
      `/desk/file/${ID}`,
      { ...change, seen: now, token: bo.token, outlet: 'The Gazette' },
      bo.cookie,
    );
    expect(await decided()).toEqual({ outlet: 'The Gazette' });
  });

  it('hands out addresses to upload to, under plain names, and takes a pasted text', async () => {
    const { cookie, token } = await enterAs('ada@desk.example.org');
    const answer = await ask('POST', '/desk/uploads', { token, name: '../../a\u0000/b.txt' }, cookie);
    expect(JSON.parse(answer.body).uploads).toEqual([
      {
        name: '../../a\u0000/b.txt',
        key: 'a/b.txt',
        id: articleId('a/b.txt'),
        url: 'https://inbox.example/a%2Fb.txt?signed',
      },
    ]);
    await ask('POST', '/desk/paste', { token, name: '', text: 'A first line\n\nA text.' }, cookie);
    expect(await (await buckets.bucket('desk-inbox')).text('A first line.txt')).toBe(
      'A first line\n\nA text.',
    );
  });

  it('removes a file for whoever ticks the box, and by no GET', async () => {
    const { cookie, token } = await enterAs('ada@desk.example.org');
    const path = `/desk/remove/${ID}`;
    expect((await ask('GET', path, { token, sure: 'yes' }, cookie)).statusCode).toBe(404);
    expect((await ask('POST', path, { sure: 'yes' }, cookie)).statusCode).toBe(401);
    expect((await ask('POST', path, { token }, cookie)).statusCode).toBe(422);
    expect(removed).toEqual([]);
    expect((await ask('POST', path, { token, sure: 'yes' }, cookie)).statusCode).toBe(303);
    expect(removed).toEqual([KEY]);
  });

  it('releases no text that was replaced since an editor looked at it, and says so', async () => {
    const { cookie, token } = await enterAs('ada@desk.example.org');
    const release = { token, 'was-confirmed': '', confirmed: 'yes', version: 'of-before', seen: '9' };
    await ask('POST', `/desk/file/${ID}`, release, cookie);
    const { body } = await ask('GET', `/desk/file/${ID}`, {}, cookie);
    expect(body).toContain('the text has been replaced since');
    const undo = /\/desk\/undo\/[0-9a-f]{32}\/[0-9a-f]{32}/.exec(body)?.[0] ?? '';
    expect((await ask('POST', undo, { token }, cookie)).statusCode).toBe(303);
  });
});

describe('what went out', () => {
  const made = edition([story('Crane drivers strike')], { id: '2023-09-12T04-00-00Z' });
  const order = `/desk/amend/take-down/${made.id}/story/${made.stories[0]?.id}`;
  const overlay = () => archive.list('overlay/');

  it('is taken down by an approver who ticks the box, by no GET and by nobody else; the second of two is told', async () => {
    await archive.put(`editions/${made.id}/edition.json`, JSON.stringify(made));
    const ada = await enterAs('ada@desk.example.org');
    const bo = await enterAs('bo@desk.example.org');
    const sure = { token: bo.token, sure: 'yes', note: 'It was twelve.', language: 'en', seen: '' };
    expect((await ask('POST', order, { ...sure, token: ada.token }, ada.cookie)).statusCode).toBe(401);
    expect((await ask('GET', order, {}, ada.cookie)).statusCode).toBe(401);
    expect((await ask('GET', order, sure, bo.cookie)).body).toContain('cannot be unsent');
    expect((await ask('POST', order, { ...sure, sure: '' }, bo.cookie)).statusCode).toBe(422);
    expect((await ask('POST', order.replace(made.id, 'never'), sure, bo.cookie)).statusCode).toBe(404);
    expect((await ask('POST', `${order}0`, sure, bo.cookie)).statusCode).toBe(404);
    expect(await overlay()).toEqual([]);
    expect((await ask('POST', order, sure, bo.cookie)).statusCode).toBe(303);
    const second = await ask('POST', order, { ...sure, note: 'It was thirteen.' }, bo.cookie);
    expect(second.statusCode).toBe(409);
    expect(second.body).toContain('bo took it down on');
    expect(second.body).toContain('It was thirteen.');
    expect(await overlay()).toHaveLength(1);
    const { body } = await ask('GET', `/desk/edition/${made.id}`, {}, ada.cookie);
    expect(body).toContain('<b>bo</b>');
    expect(body).toContain('on its way to the pages');
    expect(body).not.toContain('/desk/amend/');
  });

  it('is corrected in words alone, each correction beside the last', async () => {
    const { cookie, token } = await enterAs('bo@desk.example.org');
    const path = `/desk/amend/correct/${made.id}`;
    const form = { token, sure: 'yes', note: ' ', language: 'en', seen: '' };
    expect((await ask('POST', path, form, cookie)).body).toContain('a correction says what was wrong');
    expect((await ask('POST', path, { ...form, note: 'Twelve.' }, cookie)).statusCode).toBe(303);
    const { body } = await ask('GET', path, {}, cookie);
    expect(body).toContain('“Twelve.”');
    const seen = /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? '';
    clock += 1000;
    expect((await ask('POST', path, { ...form, note: 'Thirteen.', seen }, cookie)).statusCode).toBe(303);
    expect(await overlay()).toHaveLength(3);
  });
});
