import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../infra/local/emulators/http/listen.ts';
import { startInbox } from '../../infra/local/inbox/inbox.ts';
import { type Pipeline, startPipeline } from '../../infra/local/local-pipeline.ts';
import { discardBrowser, openBrowser } from '../../infra/local/pictures/browser.ts';
import { type Synthesized, synthesize } from '../../infra/local/stack/synth.ts';
import { composeNotices } from '../../infra/parts/notices.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import type { Page as ReaderPage } from '../../lambdas/reader/pages/page.ts';
import { pageWriter } from '../../lambdas/reader/pages/page-writer.ts';
import { axeViolations } from '../axe.ts';
import { SETTINGS } from './reader-site.ts';

const PUBLIC = 'https://news.example.org';

let browser: Browser;
let synthesized: Synthesized;
let pipeline: Pipeline;
let inbox: Listening;
let context: BrowserContext;
let page: Page;
const log: string[] = [];

beforeAll(async () => {
  [browser, synthesized] = await Promise.all([openBrowser(), synthesize()]);
  pipeline = await startPipeline({
    stacks: synthesized.stacks,
    readers: [],
    // Within the sample coverage: after it nobody can subscribe.
    at: new Date('2023-09-30T04:00:00Z'),
    onLog: (functionId, line) => log.push(`${functionId} ${line}`),
  });
  inbox = await startInbox({
    name: 'The Brief',
    publicAddress: PUBLIC,
    distributionOrigin: pipeline.distributionOrigin,
    mails: () => pipeline.mails,
    receipts: async () => [],
  });
}, 120_000);
afterAll(async () => {
  await inbox?.close();
  await pipeline?.close();
  synthesized?.remove();
  await browser?.close();
  discardBrowser();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA', acceptDownloads: true });
  page = await context.newPage();
});
afterEach(() => context.close());

/** Every scheme meets axe, and each of the four combinations is looked at for a sideways scroll. */
const LOOKS = [
  { colorScheme: 'light', width: 375, axe: 'all' },
  { colorScheme: 'light', width: 1200, axe: 'none' },
  { colorScheme: 'dark', width: 1200, axe: 'looks' },
  { colorScheme: 'dark', width: 320, axe: 'none' },
] as const;

/** What a reader with any eyes and any device would stumble over on the page as it is. */
async function faults(at: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { colorScheme, width, axe } of LOOKS) {
    await at.emulateMedia({ colorScheme });
    await at.setViewportSize({ width, height: 800 });
    const where = `${await at.title()} (${colorScheme}, ${width} px)`;
    const violations = axe === 'none' ? [] : await axeViolations(at, axe);
    for (const violation of violations) found.push(`${where}: ${violation}`);
    const overflow = await at.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (overflow > 0) found.push(`${where}: ${overflow} px too wide`);
  }
  return found;
}

const press = (button: string) => page.getByRole('button', { name: button }).click();
const heading = () => page.getByRole('heading', { level: 1 }).textContent();
const lastMail = async () => PostalMime.parse(pipeline.mails.at(-1)?.raw ?? '');

/** Opens the last mail on the inbox page and follows its link, as a person would. */
async function followMail(link: string): Promise<void> {
  await page.goto(`${inbox.origin}/mail/${pipeline.mails.length}`);
  const href = await page
    .frameLocator('iframe.desktop')
    .getByRole('link', { name: link })
    .getAttribute('href');
  expect(href).toMatch(new RegExp(`^${pipeline.distributionOrigin}/reader/`));
  await page.goto(href ?? '');
}

