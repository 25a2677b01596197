import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Readers, readers } from '../lambdas/aws/readers.ts';
import { readTemplates } from '../lambdas/aws/templates.ts';
import { keysFrom } from '../lambdas/reader/keys.ts';
import { makeToken } from '../lambdas/reader/token.ts';
import { leaving, type SubscribeWorld } from '../lambdas/subscribe.ts';
import { type LocalTables, localTables } from './aws/local-table.ts';
import { aReader } from './reader/world.ts';

const KEYS = keysFrom(JSON.stringify({ master: 's'.repeat(64), tokenKeyVersion: '01' }));
const ADA = aReader('ada', { language: 'es' });
const LINK = `/reader/leave/${makeToken('leave', ADA.id, KEYS)}`;

let tables: LocalTables;
let people: Readers;
let place: SubscribeWorld;

beforeAll(async () => {
  tables = await localTables();
  people = readers(await tables.table('subscribe'));
  place = {
    people,
    keys: async () => KEYS,
    settings: {
      name: 'The <Harbour> Brief',
      topic: { title: '', names: [], seeds: [] },
      languages: ['en', 'es'],
      timeZone: 'UTC',
      windowHours: 72,
      sendByHours: 6,
      sender: { name: 'Brief', address: 'brief@news.example.org' },
      publicAddress: 'https://news.example.org',
      postalAddress: '1 Example Street',
    },
    template: readTemplates()['reader/page.html'] ?? '',
    now: () => Date.parse('2023-09-14T08:00:00Z'),
  };
});
afterAll(() => tables.close());
beforeEach(() => people.put(ADA));

const ask = (method: string, rawPath: string) =>
  leaving({ rawPath, requestContext: { http: { method } } }, place);
const state = async () => (await people.get(ADA.id))?.state;

describe('leaving', () => {
  it.each(['GET', 'HEAD'])(
    '%s changes nothing: it shows one button, in the reader’s language',
    async (method) => {
      const answer = await ask(method, LINK);
      expect(answer.statusCode).toBe(200);
      expect(await state()).toBe('confirmed');
      const { document } = parseHTML(answer.body ?? '');
      expect(document.documentElement.getAttribute('lang')).toBe('es');
      expect(document.querySelectorAll('button')).toHaveLength(1);
      expect(document.querySelector('form')?.getAttribute('method')).toBe('post');
      expect(document.querySelector('form')?.getAttribute('action')).toBe(LINK);
      expect(document.querySelectorAll('script, img, link, iframe')).toHaveLength(0);
      expect(answer.body).toContain('The &lt;Harbour&gt; Brief');
    },
  );

  it('POST leaves at once, and says 200 again when repeated', async () => {
    for (let n = 0; n < 3; n += 1) {
      const answer = await ask('POST', LINK);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers?.location).toBeUndefined();
      expect(answer.headers?.['set-cookie']).toBeUndefined();
      expect(await state()).toBe('left');
    }
    expect(await people.confirmedBefore('2024-01-01T00:00:00.000Z')).not.toContain(ADA.id);
  });

  it('works for a reader whom the table no longer knows', async () => {
    const gone = makeToken('leave', aReader('gone').id, KEYS);
    expect((await ask('POST', `/reader/leave/${gone}`)).statusCode).toBe(200);
    expect(await people.get(aReader('gone').id)).toBeUndefined();
  });

  it.each([
    ['a token of another reader’s making', `${LINK.slice(0, -1)}${LINK.endsWith('A') ? 'B' : 'A'}`],
    ['half a token', LINK.slice(0, -20)],
    ['no token', '/reader/leave/'],
    ['another page', '/reader/elsewhere'],
    ['a path that climbs', `/reader/../..${LINK}`],
  ])('%s gets 404 and a page that helps, and nobody leaves', async (_, path) => {
    const answer = await ask('POST', path);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('does not work');
    expect(await state()).toBe('confirmed');
  });

  it('refuses any other method', async () => {
    expect((await ask('DELETE', LINK)).statusCode).toBe(405);
    expect(await state()).toBe('confirmed');
  });

  it('answers with headers that keep the page to itself', async () => {
    expect((await ask('GET', LINK)).headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });
});
