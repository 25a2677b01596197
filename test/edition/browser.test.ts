import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discardBrowser, openBrowser } from '../../infra/local/browser.ts';
import { edition, fullStory, render, source, story } from './sample.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [375, 1200];
const SCHEMES = ['light', 'dark'] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  discardBrowser();
});

interface Look {
  readonly violations: readonly string[];
  readonly requests: readonly string[];
  /** Pixels by which the page is wider than the window. */
  readonly overflow: number;
}

/** Opens a page as a reader does and lets axe look at it. */
async function look(html: string, width: number, colorScheme: (typeof SCHEMES)[number]): Promise<Look> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const requests: string[] = [];
  await context.route('**', (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  await page.setContent(html);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  await context.close();
  return {
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
    ),
    requests,
    overflow,
  };
}

const full = edition([fullStory('A'), fullStory('B'), story('C')], {
  offTopic: [
    { ...source('Garden Weekly', { language: 'ar', title: 'حديقة المدينة تفتح أبوابها' }), closeness: 0.1 },
  ],
});
const long = edition([
  story('Long', { headline: { text: 'Ab'.repeat(2500), language: 'en', articleId: '0'.repeat(32) } }),
]);

describe('in a real browser', () => {
  const cases = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => [scheme, width] as const));

  it.each(cases)(
    'a mail (%s, %i px) breaks no rule of axe, asks for nothing, and fits',
    async (scheme, width) => {
      for (const language of ['en', 'uk']) {
        const { html } = await render(full, { language });
        expect(await look(html, width, scheme)).toEqual({ violations: [], requests: [], overflow: 0 });
      }
    },
  );

  it('a headline without a single space does not push the page wide', async () => {
    const { html } = await render(long);
    expect((await look(html, 375, 'light')).overflow).toBe(0);
  });

  it('a page that does break them is noticed', async () => {
    const bad =
      '<html><body><p style="color:#aaa;background:#fff">pale</p><img src="https://tracker.example/p.gif"><div style="width:2000px">wide</div></body></html>';
    const { violations, requests, overflow } = await look(bad, 375, 'light');
    expect(violations.map((text) => text.split(':')[0])).toEqual(
      expect.arrayContaining(['color-contrast', 'image-alt', 'html-has-lang']),
    );
    expect(requests).toEqual(['https://tracker.example/p.gif']);
    expect(overflow).toBeGreaterThan(1000);
  });
});
