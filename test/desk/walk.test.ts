import type { Browser, BrowserContext, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Pipeline, startPipeline } from '../../infra/local/local-pipeline.ts';
import { discardBrowser, openBrowser } from '../../infra/local/pictures/browser.ts';
import { type Synthesized, synthesize } from '../../infra/local/stack/synth.ts';
import { axeViolations } from '../axe.ts';
import { briefingOnDisk, FILES, LATE } from './newsroom.ts';

const PUBLIC = 'https://news.example.org';
const MINUTE = 60_000;
/** Two hours before the slot, one before its first draft. */
const START = new Date('2023-09-14T02:00:00Z');
const ID = '2023-09-14T04-00-00Z';

const briefing = briefingOnDisk();
let browser: Browser;
let synthesized: Synthesized;
let pipeline: Pipeline;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, synthesized] = await Promise.all([openBrowser(), synthesize({ briefing: briefing.path })]);
  pipeline = await startPipeline({
    stacks: synthesized.stacks,
    readers: [{ address: 'sam@readers.example.org', language: 'en' }],
    at: START,
  });
  context = await browser.newContext();
  page = await context.newPage();
}, 120_000);
afterAll(async () => {
  await pipeline?.close();
  synthesized?.remove();
  briefing.remove();
  await browser?.close();
  discardBrowser();
});

/** What an editor with any eyes and any device would stumble over on the page as it is. */
async function faults(): Promise<readonly string[]> {
  const found: string[] = [];
  await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
  for (const [colorScheme, width, rules] of [
    ['light', 375, 'all'],
    ['dark', 1200, 'looks'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const where = `${await page.title()} (${colorScheme}, ${width} px)`;
    for (const violation of await axeViolations(page, rules)) found.push(`${where}: ${violation}`);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (overflow > 0) found.push(`${where}: ${overflow} px too wide`);
  }
  return found;
}

const press = (name: string) => page.getByRole('button', { name }).first().click();
const text = async () => (await page.locator('main').textContent()) ?? '';
const desk = () => page.goto(`${pipeline.distributionOrigin}/desk/`);
const follow = (name: string | RegExp) => page.getByRole('link', { name }).first().click();
const publicPage = async () => (await fetch(`${pipeline.distributionOrigin}/editions/${ID}.en.html`)).text();
const mailsTo = (who: string) => pipeline.mails.filter(({ to }) => to[0]?.startsWith(who));

/** The address of a link in the newest mail to somebody, as it is reached here. */
async function linkIn(who: string, part: string): Promise<string> {
  const { text: body = '' } = await PostalMime.parse(mailsTo(who).at(-1)?.raw ?? '');
  const found = body.split(/\s+/).find((word) => word.startsWith(PUBLIC) && word.includes(part));
  return (found ?? 'no such link').replace(PUBLIC, pipeline.distributionOrigin);
}

/** So many minutes pass; then the minute's call is made. */
async function pass(minutes: number): Promise<void> {
  pipeline.jump(minutes * MINUTE);
  await pipeline.preview();
  await pipeline.settled();
}

async function upload(files: Readonly<Record<string, string>>): Promise<void> {
  await desk();
  await page.locator('#files').setInputFiles(
    Object.entries(files).map(([name, body]) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(body),
    })),
  );
  await press('Upload');
  const count = Object.keys(files).length;
  await page.getByText(`${count} of ${count} uploaded`).waitFor();
  await pipeline.settled();
}

describe('an editor', () => {
  it('drops files, mends them, holds, approves, corrects and takes down, and no page has a fault', async () => {
    // In by a mailed link.
    await desk();
    expect(await faults()).toEqual([]);
    await page.getByLabel('Your mail address').fill('ada@desk.example.org');
    await press('Mail me a link');
    await page.goto(await linkIn('ada', '/desk/enter/'));
    expect(await faults()).toEqual([]);
    await press('Open the desk');
    await follow('How it works');
    expect(await faults()).toEqual([]);

    await upload(FILES);
    await pipeline.preview();
    await desk();
    expect(await faults()).toEqual([]);
    expect(await text()).toContain('1 copies');

    // What was misread, as it should be; and two texts that are one for the machine.
    await follow(/SHIPS LEAVE/);
    await page.getByLabel('Title').fill('SHIPS LEAVE NORTHERN HARBOUR');
    await page.getByLabel('Address, https').fill('http://post.example');
    await press('Save');
    expect(await page.getByRole('alert').textContent()).toContain('must begin with https://');
    expect(await text()).toContain('title "SHIPS LEAVE NORTHERN HARBOUR"');
    expect(await faults()).toEqual([]);
    for (const name of [/^Crane drivers end/, /^Cranes move/]) {
      await desk();
      await page
        .getByRole('region', { name: /All uploads/ })
        .getByRole('link', { name })
        .click();
      await page.getByLabel('Not a copy').check();
      await press('Save');
    }

    // An hour before the slot the proof comes, and she holds it.
    expect(mailsTo('ada')).toHaveLength(1);
    await pass(61);
    expect(mailsTo('ada')).toHaveLength(2);
    await page.goto(await linkIn('ada', '/hold/'));
    expect(await faults()).toEqual([]);
    await press('Hold');
    expect(await text()).toContain('nothing goes out until somebody approves');

    // What comes late is in a new proof, which she approves on the desk.
    await upload(LATE);
    await desk();
    await follow('Make a new draft now');
    await press('Make a new draft');
    await pass(1);
    await desk();
    // It can be read at once, as readers would get it; its mail waits until ten minutes have passed since the last one.
    await follow('the draft in en');
    expect(await page.textContent('body')).toContain('Dockside News');
    expect(mailsTo('ada')).toHaveLength(2);
    await pass(10);
    expect(mailsTo('ada')).toHaveLength(3);
    await desk();
    expect(await text()).toContain('held');
    expect(await faults()).toEqual([]);
    await follow('Approve');
    await press('Approve');
    await pass(60);
    const { html = '' } = await PostalMime.parse(mailsTo('sam')[0]?.raw ?? '');
    for (const outlet of ['Harbour Gazette', 'Coast Courier', 'Lakeside Post', 'Dockside News'])
      expect(html).toContain(outlet);
    expect(await publicPage()).toContain('SHIPS LEAVE NORTHERN HARBOUR');
    expect(await publicPage()).not.toContain('READ MORE');

    // Then something in it was wrong, and something has to go.
    await desk();
    await follow(/^No 1/);
    expect(await faults()).toEqual([]);
    const edition = page.url();
    await follow(/^Correct the story/);
    await page.getByLabel('What was wrong').fill('It was thirty ships, not forty.');
    await page.getByLabel(/I am sure/).check();
    await press('Publish the correction');
    expect(await text()).toContain('on its way to the pages');
    await pass(1);
    await page.goto(edition);
    expect(await text()).toContain('ada corrected the story');
    expect(await text()).not.toContain('on its way');
    expect(await publicPage()).toContain('thirty ships, not forty');

    await follow(/^Take down the article Coast Courier/);
    expect(await faults()).toEqual([]);
    await page.getByLabel(/I am sure/).check();
    await press('Take it down');
    await pass(1);
    await page.goto(edition);
    expect(await text()).toContain('ada took down Coast Courier');
    expect(await faults()).toEqual([]);
    expect(await publicPage()).not.toContain('Coast Courier');
    expect(await publicPage()).toContain('Harbour Gazette');
    expect(pipeline.invalidated).toEqual(['/*']);
    expect(await pipeline.deadLetters()).toEqual({});
  }, 240_000);
});
