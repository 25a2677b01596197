import { parseHTML } from 'linkedom';
import { beforeEach, describe, expect, it } from 'vitest';
import { confirmationMails } from '../../lambdas/aws/stores/readers/confirmation-mails.ts';
import { limits } from '../../lambdas/aws/stores/readers/limit-counters.ts';
import { handleEvent } from '../../lambdas/feedback.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { mayConfirm } from '../../lambdas/reader/subscription/confirmation-mails.ts';
import { counterOf } from '../../lambdas/reader/subscription/request-limits.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import { freshTables } from '../aws/fresh-stores.ts';
import { heldLog } from '../aws/log-lines.ts';
import { aReader } from './delivery-model.ts';
import { mailEvent, OURS } from './mail-event.ts';
import { KEYS, networks, type ReaderSite, readerSite, SETTINGS } from './reader-site.ts';

const DAY = 86_400_000;
const ADDRESS = 'new@readers.example.org';
const ID = readerId(ADDRESS, KEYS.readerKey);

const freshTable = freshTables('asking');
let site: ReaderSite;

beforeEach(async () => {
  site = await readerSite(await freshTable());
});

const nextNetwork = networks();
/** From a network of its own each time. */
const subscribe = (address = ADDRESS, sourceIp = nextNetwork()) =>
  site.ask('POST', '/reader/subscribe', { form: { address, language: 'en' }, sourceIp });
const textOf = (body = '') => parseHTML(body).document.querySelector('main')?.textContent ?? '';
const told = (kind: 'bounce' | 'complaint' | 'soft-bounce', change: { readonly notice?: string } = {}) => {
  const at = new Date(site.place.now()).toISOString();
  const body = mailEvent({ kind, reader: ID, notice: 'confirm', mailedAt: at, at, ...change });
  return handleEvent(body, { table: site.place.table, sender: OURS, now: site.place.now });
};
/** How many mails an hour of asking brings, and that the page is the same whatever becomes of it. */
const mailsAfter = async (times: number): Promise<number> => {
  const before = site.mails.length;
  for (let n = 0; n < times; n += 1) {
    const { statusCode, body } = await subscribe();
    expect(statusCode).toBe(200);
    expect(textOf(body)).toContain('If we may write to new@readers.example.org');
  }
  return site.mails.length - before;
};

describe('after a confirmation', () => {
  it('came back, nothing is sent there for thirty days, then once, until the reader confirms', async () => {
    expect(await mailsAfter(1)).toBe(1);
    await told('bounce');
    await told('bounce');
    site.tick(DAY);
    expect(await mailsAfter(2)).toBe(0);
    expect(await site.people.pendingSubscription(ID)).toMatchObject({ askedAt: site.place.now() - DAY });
    site.tick(29 * DAY - 1);
    expect(await mailsAfter(1)).toBe(0);
    site.tick(1);
    expect(await mailsAfter(3)).toBe(1);
    site.tick(DAY);
    expect(await mailsAfter(1)).toBe(0);
    site.tick(29 * DAY);
    expect(await mailsAfter(1)).toBe(1);
    site.tick(1000);
    expect((await site.ask('POST', await site.link('confirm'))).statusCode).toBe(200);
    await site.people.leave(ID, new Date(site.place.now()).toISOString());
    site.tick(DAY);
    expect(await mailsAfter(5)).toBe(3);
  });

  it('was reported as unwanted, none is sent until an operator lifts it', async () => {
    expect(await mailsAfter(1)).toBe(1);
    await told('complaint');
    await told('bounce');
    for (const days of [1, 40, 400]) {
      site.tick(days * DAY);
      expect(await mailsAfter(1)).toBe(0);
    }
    expect((await site.place.table.get({ pk: `reader#${ID}`, sk: 'confirmation' }))?.ttl).toBeUndefined();
    expect(await confirmationMails(site.place.table).lift(ID)).toBe(true);
    expect(await confirmationMails(site.place.table).lift(ID)).toBe(false);
    expect(await mailsAfter(1)).toBe(1);
  });

  it.each(['soft-bounce', 'already'] as const)('a %s changes nothing of that', async (which) => {
    await mailsAfter(1);
    await (which === 'already' ? told('complaint', { notice: which }) : told(which));
    expect(await mailsAfter(1)).toBe(1);
  });

  it('came back, many at once get the one try', async () => {
    await mailsAfter(1);
    await told('bounce');
    site.tick(30 * DAY);
    const before = site.mails.length;
    await Promise.all([subscribe(), subscribe(), subscribe()]);
    expect(site.mails.length - before).toBe(1);
  });

  it('came back late, who has confirmed meanwhile is let alone', async () => {
    await mailsAfter(1);
    site.tick(1000);
    await site.ask('POST', await site.link('confirm'));
    site.tick(-1000);
    await told('bounce');
    expect(await confirmationMails(site.place.table).stopOf(ID)).toBeUndefined();
  });

  it('bounced and was reported, in either order, leaves the same row', async () => {
    const rows = [];
    for (const order of [
      ['bounce', 'complaint', 'bounce'],
      ['complaint', 'bounce'],
    ] as const) {
      site = await readerSite(await freshTable());
      for (const kind of order) await told(kind);
      rows.push(await site.place.table.get({ pk: `reader#${ID}`, sk: 'confirmation' }));
    }
    expect(rows[0]).toEqual(rows[1]);
  });

  it('counts from the later of the bounce and the try', () => {
    const stop = { bouncedAt: '2023-09-01T00:00:00.000Z', triedAt: '2023-10-02T00:00:00.000Z' };
    expect(mayConfirm(stop, Date.parse('2023-10-31T23:59:59Z'))).toBe('not-yet');
    expect(mayConfirm(stop, Date.parse('2023-11-01T00:00:00Z'))).toBe('once');
    const complainedAt = '2023-09-01T00:00:00.000Z';
    for (const some of [{ complainedAt }, { ...stop, complainedAt }])
      expect(mayConfirm(some, Date.parse('2099-01-01T00:00:00Z'))).toBe('never');
    expect(mayConfirm(undefined, 0)).toBe('always');
  });
});

