import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discardBrowser, openBrowser } from '../../../infra/local/pictures/browser.ts';
import { PAGES_POLICY } from '../../../infra/parts/content-policy.ts';
import type { WebObject } from '../../../lambdas/edition/web/web-object.ts';
import { axeViolations } from '../../axe.ts';
import { edition, story } from '../sample.ts';
import { editionOn, settings, siteOf, tellingStory, threeEditions } from './site.ts';

const HOME = `${settings.publicAddress}/`;
const SEVERAL = 'editions/2023-09-14T04-00-00Z';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  discardBrowser();
});

interface Visit {
  readonly page: Page;
  /** Requests for anything that is not ours, or not there. */
  readonly strayed: string[];
  /** What the browser complained of, refusals by the policy among it. */
  readonly complaints: string[];
}

/** A browser's window on the site, served as CloudFront serves it. */
async function visitor(
  site: ReadonlyMap<string, WebObject>,
  { width, scheme = 'light' }: { readonly width: number; readonly scheme?: 'light' | 'dark' },
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const strayed: string[] = [];
  const complaints: string[] = [];
  await context.route('**', (route) => {
    const url = route.request().url();
    const found = url.startsWith(HOME) ? site.get(url.slice(HOME.length).replace(/#.*/, '')) : undefined;
    if (found === undefined) {
      strayed.push(url);
      return route.abort();
    }
    const headers = { 'content-type': found.contentType, 'content-security-policy': PAGES_POLICY };
    return route.fulfill({ body: found.body, headers });
  });
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, strayed, complaints };
}

/** All that axe finds, with everything unfolded. */
async function violations(page: Page, rules: 'all' | 'looks' = 'all'): Promise<readonly string[]> {
  await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
  return axeViolations(page, rules);
}

const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

describe('in a real browser', () => {
  const site = siteOf(threeEditions());
  const keys = [
    `${SEVERAL}.en.html`,
    `${SEVERAL}.ar.html`,
    'editions/2023-09-13T04-00-00Z.uk.html',
    'index.html',
    'archive.ar.html',
    'search.en.html',
    ...[...site.keys()].filter((key) => /^stories\/.*\.(en|ar)\.html$/.test(key)).slice(0, 2),
  ];

  it.each([
    ['light', 375],
    ['light', 1200],
    ['dark', 375],
    ['dark', 1200],
  ] as const)(
    'every kind of page (%s, %i px) breaks no rule of axe, and is whole under its policy',
    async (scheme, width) => {
      const { page, strayed, complaints } = await visitor(site, { width, scheme });
      for (const key of keys) {
        await page.goto(`${HOME}${key}`);
        expect([key, await violations(page, scheme === 'light' ? 'all' : 'looks')]).toEqual([key, []]);
        expect([key, await overflow(page)]).toEqual([key, 0]);
        expect(await page.evaluate('getComputedStyle(document.body).maxWidth')).not.toBe('none');
      }
      expect(strayed).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('no page scrolls sideways from 320 to 1600 pixels, with words that have no end', async () => {
    const endless = 'Ab'.repeat(2500);
    const long = story('Long', { headline: { text: endless, language: 'en', articleId: '0'.repeat(32) } });
    const told = editionOn(14, 2, [long, tellingStory('A')], { topic: endless });
    const { page } = await visitor(siteOf([told]), { width: 320 });
    for (const key of [`${SEVERAL}.en.html`, `${SEVERAL}.ar.html`, 'index.html', 'archive.ar.html']) {
      await page.goto(`${HOME}${key}`);
      await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
      for (const width of [320, 600, 831, 833, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        expect([key, width, await overflow(page)]).toEqual([key, width, 0]);
      }
    }
    await page.context().close();
  });

  it('search finds a story by a word of its sentences and by its outlet, says when there is none, and leads to its page', async () => {
    const { page, strayed, complaints } = await visitor(site, { width: 375 });
    await page.goto(`${HOME}search.en.html`);
    const links = page.locator('#found a');
    await page.getByRole('searchbox').fill('harbour');
    await links.first().waitFor();
    await page.getByRole('searchbox').fill('zzzz');
    await page.getByText('Nothing found.').waitFor();
    expect(await links.count()).toBe(0);
    await page.getByRole('searchbox').fill('diario cabo');
    await links.first().waitFor();
    expect(await violations(page)).toEqual([]);
    await links.first().click();
    await page.locator('article.story').waitFor();
    expect(page.url()).toContain('/stories/');
    // The form itself is walked where its function runs.
    const form = await page.getByRole('link', { name: 'Report a mistake' }).getAttribute('href');
    expect(form).toMatch(/^\.\.\/reader\/report\/[\w-]+_[\w-]+\?language=en$/);
    expect([strayed, complaints]).toEqual([[], []]);
    await page.context().close();
  });

  it('lines of text are at most 70 characters long on the widest screen', async () => {
    const { page } = await visitor(site, { width: 1600 });
    await page.goto(`${HOME}${SEVERAL}.en.html`);
    // The width of a line in that of the font's "0", which is what `ch` measures.
    const widest =
      await page.evaluate<number>(`Math.max(...[...document.querySelectorAll('blockquote p, .quiet > p, .topic')].map((text) => {
      const zero = document.createElement('span');
      zero.textContent = '0'.repeat(100);
      zero.style.whiteSpace = 'nowrap';
      text.append(zero);
      const ch = zero.getBoundingClientRect().width / 100;
      zero.remove();
      return text.getBoundingClientRect().width / ch;
    }))`);
    expect(widest).toBeGreaterThan(30);
    expect(widest).toBeLessThanOrEqual(70);
    await page.context().close();
  });

  it('on paper what is folded away is there too, and what only a screen needs is not', async () => {
    const { page } = await visitor(site, { width: 800 });
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${HOME}${SEVERAL}.en.html`);
    const shown = (selector: string) =>
      page.evaluate<boolean>(
        `document.querySelector(${JSON.stringify(selector)}).checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().height > 0`,
      );
    expect(await shown('details figure blockquote')).toBe(true);
    expect(await shown('.neighbours')).toBe(false);
    await page.context().close();
  });

  it('a policy that is broken is noticed', async () => {
    const inline = { key: 'x.html', contentType: 'text/html', cacheControl: '' };
    const body =
      '<p style="color:red" onclick="x()">x<script>document.title="alive"</script><img src="https://tracker.example/p.gif">';
    const { page, strayed, complaints } = await visitor(new Map([['x.html', { ...inline, body }]]), {
      width: 375,
    });
    await page.goto(`${HOME}x.html`);
    expect(await page.title()).not.toBe('alive');
    expect(complaints.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThan(2);
    expect(strayed.filter((url) => url.includes('tracker'))).toEqual([]);
    await page.context().close();
  });

  it('reads every feed as well-formed XML, whatever the titles are made of', async () => {
    const titles = [
      '<b>&amp; ]]> <![CDATA[',
      'a\u0000b\u0008c\u001Bd\uFFFE\uFFFF',
      '\uD800 "\' `',
      '&copy; &#0; --> <?xml?>',
      '👩‍👩‍👧‍👦 שלום',
    ];
    const hostile = titles.map((text, at) =>
      edition([story(text, { headline: { text, language: text, articleId: '0'.repeat(32) } })], {
        id: `e${at}`,
        slot: `2023-09-0${at + 1}T04:00:00.000Z`,
        topic: text,
      }),
    );
    const feeds = [...siteOf([...threeEditions(), ...hostile]).values()].filter(({ key }) =>
      key.endsWith('.atom'),
    );
    const { page } = await visitor(site, { width: 375 });
    await page.goto(`${HOME}index.html`);
    // The browser's own XML parser answers a fault with a document that says so.
    const judge = `(xml) => {
      const read = new DOMParser().parseFromString(xml, 'application/xml');
      return [read.querySelector('parsererror')?.textContent ?? null, read.querySelectorAll('entry').length, read.querySelectorAll('script,b').length];
    }`;
    const judged = (xml: string) => page.evaluate(`(${judge})(${JSON.stringify(xml)})`);
    expect(feeds).toHaveLength(4);
    for (const { body } of feeds) expect(await judged(body)).toEqual([null, 8, 0]);
    expect(await judged('<feed>&nbsp;</feed>')).not.toEqual([null, 0, 0]);
    await page.context().close();
  });
});
