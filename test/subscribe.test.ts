import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import { handleEvent } from '../lambdas/feedback.ts';
import { readerId } from '../lambdas/reader/id.ts';
import { makeOnceToken, makeToken } from '../lambdas/reader/token.ts';
import type { ReaderState } from '../lambdas/types.ts';
import { freshTables } from './aws/fresh-stores.ts';
import { heldLog } from './aws/log-lines.ts';
import { aReader } from './reader/delivery-model.ts';
import { mailEvent, OURS } from './reader/mail-event.ts';
import { DOOR, KEYS, type ReaderSite, readerSite } from './reader/reader-site.ts';

const ADA = aReader('ada', {
  language: 'es',
  id: readerId('ada@readers.example.org', KEYS.readerKey),
});
const LEAVE = `/reader/leave/${makeToken('leave', ADA.id, KEYS)}`;
const PREFERENCES = `/reader/preferences/${makeToken('preferences', ADA.id, KEYS)}`;
const SUBSCRIBE = '/reader/subscribe';
const HOUR = 3_600_000;
const NEW = { address: 'New.Reader@Readers.Example.org', language: 'uk' };
const NEW_ID = readerId(NEW.address, KEYS.readerKey);

const freshTable = freshTables('subscribe');
let site: ReaderSite;

beforeEach(async () => {
  site = await readerSite(await freshTable());
  await site.people.put(ADA);
});

const subscribe = (form: Readonly<Record<string, string>> = NEW, from = '192.0.2.1') =>
  site.ask('POST', SUBSCRIBE, { form, sourceIp: from });
const stateOf = async (id = ADA.id) => (await site.people.get(id))?.state;
const documentOf = (body = '') => parseHTML(body).document;
const textOf = (body = '') =>
  documentOf(body).querySelector('main')?.textContent?.replaceAll(/\s+/g, ' ') ?? '';

/** A new reader, subscribed by the way that a person takes. */
async function subscribed(): Promise<void> {
  await subscribe();
  site.tick(60_000);
  expect((await site.ask('POST', await site.link('confirm'))).statusCode).toBe(200);
}

/** A link of a mail that was asked for on the preferences page. */
async function mailedLink(purpose: 'export' | 'erase', page = PREFERENCES): Promise<string> {
  expect((await site.ask('POST', page, { form: { do: purpose } })).statusCode).toBe(200);
  return site.link(purpose);
}