describe('a limit', () => {
  it('is shared by the addresses of one mailbox, which stay readers of their own', async () => {
    for (const address of [
      'ada.b@gmail.com',
      'adab+1@gmail.com',
      'a.dab@googlemail.com',
      'adab@gmail.com',
      'ADAB+2@gmail.com',
    ])
      expect((await subscribe(address)).statusCode).toBe(200);
    expect(site.mails.map(({ to }) => to)).toEqual([
      'ada.b@gmail.com',
      'adab+1@gmail.com',
      'a.dab@googlemail.com',
    ]);
    expect(new Set(site.mails.map(({ tags }) => tags.reader)).size).toBe(3);
  });

  it('counts a /48 of IPv6 as well, and says that the network asks too often', async () => {
    const answers = [];
    for (let n = 0; n < 70; n += 1)
      answers.push(await subscribe(`v6-${n}@readers.example.org`, `2001:db8:1:${n.toString(16)}::1`));
    expect(site.mails).toHaveLength(60);
    expect(answers.slice(60).map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(429));
    expect(textOf(answers[65]?.body)).toContain('No mail was sent');
    expect((await subscribe('other@readers.example.org', '2001:db8:2::1')).statusCode).toBe(200);
  });

  it('for everybody is told as it is, the same of every address, and raises an alarm', async () => {
    const ada = aReader('ada', { id: readerId('ada@readers.example.org', KEYS.readerKey) });
    await site.people.put(ada);
    await mailsAfter(4);
    const everybody = counterOf('everybody', 'all', site.place.now());
    await limits(site.place.table).take({ ...everybody, most: 1_000 });
    await site.place.table.put({ pk: `limit#${everybody.name}`, sk: 'limit', used: everybody.most });
    const { lines: written, release } = heldLog();
    // Subscribed, asked for too often, never seen.
    const answers = [];
    for (const address of [ada.address, ADDRESS, 'third@readers.example.org'])
      answers.push(await subscribe(address));
    release();
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(503);
    expect(textOf(answers[0]?.body)).toMatch(/Too many are asking just now.*No mail was sent/s);
    expect(written.join('')).toContain('"ConfirmationLimitReached":1');
    expect(site.mails).toHaveLength(3);
    site.tick(3_600_000);
    expect((await subscribe('third@readers.example.org')).statusCode).toBe(200);
  });

  it('for everybody is not used up by one address', async () => {
    await mailsAfter(12);
    const row = await site.place.table.get({
      pk: `limit#${counterOf('everybody', 'all', site.place.now()).name}`,
      sk: 'limit',
    });
    expect(row?.used).toBe(3);
  });
});

describe('a coverage', () => {
  const coverage = { first: '2023-09-10', last: '2023-09-14' };
  const siteOfIt = async () => {
    const made = await readerSite(site.place.table);
    return { ...made, place: Object.assign(made.place, { settings: { ...SETTINGS, coverage } }) };
  };

  it('that is over takes nobody on: the page says so and leads to the editions', async () => {
    site = await siteOfIt();
    expect((await subscribe()).statusCode).toBe(200);
    const link = await site.link('confirm');
    // Midnight in Kyiv.
    site.tick(13 * 3_600_000 - 1);
    expect(textOf((await site.ask('GET', '/reader/subscribe')).body)).not.toContain('is over');
    site.tick(1);
    for (const method of ['GET', 'POST']) {
      for (const path of ['/reader/subscribe', link]) {
        const { body } = await site.ask(method, path, {
          form: { address: 'x@readers.example.org', language: 'en' },
        });
        expect(textOf(body)).toContain('The coverage is over');
        expect(
          parseHTML(body ?? '')
            .document.querySelector('a.button')
            ?.getAttribute('href'),
        ).toBe('/');
      }
    }
    expect(site.mails).toHaveLength(1);
    expect(await site.people.get(ID)).toBeUndefined();
  });
});

