import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readerId } from '../../lambdas/reader/id.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import { type FrontDesk, frontDesk, KEYS } from './front-desk.ts';
import { aReader } from './world.ts';

const ADA = aReader('ada', {
  language: 'es',
  id: readerId('ada@readers.example.org', KEYS.readerKey),
  pausedUntil: '2023-10-01',
});
const PREFERENCES = `/reader/preferences/${makeToken('preferences', ADA.id, KEYS)}`;
const HOUR = 3_600_000;

let tables: LocalTables;
let desk: FrontDesk;
let count = 0;

beforeAll(async () => {
  tables = await localTables();
});
afterAll(() => tables.close());
beforeEach(async () => {
  count += 1;
  desk = await frontDesk(await tables.table(`changes-${count}`));
  await desk.people.put(ADA);
});

const save = (language: string, pause = '2023-10-01') =>
  desk.ask('POST', PREFERENCES, { form: { do: 'save', language, pause } });

describe('the preferences page', () => {
  it.each([
    ['nothing', ''],
    ['what a mail program’s button sends', 'List-Unsubscribe=One-Click'],
    ['the fields without the form’s own', 'language=uk&pause='],
    ['an order that is none', 'do=pause&language=uk&pause='],
    ['the form’s own field alone', 'do=save'],
    ['twice the form’s own field', 'do=save&do=save&language=uk&pause='],
  ])('sent %s changes nothing', async (_, body) => {
    expect((await desk.ask('POST', PREFERENCES, { body })).statusCode).toBe(200);
    expect(await desk.people.get(ADA.id)).toEqual(ADA);
    expect(desk.mails).toEqual([]);
  });

  it('tells the reader of a change, once a day at most, in the language that was his', async () => {
    await save('ar');
    expect(desk.mails.map(({ to, tags }) => [to, tags.notice])).toEqual([[ADA.address, 'changed']]);
    expect((await PostalMime.parse(desk.mails[0]?.raw ?? '')).subject).toContain(
      'Sus preferencias han cambiado',
    );
    desk.tick(24 * HOUR - 1);
    await save('uk', '');
    expect(desk.mails).toHaveLength(1);
    desk.tick(1);
    await save('en', '');
    expect(desk.mails).toHaveLength(2);
    // Nothing new is no change.
    desk.tick(48 * HOUR);
    await save('en', '');
    expect(desk.mails).toHaveLength(2);
  });

  it('tells of the next change when the mail about this one surely did not go out', async () => {
    desk.answer({ kind: 'not-now', reason: 'throttled' });
    expect((await save('ar')).statusCode).toBe(200);
    desk.answer({ kind: 'sent', messageId: 'm' });
    await save('uk');
    expect(desk.mails).toHaveLength(2);
  });
});

describe('the link that takes a change back', () => {
  it('puts language and pause back by a POST, as often as somebody changes them', async () => {
    await save('ar', '');
    const link = await desk.link('undo');
    await save('uk', '2024-01-01');
    const page = await desk.ask('GET', link);
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('¿Deshacer el cambio?')]);
    expect(await desk.people.get(ADA.id)).toMatchObject({ language: 'uk', pausedUntil: '2024-01-01' });
    for (let n = 0; n < 2; n += 1) {
      const { statusCode, body } = await desk.ask('POST', link);
      expect([statusCode, body]).toEqual([200, expect.stringContaining('El cambio se ha deshecho')]);
      expect(await desk.people.get(ADA.id)).toEqual(ADA);
      await save('uk', '');
    }
    expect(desk.mails).toHaveLength(1);
  });

  it('of each mail leads to what was before that mail, for seven days', async () => {
    await save('ar', '');
    const first = await desk.link('undo');
    desk.tick(24 * HOUR);
    await save('uk', '');
    const second = await desk.link('undo');
    await desk.ask('POST', second);
    expect(await desk.people.get(ADA.id)).toMatchObject({ language: 'ar' });
    await desk.ask('POST', first);
    expect(await desk.people.get(ADA.id)).toEqual(ADA);
    desk.tick(6 * 24 * HOUR);
    expect((await desk.ask('POST', first)).statusCode).toBe(410);
  });

  it('does nothing for who has left or was erased, and no preference outlives an erasure', async () => {
    await save('ar', '');
    const link = await desk.link('undo');
    await desk.ask('POST', PREFERENCES, { form: { do: 'erase' } });
    desk.tick(1000);
    expect((await desk.ask('POST', await desk.link('erase'))).statusCode).toBe(200);
    expect((await desk.ask('POST', link)).statusCode).toBe(410);
    const rows = await desk.place.table.query({ partition: ['pk', `reader#${ADA.id}`] });
    expect(rows.map(({ sk }) => sk)).toEqual(['reader']);
  });
});