describe('subscribing', () => {
  it('shows a form in the language asked for, then in the browser’s, then in the first', async () => {
    const language = async (query: string, accept = '') =>
      documentOf((await site.ask('GET', SUBSCRIBE, { query, headers: { 'accept-language': accept } })).body)
        .documentElement.lang;
    expect(await language('language=ar', 'uk')).toBe('ar');
    expect(await language('language=xx', 'de, uk-UA;q=0.8, es;q=0.9')).toBe('es');
    expect(await language('', 'de')).toBe('en');
    const { document } = parseHTML((await site.ask('GET', SUBSCRIBE, { query: 'language=ar' })).body ?? '');
    expect(document.documentElement.dir).toBe('rtl');
    expect(document.querySelectorAll('script, img, link, iframe')).toHaveLength(0);
    expect([...document.querySelectorAll('option')].map((one) => one.textContent)).toEqual([
      'English',
      'Español',
      'Українська',
      'العربية',
    ]);
  });

  it('writes nothing that counts before the click, and a reader after it', async () => {
    const answer = await subscribe();
    expect(answer.statusCode).toBe(200);
    expect(await site.people.get(NEW_ID)).toBeUndefined();
    expect(await site.people.pendingSubscription(NEW_ID)).toMatchObject({
      address: 'New.Reader@readers.example.org',
    });
    expect(site.mails).toHaveLength(1);
    expect(site.mails[0]).toMatchObject({
      to: 'New.Reader@readers.example.org',
      tags: { notice: 'confirm', reader: NEW_ID },
    });
    const link = await site.link('confirm');
    const page = await site.ask('GET', link);
    expect(documentOf(page.body).querySelectorAll('button')).toHaveLength(1);
    expect(await site.people.get(NEW_ID)).toBeUndefined();

    site.tick(HOUR);
    const done = await site.ask('POST', link);
    expect(done.statusCode).toBe(200);
    expect(done.body).toMatch(/href="\/reader\/preferences\/[A-Za-z0-9_-]{56}"/);
    expect(await site.people.get(NEW_ID)).toEqual({
      id: NEW_ID,
      address: 'New.Reader@readers.example.org',
      language: 'uk',
      state: 'confirmed',
      confirmedAt: '2023-09-14T09:00:00.000Z',
      consentAt: '2023-09-14T09:00:00.000Z',
      consentFrom: 'https://news.example.org/reader/subscribe',
    });
    expect(await site.people.pendingSubscription(NEW_ID)).toBeUndefined();
    expect(await site.people.confirmedBefore('2023-09-15T00:00:00.000Z', '2023-09-15')).toContain(NEW_ID);
  });

  it('keeps a pending subscription for 48 hours only', async () => {
    await subscribe();
    const row = await site.place.table.get({ pk: `reader#${NEW_ID}`, sk: 'asking' });
    expect(row).toMatchObject({ state: 'pending', ttl: Date.parse('2023-09-16T08:00:00Z') / 1000 });
  });

  it.each<ReaderState | 'nobody'>(['nobody', 'confirmed', 'left', 'bounced', 'complained'])(
    'answers the same for an address that is %s, with the same calls of the table',
    async (state) => {
      const calls: string[] = [];
      const watched = new Proxy(site.place.table, {
        get: (target, name) => {
          calls.push(String(name));
          return Reflect.get(target, name);
        },
      });
      const other = await readerSite(watched);
      if (state !== 'nobody') await site.people.put({ ...ADA, state });
      const address = state === 'nobody' ? 'nobody@readers.example.org' : ADA.address;
      const answer = await other.ask('POST', SUBSCRIBE, { form: { address, language: 'en' } });
      const stranger = await site.ask('POST', SUBSCRIBE, { form: { ...NEW, language: 'en' } });
      const masked = (body = '') => body.replaceAll(/[\w.]+@[\w.]+/g, '@');
      expect({ ...answer, body: masked(answer.body) }).toEqual({ ...stranger, body: masked(stranger.body) });
      expect(calls).toEqual(['update', 'get', 'update', 'update', 'get', 'get', 'get', 'put']);
      expect(other.mails).toHaveLength(1);
      expect(other.mails[0]?.tags.notice).toBe(state === 'confirmed' ? 'already' : 'confirm');
      expect(await stateOf()).toBe(state === 'nobody' ? 'confirmed' : state);
    },
  );

  it('tells a subscribed reader by mail, in the language that they chose, with a link to their preferences', async () => {
    await subscribe({ address: ADA.address.toUpperCase(), language: 'uk' });
    // Another spelling of the address is the same reader, who is written to under the known one.
    expect(site.mails.map(({ to }) => to)).toEqual([ADA.address]);
    expect((await PostalMime.parse(site.mails[0]?.raw ?? '')).subject).toContain('Ya tiene una suscripción');
    expect((await site.ask('GET', await site.link('preferences'))).statusCode).toBe(200);
  });

  it.each([
    ['', /Please write your mail address/],
    ['ada', /has an @ in it/],
    ['ada@readers.example.org, bob@readers.example.org', /one single address/],
    ['"ada b"@readers.example.org', /quotation marks/],
    ['ada@localhost', /should look like example.org/],
  ])(
    'shows the form again for %j, says what is wrong, and keeps what was typed',
    async (address, message) => {
      const answer = await subscribe({ address, language: 'en' });
      expect(answer.statusCode).toBe(400);
      const document = documentOf(answer.body);
      expect(document.querySelector('[role=alert]')?.textContent).toMatch(message);
      expect(document.querySelector('input')?.getAttribute('value')).toBe(address);
      expect(document.querySelector('input')?.getAttribute('aria-describedby')).toBe('problem');
      expect(site.mails).toHaveLength(0);
    },
  );

  it.each([
    ['a language that is not offered', { ...NEW, language: 'xx' }, undefined],
    ['no language', { address: NEW.address }, undefined],
    ['two addresses', undefined, 'address=a%40x.example&address=b%40x.example&language=en'],
    ['no form', undefined, ''],
  ])('refuses %s', async (_, form, body) => {
    const answer = await site.ask('POST', SUBSCRIBE, {
      ...(form ? { form } : {}),
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.statusCode).toBe(400);
    expect(site.mails).toHaveLength(0);
  });

  it('refuses a form longer than any of ours', async () => {
    expect((await site.ask('POST', SUBSCRIBE, { body: 'a'.repeat(100_000) })).statusCode).toBe(413);
  });

  it.each<[string, 'not-now' | 'stopped' | 'refused' | 'unknown', number]>([
    ['is throttled', 'not-now', 503],
    ['is stopped', 'stopped', 503],
    ['refuses this one mail', 'refused', 200],
    ['does not answer', 'unknown', 503],
  ])('when the mail service %s, says so if another try can help', async (_, kind, status) => {
    site.answer({ kind, reason: 'because of ada@readers.example.org' });
    expect((await subscribe()).statusCode).toBe(status);
  });
});

describe('limits', () => {
  it('let three confirmations a day go to one address, however it is spelled, and show the same page after that', async () => {
    const bodies = new Set<string>();
    for (const address of ['x@readers.example.org', 'X@READERS.example.org', ' x@readers.example.org ']) {
      await subscribe({ address, language: 'en' });
    }
    expect(site.mails).toHaveLength(3);
    for (let n = 0; n < 20; n += 1) {
      const answer = await subscribe({ address: 'x@readers.example.org', language: 'en' }, `198.51.100.${n}`);
      bodies.add(`${answer.statusCode} ${answer.body}`);
    }
    expect(site.mails).toHaveLength(3);
    expect([...bodies]).toEqual([expect.stringMatching(/^200 .*Look into your mailbox/s)]);
    site.tick(24 * HOUR);
    await subscribe({ address: 'x@readers.example.org', language: 'en' });
    expect(site.mails).toHaveLength(4);
  });

  it('let one network ask for twenty addresses an hour, by IPv6 a /64', async () => {
    for (let n = 0; n < 30; n += 1) {
      const from = `2001:db8:1:2:${n.toString(16)}::${n.toString(16)}`;
      await subscribe({ address: `v6-${n}@readers.example.org`, language: 'en' }, from);
    }
    expect(site.mails).toHaveLength(20);
    await subscribe({ address: 'other@readers.example.org', language: 'en' }, '2001:db8:1:3::1');
    expect(site.mails).toHaveLength(21);
  });

  it('are not evaded by a header that anybody can write', async () => {
    for (let n = 0; n < 25; n += 1) {
      const headers = {
        'cloudfront-viewer-address': `198.51.100.${n}:4711`,
        'x-forwarded-for': `198.51.100.${n}`,
        'x-communique-door': 'a guess',
      };
      await site.ask('POST', SUBSCRIBE, {
        form: { address: `spoof-${n}@readers.example.org`, language: 'en' },
        headers,
      });
    }
    expect(site.mails).toHaveLength(20);
  });

  it('count viewers, not edges, behind the distribution', async () => {
    for (let n = 0; n < 25; n += 1) {
      await site.ask('POST', SUBSCRIBE, {
        form: { address: `viewer-${n}@readers.example.org`, language: 'en' },
        headers: { 'cloudfront-viewer-address': `198.51.100.${n}:4711`, 'x-communique-door': DOOR },
      });
    }
    expect(site.mails).toHaveLength(25);
  });

  it('let four links a day go to one reader', async () => {
    const answers = [];
    for (let n = 0; n < 9; n += 1)
      answers.push(await site.ask('POST', PREFERENCES, { form: { do: 'export' } }));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, ...Array(5).fill(429)]);
    // In the reader's own language: that no further one was sent.
    expect(textOf(answers.at(-1)?.body)).toContain('no se ha enviado otro');
    expect(site.mails).toHaveLength(4);
  });
});