describe('“Not me: never mail me”', () => {
  const press = (link: string, wish: string) => site.ask('POST', link, { form: { do: wish } });

  it('is a link of the confirmation mail; no scanner and no mail program’s button blocks anybody', async () => {
    await subscribe();
    const link = await site.link('never');
    for (const method of ['GET', 'HEAD', 'GET']) {
      const { statusCode, body } = await site.ask(method, link);
      expect([statusCode, textOf(body)]).toEqual([
        200,
        method === 'HEAD' ? expect.anything() : expect.stringContaining('Never mail me'),
      ]);
    }
    for (const body of ['', 'List-Unsubscribe=One-Click', 'do=never', 'do=askNever&do=askNever'])
      await site.ask('POST', link, { body });
    expect(await site.place.table.query({ partition: ['pk', `mailbox#${link.slice(16, 38)}`] })).toEqual([]);
    await subscribe();
    expect(site.mails).toHaveLength(2);
  });

  it('keeps every mail from the mailbox that somebody could ask for, whatever its spelling, for ever; the page tells nothing', async () => {
    await subscribe('ada.b@gmail.com');
    const link = await site.link('never');
    for (let n = 0; n < 2; n += 1)
      expect(textOf((await press(link, 'askNever')).body)).toContain('Nobody can have you mailed any more');
    site.tick(3 * 365 * DAY);
    const stranger = await subscribe('stranger@readers.example.org');
    const masked = (body = '') => body.replaceAll(/[\w.+]+@[\w.]+/g, '@');
    const before = site.mails.length;
    for (const address of ['ada.b@gmail.com', 'adab+7@gmail.com', 'A.D.A.B@googlemail.com']) {
      const { statusCode, body } = await subscribe(address);
      expect([statusCode, masked(body)]).toEqual([200, masked(stranger.body)]);
    }
    expect(site.mails).toHaveLength(before);
    const [row] = await site.place.table.query({ partition: ['pk', `mailbox#${link.slice(16, 38)}`] });
    expect([Object.keys(row ?? {}).sort(), JSON.stringify(row)]).toEqual([
      ['at', 'pk', 'sk'],
      expect.not.stringContaining('gmail'),
    ]);
  });

  it('also keeps the mails away that an old mail’s link to the preferences could ask for', async () => {
    const gone = aReader('gone', { state: 'left', id: readerId('gone@readers.example.org', KEYS.readerKey) });
    await subscribe(gone.address);
    await press(await site.link('never'), 'askNever');
    await site.people.put(gone);
    const before = site.mails.length;
    const preferences = `/reader/preferences/${makeToken('preferences', gone.id, KEYS)}`;
    for (const wish of ['export', 'erase']) await site.ask('POST', preferences, { form: { do: wish } });
    expect(site.mails).toHaveLength(before);
  });

  it('is taken back by the same link, in whichever window, and by nobody without one', async () => {
    await subscribe();
    const [link, confirm] = [await site.link('never'), await site.link('confirm')];
    await press(link, 'askNever');
    const page = await site.ask('GET', link);
    expect(
      parseHTML(page.body ?? '')
        .document.querySelector('button')
        ?.getAttribute('value'),
    ).toBe('askAllow');
    for (const forged of [link.replace(/.$/, '_'), confirm.replace('confirm', 'never')])
      expect((await press(forged, 'askAllow')).statusCode).toBe(404);
    const before = site.mails.length;
    await subscribe();
    expect(site.mails).toHaveLength(before);
    for (let n = 0; n < 2; n += 1) expect((await press(link, 'askAllow')).statusCode).toBe(200);
    await subscribe();
    expect(site.mails).toHaveLength(before + 1);
  });

  it('leaves who is subscribed alone, and a click in their own mail still subscribes', async () => {
    await subscribe();
    const [link, confirm] = [await site.link('never'), await site.link('confirm')];
    await press(link, 'askNever');
    site.tick(1000);
    expect((await site.ask('POST', confirm)).statusCode).toBe(200);
    expect((await site.people.get(ID))?.state).toBe('confirmed');
    const before = site.mails.length;
    await subscribe();
    expect(site.mails).toHaveLength(before);
  });
});
