import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import { mistakeReports } from '../../lambdas/aws/stores/readers/mistake-reports.ts';
import { typedText } from '../../lambdas/reader/report/typed-text.ts';
import { counterOf } from '../../lambdas/reader/subscription/request-limits.ts';
import { freshTables } from '../aws/fresh-stores.ts';
import { heldLog } from '../aws/log-lines.ts';
import { story } from '../edition/sample.ts';
import { hostile } from './hostile.ts';
import { networks, type ReaderSite, readerSite, SETTINGS } from './reader-site.ts';

const EDITORS = 'desk@paper.example.org';
const STORY = '0123456789abcdef';
const HEADLINE = 'The <b>ferry</b> is late';
const PATH = `/reader/report/2023-09-14T04-00-00Z_${STORY}`;
const TEXT = 'It sails at nine, not at eight.';
const DAY = 86_400_000;

const freshTable = freshTables('reports');
let site: ReaderSite;

beforeEach(async () => {
  site = await readerSite(await freshTable(), {
    ...SETTINGS,
    sender: { ...SETTINGS.sender, replyTo: EDITORS },
  });
  await site.release([
    story('Ferry', { id: STORY, headline: { text: HEADLINE, language: 'en', articleId: '0'.repeat(32) } }),
  ]);
});

const nextNetwork = networks();
const report = (
  form: Readonly<Record<string, string>> = { text: TEXT },
  sourceIp = nextNetwork(),
  path = PATH,
) => site.ask('POST', path, { form, sourceIp, query: 'language=en' });
const kept = () => mistakeReports(site.place.table).since('2023-06-01', 1000);
const documentOf = (body = '') => parseHTML(body).document;