describe('a confirmation link', () => {
  it('works once: replayed, also after leaving and asking anew, it does nothing', async () => {
    await subscribe();
    const first = await site.link('confirm');
    site.tick(1000);
    await subscribe();
    const second = await site.link('confirm');
    site.tick(1000);
    expect((await site.ask('POST', first)).statusCode).toBe(200);
    for (const link of [first, second]) {
      expect((await site.ask('POST', link)).statusCode).toBe(410);
      expect((await site.ask('GET', link)).statusCode).toBe(410);
    }
    site.tick(1000);
    await site.people.leave(NEW_ID, '2023-09-14T08:01:00.000Z');
    await subscribe();
    for (const link of [first, second]) expect((await site.ask('POST', link)).statusCode).toBe(410);
    expect(await stateOf(NEW_ID)).toBe('left');
    site.tick(1000);
    expect((await site.ask('POST', await site.link('confirm'))).statusCode).toBe(200);
    expect(await stateOf(NEW_ID)).toBe('confirmed');
  });

  it('makes one reader when it is clicked eight times at once', async () => {
    await subscribe();
    site.tick(1000);
    const link = await site.link('confirm');
    const answers = await Promise.all(Array.from({ length: 8 }, () => site.ask('POST', link)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 410)).toHaveLength(7);
  });

  it('is too old after 48 hours, and says how to get another', async () => {
    await subscribe();
    const link = await site.link('confirm');
    site.tick(48 * HOUR);
    const answer = await site.ask('POST', link);
    expect(answer.statusCode).toBe(410);
    expect(answer.body).toContain('href="/reader/subscribe"');
    expect(await site.people.get(NEW_ID)).toBeUndefined();
  });

  it('does nothing when nobody asked', async () => {
    const token = makeOnceToken('confirm', NEW_ID, site.place.now(), KEYS);
    expect((await site.ask('POST', `/reader/confirm/${token}`)).statusCode).toBe(410);
    expect(await site.people.get(NEW_ID)).toBeUndefined();
  });
});

