import { readdirSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { composeNotices, type Files } from '../../infra/parts/notices.ts';
import { withDateAndId } from '../../lambdas/edition/mail/date-and-id.ts';
import { PLACEHOLDER_TOKEN, personalize } from '../../lambdas/edition/mail/personalize.ts';
import { readerWording } from '../../lambdas/reader/wording.ts';
import type { Settings } from '../../lambdas/types.ts';
import { SETTINGS } from './reader-site.ts';

const TOKEN = 'Ab-_9'.repeat(11).concat('z');
const SECOND = 'Cd-_8'.repeat(11).concat('y');
const ADDRESS = 'sam@readers.example.org';
const KINDS = ['confirm', 'already', 'goodbye', 'export', 'erase', 'changed'] as const;
const cases = SETTINGS.languages.flatMap((language) => KINDS.map((kind) => [kind, language] as const));

let notices: Files;
beforeAll(async () => {
  notices = await composeNotices(SETTINGS);
});

async function sent(kind: string, language: string, files: Files = notices) {
  const message = files[`notices/${kind}.${language}.eml`];
  if (message === undefined) throw new Error(`There is no ${kind} in ${language}.`);
  const own = personalize(message, { address: ADDRESS, token: TOKEN, preferences: SECOND });
  const bytes = withDateAndId(own, { at: Date.parse('2023-09-14T07:00:00Z'), id: '1@news.example.org' });
  return { raw: Buffer.from(bytes).toString('latin1'), parsed: await PostalMime.parse(bytes) };
}

describe.each(cases)('the notice %s in %s', (kind, language) => {
  it('is a mail to one reader from one sender, each header once, with a date and a name of its own', async () => {
    const { parsed } = await sent(kind, language);
    const headers = new Map(parsed.headers.map(({ key, value }) => [key, value]));
    expect(headers.size).toBe(parsed.headers.length);
    expect([...headers.keys()].sort()).toEqual(
      [
        'auto-submitted',
        'content-language',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'reply-to',
        'subject',
        'to',
      ].sort(),
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'auto-submitted': 'auto-generated',
      'content-language': language,
      date: 'Thu, 14 Sep 2023 07:00:00 +0000',
      'message-id': '<1@news.example.org>',
    });
    expect(parsed.to).toEqual([{ name: '', address: ADDRESS }]);
    expect(parsed.from).toMatchObject({ address: 'brief@news.example.org' });
    expect(parsed.subject).toContain(SETTINGS.name);
  });

  it('has only CRLF, short lines and seven-bit bytes', async () => {
    const { raw } = await sent(kind, language);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(raw).toMatch(/^[\t\r\n -~]*$/);
    const [head = '', ...parts] = raw.split('\r\n\r\n');
    expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    const lines = parts.join('\r\n').split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it('says the same in both parts, holds its link in both, and no placeholder in either', async () => {
    const { raw, parsed } = await sent(kind, language);
    const { document } = parseHTML(parsed.html ?? '');
    const words = readerWording(language).wording.notices[kind];
    const page = {
      confirm: 'confirm',
      already: 'preferences',
      goodbye: 'preferences',
      export: 'export',
      erase: 'erase',
      changed: 'undo',
    };
    const link = `https://news.example.org/reader/${page[kind]}/${TOKEN}`;
    const links = [...document.querySelectorAll('a')].map((one) => one.getAttribute('href'));
    expect(links).toContain(link);
    if (kind === 'confirm') expect(links).toContain(`https://news.example.org/reader/never/${SECOND}`);
    for (const one of links) expect(parsed.text).toContain(one);
    const folded = (text = '') => text.replaceAll(/\s+/g, ' ');
    for (const said of [words.title, words.button, words.foot]) {
      expect(folded(document.body.textContent ?? '')).toContain(said);
      expect(folded(parsed.text)).toContain(said);
    }
    expect(raw.replaceAll('=\r\n', '')).not.toContain(PLACEHOLDER_TOKEN.slice(0, 11));
    expect(raw).not.toContain('placeholder.invalid');
    expect(document.documentElement.getAttribute('lang')).toBe(language);
    expect(document.documentElement.getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect(document.querySelectorAll('img, script, link, iframe, form')).toHaveLength(0);
    expect(parsed.html).not.toMatch(/url\(|@import|src=/i);
  });
});

test('a name that would like to be markup or a header is neither', async () => {
  const name = '<b>Brief</b>\r\nBcc: x@y.example {{words}}';
  const settings: Settings = { ...SETTINGS, name, languages: ['en'], postalAddress: '<i>1</i> Street' };
  const { parsed } = await sent('confirm', 'en', await composeNotices(settings));
  expect(parsed.subject).toContain('<b>Brief</b> Bcc: x@y.example {{words}}');
  expect(parsed.bcc).toBeUndefined();
  expect(parseHTML(parsed.html ?? '').document.querySelectorAll('b, i')).toHaveLength(0);
});

test('a language without words of ours gets English ones, under its own name', async () => {
  const files = await composeNotices({ ...SETTINGS, languages: ['en', 'de'] });
  expect(Object.keys(files)).toHaveLength(12);
  expect((await sent('confirm', 'de', files)).parsed.subject).toMatch(/^Please confirm/);
});

test('the same notices are the same bytes', async () => {
  expect(await composeNotices(SETTINGS)).toEqual(notices);
});

describe('the words for readers', () => {
  const languages = readdirSync(new URL('../../lambdas/reader/wording', import.meta.url)).map((file) =>
    file.slice(0, 2),
  );
  const slots = (value: unknown, path = ''): readonly string[] =>
    typeof value === 'string'
      ? [`${path} ${[...value.matchAll(/\{\w+\}/g)].sort().join()}`]
      : Object.entries(value ?? {}).flatMap(([key, inner]) => slots(inner, `${path}.${key}`));

  it.each(languages)('in %s are all there, each with the slots that English has', (language) => {
    expect(readerWording(language).language).toBe(language);
    expect(slots(readerWording(language).wording)).toEqual(slots(readerWording('en').wording));
  });
});
