import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import { readerId } from '../../lambdas/reader/id.ts';
import { pauseEnd } from '../../lambdas/reader/pages/pause.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import { freshTables } from '../aws/fresh-stores.ts';
import { aReader } from './delivery-model.ts';
import { KEYS, type ReaderSite, readerSite } from './reader-site.ts';

const ADA = aReader('ada', {
  language: 'es',
  id: readerId('ada@readers.example.org', KEYS.readerKey),
  pausedUntil: '2023-10-01',
});
const PREFERENCES = `/reader/preferences/${makeToken('preferences', ADA.id, KEYS)}`;
const HOUR = 3_600_000;

const freshTable = freshTables('changes');
let site: ReaderSite;

beforeEach(async () => {
  site = await readerSite(await freshTable());
  await site.people.put(ADA);
});

const save = (language: string, pause = '2023-10-01') =>
  site.ask('POST', PREFERENCES, { form: { do: 'save', language, pause } });

describe('the preferences page', () => {
  it.each([
    ['nothing', ''],
    ['what a mail program’s button sends', 'List-Unsubscribe=One-Click'],
    ['the fields without the form’s own', 'language=uk&pause='],
    ['an order that is none', 'do=pause&language=uk&pause='],
    ['the form’s own field alone', 'do=save'],
    ['twice the form’s own field', 'do=save&do=save&language=uk&pause='],
  ])('sent %s changes nothing', async (_, body) => {
    expect((await site.ask('POST', PREFERENCES, { body })).statusCode).toBe(200);
    expect(await site.people.get(ADA.id)).toEqual(ADA);
    expect(site.mails).toEqual([]);
  });

  it('tells the reader of a change, once a day at most, in the language from before it', async () => {
    await save('ar');
    expect(site.mails.map(({ to, tags }) => [to, tags.notice])).toEqual([[ADA.address, 'changed']]);
    expect((await PostalMime.parse(site.mails[0]?.raw ?? '')).subject).toContain(
      'Sus preferencias han cambiado',
    );
    site.tick(24 * HOUR - 1);
    await save('uk', '');
    expect(site.mails).toHaveLength(1);
    site.tick(1);
    await save('en', '');
    expect(site.mails).toHaveLength(2);
    // Nothing new is no change.
    site.tick(48 * HOUR);
    await save('en', '');
    expect(site.mails).toHaveLength(2);
  });

  it('tells of the next change when the mail about this one surely did not go out', async () => {
    site.answer({ kind: 'not-now', reason: 'throttled' });
    expect((await save('ar')).statusCode).toBe(200);
    site.answer({ kind: 'sent', messageId: 'm' });
    await save('uk');
    expect(site.mails).toHaveLength(2);
  });
});

describe('the link that takes a change back', () => {
  it('puts language and pause back by a POST, as often as somebody changes them', async () => {
    await save('ar', '');
    const link = await site.link('undo');
    await save('uk', '2024-01-01');
    const page = await site.ask('GET', link);
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('¿Deshacer el cambio?')]);
    expect(await site.people.get(ADA.id)).toMatchObject({ language: 'uk', pausedUntil: '2024-01-01' });
    for (let n = 0; n < 2; n += 1) {
      const { statusCode, body } = await site.ask('POST', link);
      expect([statusCode, body]).toEqual([200, expect.stringContaining('El cambio se ha deshecho')]);
      expect(await site.people.get(ADA.id)).toEqual(ADA);
      await save('uk', '');
    }
    expect(site.mails).toHaveLength(1);
  });

  it('of each mail leads to what was before that mail, for seven days', async () => {
    await save('ar', '');
    const first = await site.link('undo');
    site.tick(24 * HOUR);
    await save('uk', '');
    const second = await site.link('undo');
    await site.ask('POST', second);
    expect(await site.people.get(ADA.id)).toMatchObject({ language: 'ar' });
    await site.ask('POST', first);
    expect(await site.people.get(ADA.id)).toEqual(ADA);
    site.tick(6 * 24 * HOUR);
    expect((await site.ask('POST', first)).statusCode).toBe(410);
  });

  it('does nothing for who has left or was erased, and no preference outlives an erasure', async () => {
    await save('ar', '');
    const link = await site.link('undo');
    await site.ask('POST', PREFERENCES, { form: { do: 'erase' } });
    site.tick(1000);
    expect((await site.ask('POST', await site.link('erase'))).statusCode).toBe(200);
    expect((await site.ask('POST', link)).statusCode).toBe(410);
    const rows = await site.place.table.query({ partition: ['pk', `reader#${ADA.id}`] });
    expect(rows.map(({ sk }) => sk)).toEqual(['reader']);
  });
});