describe('leaving', () => {
  it.each(['GET', 'HEAD'])(
    'by %s changes nothing: it shows one button, in the reader’s language',
    async (method) => {
      const answer = await site.ask(method, LEAVE);
      expect(answer.statusCode).toBe(200);
      expect(await stateOf()).toBe('confirmed');
      const { document } = parseHTML(answer.body ?? '');
      expect(document.documentElement.getAttribute('lang')).toBe('es');
      expect(document.querySelectorAll('button')).toHaveLength(1);
      expect(document.querySelector('form')?.getAttribute('method')).toBe('post');
      expect(document.querySelector('form')?.getAttribute('action')).toBe(LEAVE);
      expect(answer.body).toContain('The &lt;Harbour&gt; Brief');
    },
  );

  it('by one click of the mail program is done at once and in silence, and says 200 again when repeated', async () => {
    for (let n = 0; n < 3; n += 1) {
      const answer = await site.ask('POST', LEAVE, { body: 'List-Unsubscribe=One-Click' });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers?.location).toBeUndefined();
      expect(answer.headers?.['set-cookie']).toBeUndefined();
      expect(await stateOf()).toBe('left');
      // Years later, too.
      site.tick(3 * 365 * 24 * HOUR);
    }
    expect(site.mails).toHaveLength(0);
    expect(await site.people.confirmedBefore('2099-01-01T00:00:00.000Z', '2099-01-01')).not.toContain(ADA.id);
  });

  it.each(['b-1', '"b-1"'])(
    'by one click is as silent when the mail program sends multipart/form-data, boundary=%s',
    async (boundary) => {
      const body = [
        '--b-1',
        'Content-Disposition: form-data; name="List-Unsubscribe"',
        '',
        'One-Click',
        '--b-1--',
        '',
      ].join('\r\n');
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
      expect((await site.ask('POST', LEAVE, { body, headers })).statusCode).toBe(200);
      expect(await stateOf()).toBe('left');
      expect(site.mails).toHaveLength(0);
    },
  );

  it('on the page tells the reader once by mail, in case it was somebody else', async () => {
    for (let n = 0; n < 3; n += 1) expect((await site.ask('POST', LEAVE)).statusCode).toBe(200);
    expect(site.mails.map(({ to, tags }) => [to, tags.notice])).toEqual([[ADA.address, 'goodbye']]);
    expect((await site.ask('GET', await site.link('preferences'))).statusCode).toBe(200);
  });

  it('is done even when that mail cannot be sent', async () => {
    site.answer({ kind: 'not-now', reason: 'Throttling' });
    expect((await site.ask('POST', LEAVE)).statusCode).toBe(200);
    expect(await stateOf()).toBe('left');
  });

  it('works for a reader whom the table no longer knows', async () => {
    const gone = makeToken('leave', aReader('gone').id, KEYS);
    expect((await site.ask('POST', `/reader/leave/${gone}`)).statusCode).toBe(200);
    expect(await site.people.get(aReader('gone').id)).toBeUndefined();
    expect(site.mails).toHaveLength(0);
  });
});

