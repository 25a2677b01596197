import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { pageWriter } from '../../lambdas/reader/pages/page-writer.ts';
import { readRequest } from '../../lambdas/reader/pages/request.ts';
import { readAddress } from '../../lambdas/reader/subscription/address.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import { hostile } from './hostile.ts';
import { KEYS, type ReaderSite, readerSite, SETTINGS } from './reader-site.ts';

const write = pageWriter(SETTINGS, readTemplates());

describe('a form', () => {
  it('is read without a throw whatever its body, path, query and headers are, each field at most once', () => {
    const encoded = fc.array(
      fc.tuple(fc.constantFrom('address', 'language', 'do', '__proto__', 'x'), hostile),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(encoded, hostile, hostile, fc.boolean(), (fields, path, header, isBase64Encoded) => {
        const request = readRequest(
          {
            rawPath: path,
            rawQueryString: header,
            headers: {
              'accept-language': header,
              ...(isBase64Encoded ? { 'content-type': `multipart/form-data; boundary=${header}` } : {}),
              'cloudfront-viewer-address': header,
              'x-communique-door': header,
            },
            body: isBase64Encoded ? path : new URLSearchParams(fields).toString(),
            isBase64Encoded,
            requestContext: { http: { method: 'POST', sourceIp: header } },
          },
          { languages: SETTINGS.languages, door: 'door' },
        );
        if (request === null) return;
        expect(SETTINGS.languages).toContain(request.language);
        expect(request.token).toMatch(/^[A-Za-z0-9_-]{0,128}$/);
        for (const value of Object.values(request.form)) expect(typeof value).toBe('string');
        const names = fields.map(([name]) => name);
        const twice = names.filter((name, at) => names.indexOf(name) !== at);
        if (!isBase64Encoded)
          for (const name of twice)
            expect(Object.getOwnPropertyDescriptor(request.form, name)?.value).toBe('');
      }),
      { numRuns: 2_000 },
    );
  });

  it('forgives what a mail program puts behind a link, and nothing else', () => {
    const token = makeToken('leave', 'A'.repeat(22), KEYS);
    const at = (rawPath: string) => {
      const event = { rawPath, requestContext: { http: { method: 'GET' } } };
      const request = readRequest(event, { languages: ['en'], door: 'door' });
      return [request?.page, request?.token, request?.path];
    };
    const link = `/reader/leave/${token}`;
    const behind = [
      '',
      '.',
      ')',
      '>',
      '/',
      '"',
      "'",
      ']',
      ',',
      ';',
      ').',
      '>.',
      '/)',
      '%3E',
      '%22',
      '%5D,',
      '\u201d',
      '%E2%80%9D.',
      '%C2%BB',
      '%20',
      '…',
    ];
    for (const end of behind) expect([end, ...at(link + end)]).toEqual([end, 'leave', token, link]);
    for (const end of ['A', '-', '_', '/x', '.x', '%2Fx'])
      expect([end, at(link + end)[1]]).not.toEqual([end, token]);
    expect(at('/reader/subscribe/).')).toEqual(['subscribe', '', '/reader/subscribe']);
  });

  it('shows what was typed as text and never as markup', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        const address = typed.slice(0, 254);
        const html = write({ kind: 'subscribe', address, chosen: typed, problem: 'local' }, 'en');
        const { document } = parseHTML(html);
        expect(document.querySelectorAll('script, img, [onfocus]')).toHaveLength(0);
        expect(document.querySelectorAll('form')).toHaveLength(1);
        expect(document.querySelectorAll('input')).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the subscription page', () => {
  let tables: LocalTables;
  let site: ReaderSite;
  beforeAll(async () => {
    tables = await localTables();
    site = await readerSite(await tables.table('forms'));
  });
  afterAll(() => tables.close());

  it('answers every hostile form with a clear error, or with one mail to one address and one row', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile,
        fc.constantFrom('en', 'uk', 'es', 'ar', 'xx', '\r\nx'),
        async (address, language) => {
          site.tick(3_600_000);
          const before = site.mails.length;
          const answer = await site.ask('POST', '/reader/subscribe', { form: { address, language } });
          const mails = site.mails.slice(before);
          const reading = readAddress(address);
          if (answer.statusCode !== 200) {
            expect([400, 413]).toContain(answer.statusCode);
            expect(mails).toEqual([]);
            return;
          }
          if (reading.kind === 'problem') throw new Error(`${JSON.stringify(address)} was taken.`);
          const id = readerId(reading.address, KEYS.readerKey);
          expect(await site.people.pendingSubscription(id)).toMatchObject({
            id,
            address: reading.address,
            language,
          });
          expect(mails.length).toBeLessThanOrEqual(1);
          for (const mail of mails) {
            expect(mail.to).toBe(reading.address);
            expect(mail.tags).toEqual({ notice: 'confirm', reader: id });
            const { headers, to, cc, bcc } = await PostalMime.parse(mail.raw);
            expect(to).toEqual([{ name: '', address: reading.address }]);
            expect([cc, bcc]).toEqual([undefined, undefined]);
            expect(new Set(headers.map(({ key }) => key)).size).toBe(headers.length);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(site.mails.length).toBeGreaterThan(20);
  });

  it('takes no hostile pause, language or order on the preferences page', async () => {
    const id = readerId('ada@readers.example.org', KEYS.readerKey);
    const ada = {
      id,
      address: 'ada@readers.example.org',
      language: 'en',
      state: 'confirmed' as const,
      confirmedAt: '2023-09-01T00:00:00.000Z',
    };
    await site.people.put(ada);
    const path = `/reader/preferences/${makeToken('preferences', id, KEYS)}`;
    const before = site.mails.length;
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (pause, language) => {
        const answer = await site.ask('POST', path, { form: { do: 'save', pause, language } });
        expect([200, 400, 413]).toContain(answer.statusCode);
        const stored = await site.people.get(id);
        expect(SETTINGS.languages).toContain(stored?.language);
        expect(stored).toEqual({ ...ada, language: stored?.language });
      }),
      { numRuns: 200 },
    );
    expect(site.mails).toHaveLength(before);
  });
});