describe('pausing by a button', () => {
  it.each([
    ['week', '2023-09-14T08:00:00Z', '2023-09-21'],
    // In Kyiv it is the next day already.
    ['week', '2023-09-14T22:00:00Z', '2023-09-22'],
    ['month', '2023-09-14T08:00:00Z', '2023-10-14'],
    ['month', '2024-01-31T08:00:00Z', '2024-02-29'],
    ['month', '2023-12-31T08:00:00Z', '2024-01-31'],
  ] as const)('for a %s from %s ends on %s', (length, now, day) => {
    expect(pauseEnd(length, 'Europe/Kyiv', Date.parse(now))).toBe(day);
  });

  it('saves the form’s other fields with it, pressed twice the same, and ends by a button, too', async () => {
    const fields = { language: 'uk', depth: 'full', pause: 'not a day' };
    for (let n = 0; n < 2; n += 1) {
      const { statusCode, body } = await site.ask('POST', PREFERENCES, { form: { do: 'week', ...fields } });
      expect([statusCode, body]).toEqual([200, expect.stringContaining('21 вересня 2023')]);
      expect(await site.people.get(ADA.id)).toMatchObject({
        language: 'uk',
        depth: 'full',
        pausedUntil: '2023-09-21',
      });
    }
    expect(site.mails).toHaveLength(1);
    await site.ask('POST', PREFERENCES, { form: { do: 'resume', ...fields } });
    expect((await site.people.get(ADA.id))?.pausedUntil).toBeUndefined();
  });

  it('comes after the button that saves: Enter in the form presses the first', async () => {
    const { body = '' } = await site.ask('GET', PREFERENCES);
    const buttons = [...(parseHTML(body).document.querySelector('form')?.querySelectorAll('button') ?? [])];
    expect(buttons.map((one) => one.getAttribute('value'))).toEqual(['save', 'week', 'month', 'resume']);
  });
});

describe('the button that takes a leaving back', () => {
  const LEAVE = `/reader/leave/${makeToken('leave', ADA.id, KEYS)}`;
  const whole = { ...ADA, depth: 'full' as const };
  beforeEach(() => site.people.put(whole));
  const back = (body = '') =>
    parseHTML(body).document.querySelector('form')?.getAttribute('action') ?? 'none';
  const leave = async () => back((await site.ask('POST', LEAVE)).body);
  const active = () => site.people.confirmedBefore('2023-09-15T00:00:00.000Z', '2024-01-01');

  it.each([
    ['the page of the link', LEAVE, {}],
    ['the preferences', PREFERENCES, { do: 'leave' }],
  ])('after %s brings language, length and pause back, by a POST alone', async (_, path, form) => {
    const action = back((await site.ask('POST', path, { form })).body);
    expect(action).toMatch(/^\/reader\/return\/[\w-]{56}$/);
    site.tick(HOUR - 1);
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await site.ask(method, action)).statusCode).toBe(200);
    expect([(await site.people.get(ADA.id))?.state, await active()]).toEqual(['left', []]);
    const { statusCode, body } = await site.ask('POST', action, { form: { do: 'return' } });
    expect([statusCode, body]).toEqual([200, expect.stringContaining('Vuelve a estar suscrito')]);
    expect([await site.people.get(ADA.id), await active()]).toEqual([whole, [ADA.id]]);
  });

  it('is shown again by a second press, is one button in two windows, and works twice without harm', async () => {
    const first = await leave();
    expect(await leave()).toBe(first);
    const answers = await Promise.all([site.ask('POST', first), site.ask('POST', first)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(await site.people.get(ADA.id)).toEqual(whole);
    expect(site.mails.map(({ tags }) => tags.notice)).toEqual(['goodbye']);
  });

  it('is over after an hour, after another leaving and for who was erased or suppressed since; a forged one is none', async () => {
    const first = await leave();
    site.tick(HOUR);
    expect([(await site.ask('POST', first)).statusCode, await leave()]).toEqual([410, 'none']);
    await site.people.put(whole);
    const second = await leave();
    expect((await site.ask('POST', first)).statusCode).toBe(410);
    for (const state of ['complained', 'bounced'] as const) {
      await site.people.put({ ...whole, state });
      expect((await site.ask('POST', second)).statusCode).toBe(410);
    }
    await site.people.put(whole);
    const third = await leave();
    const at = new Date(Date.parse('2023-09-14T10:00:00Z')).toISOString();
    await site.people.erase(ADA.id, at, at);
    expect((await site.ask('POST', third)).statusCode).toBe(410);
    expect((await site.people.get(ADA.id))?.state).toBe('erased');
    expect((await site.ask('POST', third.replace(/.$/, '_'))).statusCode).toBe(404);
    expect((await site.ask('POST', LEAVE.replace('leave', 'return'))).statusCode).toBe(404);
  });

  it('is not in the answer to a mail program’s own button', async () => {
    const { statusCode, body } = await site.ask('POST', LEAVE, { body: 'List-Unsubscribe=One-Click' });
    expect([statusCode, back(body)]).toEqual([200, 'none']);
  });
});