describe('preferences', () => {
  const save = (form: Readonly<Record<string, string>>) =>
    site.ask('POST', PREFERENCES, { form: { do: 'save', ...form } });

  it('never show the address', async () => {
    const { body = '' } = await site.ask('GET', PREFERENCES);
    expect(body).not.toContain('ada@');
    expect(body).not.toContain(ADA.id.slice(0, 10).concat('@'));
    expect(textOf(body)).toContain('Sus preferencias');
  });

  it('keep language and pause, and the pause keeps the reader out of editions until its day', async () => {
    const answer = await save({ language: 'uk', pause: '2023-09-20' });
    expect(answer.statusCode).toBe(200);
    expect(documentOf(answer.body).querySelector('[role=status]')).not.toBeNull();
    expect(documentOf(answer.body).documentElement.lang).toBe('uk');
    expect(await site.people.get(ADA.id)).toMatchObject({ language: 'uk', pausedUntil: '2023-09-20' });
    const reads = (day: string) => site.people.confirmedBefore(`${day}T04:00:00.000Z`, day);
    expect(await reads('2023-09-19')).not.toContain(ADA.id);
    expect(await reads('2023-09-20')).toContain(ADA.id);
    await save({ language: 'uk', pause: '' });
    expect((await site.people.get(ADA.id))?.pausedUntil).toBeUndefined();
  });

  it.each(['2023-09-14', '2023-02-30', '2024-09-20', 'soon', "2023-09-20'--"])(
    'refuse a pause until %j',
    async (pause) => {
      const answer = await save({ language: 'uk', pause });
      expect(answer.statusCode).toBe(400);
      expect(documentOf(answer.body).querySelector('[role=alert]')).not.toBeNull();
      expect(await site.people.get(ADA.id)).toEqual(ADA);
    },
  );

  it('let a reader leave, once', async () => {
    for (let n = 0; n < 2; n += 1) await site.ask('POST', PREFERENCES, { form: { do: 'leave' } });
    expect(await stateOf()).toBe('left');
    expect(site.mails.map(({ tags }) => tags.notice)).toEqual(['goodbye']);
    const document = documentOf((await site.ask('GET', PREFERENCES)).body);
    expect(document.querySelector('a.button')?.getAttribute('href')).toBe('/reader/subscribe');
    expect(document.querySelectorAll('button')).toHaveLength(2);
  });

  it('change nothing of a reader who left', async () => {
    await site.people.leave(ADA.id, '2023-09-14T08:00:00.000Z');
    await save({ language: 'uk', pause: '2023-09-20' });
    expect(await site.people.get(ADA.id)).toMatchObject({ language: 'es', state: 'left' });
  });

  it.each<ReaderState>(['bounced', 'complained'])('mail nothing to a reader who %s', async (state) => {
    await site.people.put({ ...ADA, state });
    for (const purpose of ['export', 'erase']) {
      const { body } = await site.ask('POST', PREFERENCES, { form: { do: purpose } });
      expect(textOf(body)).toContain('brief@news.example.org');
    }
    expect(site.mails).toHaveLength(0);
  });
});