describe('a reader', () => {
  it('subscribes, confirms, chooses, leaves, comes back, takes a copy of the data and is erased, and no page has a fault', async () => {
    const address = 'Nova.Chytachka@Readers.Example.org';
    await page.goto(`${pipeline.distributionOrigin}/reader/subscribe`);
    expect(await page.locator('html').getAttribute('lang')).toBe('uk');
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Ваша електронна адреса').fill('nova.chytachka@');
    await press('Підписатися');
    expect(await page.getByRole('alert').textContent()).toContain('після знака @');
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Ваша електронна адреса').fill(address);
    await press('Підписатися');
    expect(await heading()).toBe('Перевірте свою пошту');
    expect(await faults(page)).toEqual([]);
    expect(pipeline.mails.map(({ to }) => to)).toEqual([['Nova.Chytachka@readers.example.org']]);

    await followMail('Підтвердити підписку');
    expect(await faults(page)).toEqual([]);
    const confirmation = page.url();
    await followMail('Це не я');
    expect(await faults(page)).toEqual([]);
    await press('Ніколи мені не писати');
    expect(await faults(page)).toEqual([]);
    await press('Знову дозволити листи');
    expect(await heading()).toBe('Листи знову дозволено');
    await page.goto(confirmation);
    await press('Підтвердити');
    expect(await heading()).toBe('Вас підписано');
    expect(await faults(page)).toEqual([]);

    const article = 'Copy of meridian-wire lead (1).txt';
    await pipeline.buckets.inbox.put(article, readFileSync(`test/articles/${article}`));
    await pipeline.settled();
    const edition = await pipeline.compose(new Date(pipeline.now().getTime() + 1000));
    await pipeline.settled();
    expect((await pipeline.ledger(edition)).map(({ state }) => state)).toEqual(['sent']);

    await page.getByRole('link', { name: 'Ваші налаштування' }).click();
    const preferences = page.url();
    expect(await faults(page)).toEqual([]);
    expect(await page.content()).not.toContain('chytachka');
    // The whole mail, and a pause by its button: both are there when the page is opened again.
    await page.getByLabel('Повністю: усі цитати та джерела').check();
    await press('На тиждень');
    expect(await faults(page)).toEqual([]);
    await page.goto(preferences);
    expect(await page.getByLabel('Повністю: усі цитати та джерела').isChecked()).toBe(true);
    expect(await page.locator('#pause').inputValue()).not.toBe('');
    await page.getByLabel('За одну хвилину').check();
    await press('Завершити перерву');
    expect(await page.getByLabel('За одну хвилину').isChecked()).toBe(true);
    expect(await page.locator('#pause').inputValue()).toBe('');
    await page.getByLabel('Мова листів').selectOption('en');
    const nextWeek = new Date(pipeline.now().getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
    await page.locator('#pause').fill(nextWeek);
    await press('Зберегти');
    expect(await page.getByRole('status').textContent()).toBe('Your preferences are saved.');
    expect(await page.locator('#pause').inputValue()).toBe(nextWeek);
    expect(await faults(page)).toEqual([]);

    await followMail('Скасувати зміну');
    expect(await faults(page)).toEqual([]);
    await press('Скасувати зміну');
    expect(await heading()).toBe('Зміну скасовано');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ваші налаштування' }).click();
    expect(await page.getByLabel('Мова листів').inputValue()).toBe('uk');
    expect(await page.locator('#pause').inputValue()).toBe('');
    await page.getByLabel('Мова листів').selectOption('en');
    await page.locator('#pause').fill(nextWeek);
    await press('Зберегти');
    const mails = pipeline.mails.length;
    const resting = await pipeline.compose(new Date(pipeline.now().getTime() + 2000));
    await pipeline.settled();
    expect([await pipeline.ledger(resting), pipeline.mails.length]).toEqual([[], mails]);

    // The link to leave, as the edition's mail has it.
    const letter = await PostalMime.parse(pipeline.mails[1]?.raw ?? '');
    const report = /https:\/\/news\.example\.org(\/reader\/report\/\S+)/.exec(letter.text ?? '')?.[1];
    await page.goto(`${pipeline.distributionOrigin}${report}`);
    await press('Надіслати');
    expect(await page.getByRole('alert').textContent()).toContain('Напишіть, будь ласка, що не так.');
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Що не так?').fill('It was Tuesday, not Wednesday.');
    await press('Надіслати');
    expect(await heading()).toBe('Дякуємо');
    const told = await lastMail();
    expect([pipeline.mails.at(-1)?.to, told.text]).toEqual([
      ['brief@news.example.org'],
      expect.stringContaining('> It was Tuesday, not Wednesday.'),
    ]);
    await page.getByRole('link', { name: 'До сюжету' }).click();
    await page.locator('article.story').waitFor();
    const storyPage = page.url();
    expect(storyPage).toMatch(/\/stories\/\w+\.uk\.html$/);
    // The search finds it again, under the policy that the pages are served with.
    await page.getByRole('link', { name: 'Пошук' }).click();
    await page.getByLabel('Слова для пошуку').fill('Kim');
    await page.locator('#found a').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.locator('#found a').first().click();
    await page.locator('article.story').waitFor();
    expect(page.url()).toBe(storyPage);
    const leave = /https:\/\/news\.example\.org(\/reader\/leave\/[\w-]{56})/.exec(letter.text ?? '')?.[1];
    await page.goto(`${pipeline.distributionOrigin}${leave}`);
    expect(await faults(page)).toEqual([]);
    await press('Unsubscribe');
    expect(await heading()).toBe('You have left the list');
    expect(await faults(page)).toEqual([]);
    await press('Take it back, stay subscribed');
    expect(await heading()).toBe('You are subscribed again');
    await page.goto(preferences);
    expect(await page.locator('#pause').inputValue()).toBe(nextWeek);
    await page.goto(`${pipeline.distributionOrigin}${leave}`);
    await press('Unsubscribe');
    expect((await lastMail()).subject).toMatch(/^You have left/);
    await followMail('What we still hold');
    expect(await faults(page)).toEqual([]);

    await page.getByRole('link', { name: 'Subscribe' }).click();
    await page.locator('#address').fill(address.toLowerCase());
    await page.locator('#language').selectOption('en');
    await page.locator('button').click();
    await followMail('Confirm the subscription');
    await press('Confirm');
    expect(await heading()).toBe('You are subscribed');

    await page.goto(preferences);
    await press('Mail me a link to my data');
    expect(await heading()).toBe('Look into your mailbox');
    await followMail('Get my data');
    expect(await faults(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await press('Download');
    const file = readFileSync((await (await download).path()) ?? '', 'utf8');
    expect(JSON.parse(file)).toMatchObject({
      reader: { address: 'nova.chytachka@readers.example.org', state: 'confirmed', language: 'en' },
      editions: [{ edition, state: 'sent' }],
    });

    await page.goto(preferences);
    await press('Mail me a link to erase my data');
    await followMail('Erase my data');
    expect(await faults(page)).toEqual([]);
    await press('Erase my data');
    expect(await heading()).toBe('Your data is erased');
    expect(await faults(page)).toEqual([]);
    await page.goto(preferences);
    expect(await faults(page)).toEqual([]);
    const after = await pipeline.compose(new Date(pipeline.now().getTime() + 3000));
    expect(await pipeline.ledger(after)).toEqual([]);

    // Every function's log of the whole walk.
    expect(log.length).toBeGreaterThan(10);
    expect(log.filter((line) => /chytachka|[\w.+-]+@[\w-]+\.\w|127\.0\.0\.1/i.test(line))).toEqual([]);
  }, 120_000);

  it('cannot be subscribed by a page that only pretends to be ours', async () => {
    const answer = await page.goto(`${pipeline.distributionOrigin}/reader/subscribe`);
    const policy = (await answer?.headerValue('content-security-policy')) ?? '';
    for (const rule of [
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/script-src|unsafe-eval/);
  });
});

describe('an operator', () => {
  it('imports a list, is told of each refused line, gets the readers back as a list, and erases who asks for it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'readers-'));
    const file = (name: string) => join(folder, name);
    const { environment, ...outputs } = pipeline.deployment;
    writeFileSync(file('outputs.json'), JSON.stringify(outputs));
    writeFileSync(
      file('list.csv'),
      [
        'address;language;consent date;consent source',
        'Imported@Readers.Example.org;uk;2023-05-01;fair',
        'imported@readers.example.org;uk;2023-05-01;fair',
        'gone@readers.example.org;uk;2023-05-01;fair',
        'nobody;uk;2023-05-01;fair',
      ].join('\r\n'),
    );
    const readers = (...args: readonly string[]) => readersGiven('', ...args);
    const readersGiven = (input: string, ...args: readonly string[]) =>
      new Promise<{ readonly code: number; readonly said: string; readonly warned: string }>((done) => {
        const child = execFile(
          process.execPath,
          ['infra/operate/readers.ts', ...args, '--outputs', file('outputs.json')],
          { env: { ...process.env, ...environment } },
          (_error, said, warned) => done({ code: child.exitCode ?? -1, said, warned }),
        );
        child.stdin?.end(input);
      });
    try {
      writeFileSync(
        file('before.csv'),
        'address,language,consent date,consent source\ngone@readers.example.org,uk,2023-05-01,fair\n',
      );
      expect((await readers('import', file('before.csv'))).said).toContain('1 imported');
      const gone = await readersGiven('Gone@Readers.example.org\n', 'erase');
      expect([gone.code, JSON.parse(gone.said)]).toEqual([0, { id: expect.any(String), erased: true }]);
      const first = await readers('import', file('list.csv'));
      expect(first.said.split('\n')).toEqual([
        'line 3: it is the address of line 2 again',
        expect.stringMatching(/^line 4: this reader was erased on \d{4}-\d\d-\d\d: only/),
        'line 5: the address has no @',
        '1 imported, 0 subscribed before, 3 refused',
        '',
      ]);
      expect(first.code).toBe(1);
      expect((await readers('import', file('list.csv'))).said).toContain('0 imported, 1 subscribed before');
      expect(JSON.parse((await readers('count')).said)).toEqual({
        readers: 1,
        resting: 0,
        languages: { uk: 1 },
      });
      const exported = await readers('export', '--out', file('out.csv'));
      expect([exported.code, exported.said]).toEqual([0, '']);
      expect(readFileSync(file('out.csv'), 'utf8')).toContain(
        '"Imported@readers.example.org","uk","2023-05-01","fair"',
      );
      expect(statSync(file('out.csv')).mode & 0o077).toBe(0);
      const both = 'IMPORTED@readers.example.org\nstranger@readers.example.org\n';
      const shown = await readersGiven(both, 'show');
      expect(
        shown.said
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual([
        {
          id: expect.any(String),
          reader: expect.objectContaining({ consentFrom: 'fair' }),
          editions: [],
          softBounces: [],
          changes: [],
        },
        { id: expect.any(String), held: false },
      ]);
      const unwanted = 'complaint@readers.example.org';
      const asked = new URLSearchParams({ address: unwanted, language: 'en' });
      const ask = async () => {
        await fetch(`${pipeline.distributionOrigin}/reader/subscribe`, { method: 'POST', body: asked });
        await pipeline.settled();
        return pipeline.mails.filter(({ to }) => to[0] === unwanted).length;
      };
      expect([await ask(), await ask()]).toEqual([1, 1]);
      for (const allowed of [true, false]) {
        const told = await readersGiven(`${unwanted}\n`, 'allow');
        expect([told.code, JSON.parse(told.said)]).toEqual([
          allowed ? 0 : 1,
          { id: expect.any(String), allowed },
        ]);
      }
      expect(await ask()).toBe(2);
      for (const _ of [1, 2]) {
        const erased = await readersGiven('imported@readers.example.org\n', 'erase');
        expect([erased.code, JSON.parse(erased.said)]).toEqual([0, { id: expect.any(String), erased: true }]);
      }
      expect(JSON.parse((await readers('count')).said)).toMatchObject({ readers: 0 });
      expect(await readers('import', file('nothing.csv'))).toMatchObject({
        code: 1,
        warned: expect.stringMatching(/no such file/),
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('pages and notices that the walk does not come by', () => {
  const write = pageWriter(SETTINGS, readTemplates());
  const days = ['2023-09-15', '2024-09-13'] as const;
  const preferences = {
    kind: 'preferences',
    action: '/x',
    chosen: 'uk',
    depth: 'full',
    pause: '',
    days,
  } as const;
  const SLOT = '2023-09-14T04:00:00.000Z';
  const REPORT = {
    kind: 'report',
    action: '/x',
    slot: SLOT,
    story: { href: '/x', headline: null },
    sentence: 'Endless'.repeat(80),
  } as const;
  const pages: readonly ReaderPage[] = [
    { kind: 'subscribe', address: '', chosen: 'ar', latest: { href: '/x', slot: SLOT } },
    { kind: 'privacy' },
    { kind: 'button', name: 'return', action: '/x' },
    { ...REPORT, text: 'long. '.repeat(300), problem: 'long-sentence' },
    { ...REPORT, story: { href: '/x', headline: { text: 'Endless'.repeat(30), language: 'en' } }, text: '' },
    { kind: 'asked', address: `${'long.'.repeat(12)}name@${'sub.'.repeat(30)}example.org` },
    { ...preferences, shows: 'problem', isSubscribed: true, isMailable: true },
    { ...preferences, shows: 'form', isSubscribed: false, isMailable: false },
    ...(
      [
        'used',
        'later',
        'broken',
        'gone',
        'mailed',
        'enough',
        'busy',
        'crowded',
        'over',
        'undone',
        'reported',
        'noStory',
        'allowed',
        'returned',
      ] as const
    ).map((name) => ({ kind: 'message', name }) as const),
  ];

  async function shown(html: string): Promise<readonly string[]> {
    const requests: string[] = [];
    await context.route('**', (route) => {
      requests.push(route.request().url());
      return route.abort();
    });
    await page.setContent(html);
    return [...(await faults(page)), ...requests];
  }

  it.each(['en', 'ar'])(
    'have no fault in %s',
    async (language) => {
      for (const one of pages) expect(await shown(write(one, language))).toEqual([]);
    },
    60_000,
  );

  it.each(['en', 'uk', 'ar'])(
    'notices in %s have none either, and ask for nothing',
    async (language) => {
      const notices = await composeNotices(SETTINGS);
      // One with a single link, and the one with two: the others differ in words alone.
      for (const kind of ['changed', 'goodbye']) {
        const { html = '' } = await PostalMime.parse(notices[`notices/${kind}.${language}.eml`] ?? '');
        expect(html).toContain('</html>');
        expect(await shown(html)).toEqual([]);
      }
    },
    60_000,
  );
});