describe('a report of a mistake', () => {
  it('is asked for by a form that names the story, and no GET keeps or mails anything', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      const { statusCode, body } = await site.ask(method, PATH, { query: `language=en&text=${TEXT}` });
      expect(statusCode).toBe(200);
      const link = documentOf(body).querySelector('.about a');
      expect([link?.textContent, link?.getAttribute('href')]).toEqual([
        HEADLINE,
        `/stories/${STORY}.en.html`,
      ]);
      expect(documentOf(body).querySelectorAll('script, .about b')).toHaveLength(0);
    }
    expect([await kept(), site.mails]).toEqual([[], []]);
  });

  it('is kept for ninety days with edition, story and sentence, and mailed to the editors', async () => {
    const sentence = 'The ferry sails at eight.';
    const answer = await report({ sentence, text: `${TEXT}\r\n.\r\nThe port says so.` });
    expect([answer.statusCode, documentOf(answer.body).querySelector('h1')?.textContent]).toEqual([
      200,
      'Thank you',
    ]);
    const text = `${TEXT}\n.\nThe port says so.`;
    const told = { edition: '2023-09-14T04-00-00Z', story: STORY, sentence, text, language: 'en' };
    const [row] = await kept();
    expect(row).toMatchObject({ ...told, at: '2023-09-14T08:00:00.000Z', day: '2023-09-14' });
    const key = { pk: 'reports', sk: `2023-09-14#${row?.id}` };
    expect((await site.place.table.get(key))?.ttl).toBe(Date.parse('2023-12-13T08:00:00Z') / 1000);
    expect(site.mails.map(({ to, from }) => [to, from])).toEqual([[EDITORS, 'brief@news.example.org']]);
    const mail = await PostalMime.parse(site.mails[0]?.raw ?? '');
    expect([mail.to, mail.cc, mail.html]).toEqual([[{ name: '', address: EDITORS }], undefined, undefined]);
    for (const said of [HEADLINE, `https://news.example.org/stories/${STORY}.en.html`, `> ${sentence}`])
      expect(mail.text).toContain(said);
    expect(mail.text).toContain(`> ${TEXT}\n> .\n> The port says so.`);
  });

  it('pressed twice, or sent again by the way back, is one report; another text is another', async () => {
    const answers = await Promise.all([report(), report(), report({ text: ` ${TEXT}\n\n` })]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    site.tick(3_600_000);
    await report();
    expect([(await kept()).length, site.mails.length]).toEqual([1, 1]);
    await report({ text: TEXT, sentence: 'The ferry sails at eight.' });
    expect([(await kept()).length, site.mails.length]).toEqual([2, 2]);
    site.tick(DAY);
    await report();
    expect((await kept()).length).toBe(3);
  });

  it.each([
    ['no text', { text: '' }, 'Please say what is wrong.'],
    ['no field at all', {}, 'Please say what is wrong.'],
    ['nothing that can be seen', { text: ' \r\n\t\u202e\0\n ' }, 'Please say what is wrong.'],
    ['ten thousand letters', { text: 'a'.repeat(10_000) }, 'longer than 2,000'],
    ['ten thousand letters of another script', { text: 'ї'.repeat(10_000) }, 'longer than 2,000'],
    ['a sentence without an end', { text: TEXT, sentence: 'x '.repeat(2_000) }, 'longer than 600'],
  ])(
    'with %s is not taken, and nothing that was typed is lost',
    async (_, form: Record<string, string>, why) => {
      const { statusCode, body } = await report(form);
      const page = documentOf(body);
      expect(statusCode).toBe(400);
      expect(page.querySelector('[role=alert]')?.textContent).toContain(why);
      expect(page.querySelectorAll('[aria-invalid]')).toHaveLength(1);
      if (form.text?.trim() === form.text)
        expect(page.querySelector('#text')?.textContent.trim()).toBe(form.text ?? '');
      expect([await kept(), site.mails]).toEqual([[], []]);
    },
  );

  it.each([
    ['no edition', '/reader/report'],
    ['an edition that never was', `/reader/report/2023-09-15T04-00-00Z_${STORY}`],
    ['a day that is none', `/reader/report/2023-99-14T04-00-00Z_${STORY}`],
    ['a story of another edition', '/reader/report/2023-09-14T04-00-00Z_fedcba9876543210'],
    ['no story', '/reader/report/2023-09-14T04-00-00Z'],
    ['a way out', '/reader/report/..%2f..%2feditions_x'],
    ['a key of the table', '/reader/report/editions#2023_x'],
  ])('about %s is refused', async (_, path) => {
    for (const method of ['GET', 'POST']) {
      expect((await site.ask(method, path, { form: { text: TEXT } })).statusCode).toBe(404);
    }
    expect([await kept(), site.mails]).toEqual([[], []]);
  });

  it('about an edition that was taken down is refused', async () => {
    const row = { pk: 'editions', sk: '2023-09-13T04:00:00.000Z', id: '2023-09-13T04-00-00Z' };
    const line = {
      id: row.id,
      slot: row.sk,
      languages: ['en'],
      isTakenDown: true,
      stories: [STORY],
      headlines: [],
    };
    await site.place.table.put({ ...row, slot: row.sk, line: JSON.stringify(line) });
    expect((await report({ text: TEXT }, '192.0.2.7', PATH.replace('-14T', '-13T'))).statusCode).toBe(404);
  });

  it('by a flood is told so, keeps what was typed in the form, and leaves subscribing alone', async () => {
    const answers = [];
    for (let n = 0; n < 11; n += 1) answers.push(await report({ text: `${TEXT} ${n}` }, '192.0.2.9'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array(10).fill(200), 429]);
    expect(documentOf(answers[10]?.body).querySelector('#text')?.textContent.trim()).toBe(`${TEXT} 10`);
    // The same once more is no new one, and so no matter for a limit.
    expect((await report({ text: `${TEXT} 3` }, '192.0.2.9')).statusCode).toBe(200);
    const full = counterOf('reports', 'all', Date.parse('2023-09-14T08:00:00Z'));
    await site.place.table.put({ pk: `limit#${full.name}`, sk: 'limit', used: full.most });
    const { lines, release } = heldLog();
    expect((await report({ text: `${TEXT} 60` })).statusCode).toBe(503);
    release();
    // Its alarm speaks of reports, not of people who want to subscribe.
    expect(lines.join('')).toMatch(/"ReportsRefused":1(?!.*ConfirmationLimitReached)/s);
    expect([(await kept()).length, site.mails.length]).toEqual([10, 10]);
    const form = { address: 'new@readers.example.org', language: 'en' };
    await site.ask('POST', '/reader/subscribe', { form, sourceIp: '192.0.2.9' });
    expect(site.mails.at(-1)?.to).toBe(form.address);
  });

  it('is kept, and thanked for, also where its mail surely did not go out', async () => {
    site.answer({ kind: 'stopped', reason: 'paused' });
    expect((await report()).statusCode).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it('of anything at all never becomes markup, a header or a second recipient', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (text, sentence) => {
        site.tick(3_600_000);
        const before = site.mails.length;
        const { statusCode, body } = await report({ text, sentence });
        expect([200, 400, 413]).toContain(statusCode);
        expect(documentOf(body).querySelectorAll('script, img, [onfocus]')).toHaveLength(0);
        const mails = site.mails.slice(before);
        expect(mails.length).toBeLessThanOrEqual(statusCode === 200 ? 1 : 0);
        for (const { to, raw } of mails) {
          const mail = await PostalMime.parse(raw);
          expect([to, mail.cc, mail.bcc]).toEqual([EDITORS, undefined, undefined]);
          expect(mail.to).toEqual([{ name: '', address: EDITORS }]);
          expect(new Set(mail.headers.map(({ key }) => key)).size).toBe(mail.headers.length);
        }
      }),
      { numRuns: 25 },
    );
  });
});

it('a typed text is the same when it is read twice, and has no sign without a letter', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const once = typedText(text);
      expect(typedText(once)).toBe(once);
      expect(once).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}|\n{3}|^\s|\s$/u);
    }),
    { numRuns: 300 },
  );
});