describe('a reader’s data', () => {
  it('comes as a file, once, by a link to their own address that works for 24 hours', async () => {
    const link = await mailedLink('export');
    expect(site.mails[0]?.to).toBe(ADA.address);
    expect((await site.ask('GET', link)).body).toContain('<form');
    site.tick(23 * HOUR);
    const answer = await site.ask('POST', link);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-data.json"',
      'cache-control': 'no-store',
    });
    expect(JSON.parse(answer.body ?? '')).toMatchObject({
      newsletter: 'The <Harbour> Brief',
      reader: { ...ADA, exportedAt: '2023-09-15T07:00:00.000Z' },
      editions: [],
    });
    for (const method of ['POST', 'GET']) expect((await site.ask(method, link)).statusCode).toBe(410);
    const late = await mailedLink('export');
    site.tick(24 * HOUR);
    expect((await site.ask('POST', late)).statusCode).toBe(410);
  });

  it('holds what was sent to them in the last 90 days, whatever the number of shards', async () => {
    const rows = site.place.table;
    for (const [n, bits] of [0, 3, 9].entries()) {
      const slot = `2023-09-1${n}T04:00:00.000Z`;
      const edition = `2023-09-1${n}T04-00-00Z`;
      await rows.put({ pk: 'editions', sk: slot, id: edition, slot });
      const { cutShards } = await import('../lambdas/reader/delivery/shards.ts');
      const [shard] = cutShards(edition, [ADA.id], { bits, sendBy: slot });
      await rows.put({
        pk: `send#${edition}#${shard?.shard}`,
        sk: ADA.id,
        state: 'sent',
        messageId: `m-${n}`,
        revision: 3,
        owner: 'w',
        leaseUntil: 0,
      });
    }
    const { body = '' } = await site.ask('POST', await mailedLink('export'));
    const { editions } = JSON.parse(body);
    expect(editions).toHaveLength(3);
    expect(editions).toContainEqual({
      edition: '2023-09-11T04-00-00Z',
      state: 'sent',
      messageId: 'm-1',
      events: [],
    });
  });

  it('holds what the mail service told of their mails, and a pending subscription', async () => {
    const rows = site.place.table;
    const [edition, slot] = ['2023-09-14T04-00-00Z', '2023-09-14T04:00:00.000Z'];
    await rows.put({ pk: 'editions', sk: slot, id: edition, slot });
    const send = { state: 'sent', messageId: 'm-1', revision: 3, owner: 'w', leaseUntil: 0 };
    await rows.put({ pk: `send#${edition}#0-0`, sk: ADA.id, ...send });
    const place = { table: rows, sender: OURS, now: site.place.now };
    for (const kind of ['delivery', 'soft-bounce'] as const)
      await handleEvent(mailEvent({ kind, reader: ADA.id, edition, messageId: 'm-1' }), place);
    await subscribe({ address: ADA.address, language: 'es' });
    const { body = '' } = await site.ask('POST', await mailedLink('export'));
    const mailedAt = '2023-09-14T07:00:10.000Z';
    expect(JSON.parse(body)).toMatchObject({
      pendingSubscription: { address: ADA.address },
      editions: [{ edition, events: [{ messageId: 'm-1', delivery: mailedAt, 'soft-bounce': mailedAt }] }],
      softBounces: [mailedAt],
      elsewhere: expect.arrayContaining([expect.stringContaining('in a queue, with your address')]),
    });
  });
});

describe('erasing', () => {
  it('leaves id, state and day, once, and forgets a pending subscription', async () => {
    const link = await mailedLink('erase');
    await site.people.ask({ id: ADA.id, address: ADA.address, language: 'en', askedAt: site.place.now() });
    expect((await site.ask('GET', link)).statusCode).toBe(200);
    expect(await stateOf()).toBe('confirmed');
    site.tick(HOUR);
    expect((await site.ask('POST', link)).statusCode).toBe(200);
    expect(await site.place.table.get({ pk: `reader#${ADA.id}`, sk: 'reader' })).toEqual({
      pk: `reader#${ADA.id}`,
      sk: 'reader',
      id: ADA.id,
      state: 'erased',
      erasedAt: '2023-09-14T09:00:00.000Z',
    });
    expect(await site.people.pendingSubscription(ADA.id)).toBeUndefined();
    expect((await site.ask('POST', link)).statusCode).toBe(410);
    expect(textOf((await site.ask('GET', PREFERENCES)).body)).toContain('No subscription here');
    expect((await site.ask('POST', LEAVE)).statusCode).toBe(200);
    expect(await stateOf()).toBe('erased');
  });

  it('is not undone by an import, but by the reader, and an old link does not erase them again', async () => {
    await subscribed();
    const page = `/reader/preferences/${makeToken('preferences', NEW_ID, KEYS)}`;
    site.tick(1000);
    const old = await mailedLink('erase', page);
    site.tick(1000);
    const link = await mailedLink('erase', page);
    site.tick(1000);
    await site.ask('POST', link);
    expect(await site.people.add({ ...ADA, id: NEW_ID })).toBe(false);
    expect(await stateOf(NEW_ID)).toBe('erased');
    site.tick(1000);
    await subscribed();
    expect(await stateOf(NEW_ID)).toBe('confirmed');
    for (const stale of [old, link]) expect((await site.ask('POST', stale)).statusCode).toBe(410);
    expect(await stateOf(NEW_ID)).toBe('confirmed');
  });
});

describe('a token that is not what it should be', () => {
  const once = (purpose: 'confirm' | 'export' | 'erase') =>
    makeOnceToken(purpose, ADA.id, Date.parse('2023-09-14T08:00:00Z'), KEYS);
  const TOKENS = {
    leave: makeToken('leave', ADA.id, KEYS),
    preferences: makeToken('preferences', ADA.id, KEYS),
    confirm: once('confirm'),
    export: once('export'),
    erase: once('erase'),
  };
  const pages = Object.keys(TOKENS);

  it.each(pages)('gets 404 under %s and a page that helps, and changes nothing', async (page) => {
    await site.people.ask({ id: ADA.id, address: ADA.address, language: 'en', askedAt: site.place.now() });
    const own = TOKENS[page as keyof typeof TOKENS];
    const last = own.endsWith('A') ? 'B' : 'A';
    const bad = [
      ...Object.values(TOKENS).filter((token) => token !== own),
      own.slice(0, -1) + last,
      own.slice(0, -20),
      `${own}A`,
      '',
      'A'.repeat(56),
    ];
    for (const token of bad) {
      const answer = await site.ask('POST', `/reader/${page}/${token}`, { form: { do: 'leave' } });
      expect([token, answer.statusCode]).toEqual([token, 404]);
      expect(answer.body).toContain('does not work');
    }
    expect(await site.people.get(ADA.id)).toEqual(ADA);
    expect(site.mails).toHaveLength(0);
  });

  it.each(['/reader/elsewhere', `/reader/../..${LEAVE}`, '/reader/', '/'])(
    'has no page at %s',
    async (path) => {
      expect((await site.ask('POST', path)).statusCode).toBe(404);
      expect(await stateOf()).toBe('confirmed');
    },
  );
});

describe('every answer', () => {
  it('refuses other methods', async () => {
    for (const path of [LEAVE, SUBSCRIBE, PREFERENCES]) {
      expect((await site.ask('DELETE', path)).statusCode).toBe(405);
    }
    expect(await stateOf()).toBe('confirmed');
  });

  it('keeps the page to itself', async () => {
    for (const path of [LEAVE, SUBSCRIBE, PREFERENCES, '/reader/nothing']) {
      expect((await site.ask('GET', path)).headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
    }
  });

  it('leaves no address in the log, whatever the mail service says', async () => {
    const { lines: written, release } = heldLog();
    try {
      await subscribed();
      await subscribe({ address: ADA.address, language: 'en' });
      site.answer({ kind: 'refused', reason: 'Address <New.Reader@readers.example.org> is on a list.' });
      await subscribe();
      await site.ask('POST', LEAVE);
      site.answer({ kind: 'sent', messageId: 'm' });
      await site.ask('POST', await mailedLink('export'));
      await site.ask('POST', await mailedLink('erase'));
    } finally {
      release();
    }
    expect(written.length).toBeGreaterThan(8);
    expect(written.join('')).not.toMatch(/@(?!news)|readers\.example|192\.0\.2/i);
  });
});
