import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefingFile, readBriefing, settingsOf } from '../../infra/briefing.ts';
import { editionOf } from '../../infra/local/dry-run/edition-of-files.ts';
import { discardBrowser, openBrowser } from '../../infra/local/pictures/browser.ts';
import { axeViolations } from '../axe.ts';
import { ATTACKS, anyAttack, attackedBy, NOTHING } from './attacks.ts';
import { edition, fullEdition, render, renderShort } from './sample.ts';

const WIDTHS = [320, 375, 600, 1200];
/** Pixels. */
const PHONE = 375;
const DESK = 1200;
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
async function look(
  html: string,
  width: number,
  colorScheme: (typeof SCHEMES)[number],
  rules: 'all' | 'looks' = 'all',
): Promise<Look> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const requests: string[] = [];
  await context.route('**', (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  await page.setContent(html);
  const violations = await axeViolations(page, rules);
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  await context.close();
  return {
    violations,
    requests,
    overflow,
  };
}

const SAMPLES = fileURLToPath(new URL('../articles', import.meta.url));
/**
 * Height, words in sight, where the first difference begins (the accent's words in the list of stories), and the height of what names sources:
 * legends and lines of names.
 */
const MEASURE = `(() => {
  const text = document.body.innerText.match(/[\\p{L}\\p{N}]+(?:['’.,-][\\p{L}\\p{N}]+)*/gu) ?? [];
  const differ = document.querySelector('.p .m .a');
  const top = differ === null ? Infinity : differ.getBoundingClientRect().top + scrollY;
  const names = [...document.querySelectorAll('p')].filter(
    (line) => line.classList.contains('z') || /^(Sources|Джерела|Fuentes|المصادر):/.test(line.textContent.trim()),
  );
  const sources = names.reduce((sum, line) => sum + line.getBoundingClientRect().height, 0);
  return [document.documentElement.scrollHeight, text.length, top, sources];
})()`;

/** Every part that a mail can have but the stories that do not fit. */
const everyPart = fullEdition({ stories: fullEdition().stories.slice(0, 4) });
const CLEAN: Look = { violations: [], requests: [], overflow: 0 };
/** What is left of a mail in the Gmail app under another provider's address, and in some old programs. */
const withoutStyles = (html: string) => html.replaceAll(/<style[^>]*>[^<]*<\/style>/g, '');

describe('in a real browser', () => {
  const cases = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => [scheme, width] as const));

  it.each(cases)(
    'a mail (%s, %i px) breaks no rule of axe, asks for nothing, and fits, left to right and right to left',
    async (scheme, width) => {
      const rules = scheme === 'light' && (width === PHONE || width === DESK) ? 'all' : 'looks';
      for (const language of ['en', 'ar']) {
        for (const draw of [render, renderShort]) {
          const { html } = await draw(everyPart, { language });
          expect(await look(html, width, scheme, rules), `${draw.name} ${language}`).toEqual(CLEAN);
        }
      }
    },
  );

  it('the largest mail does so too', async () => {
    for (const draw of [render, renderShort]) {
      const { html } = await draw(fullEdition(), { language: 'uk' });
      expect(await look(html, PHONE, 'dark')).toEqual(CLEAN);
    }
  });

  it.each(SCHEMES)('a quiet mail (%s) does so too', async (scheme) => {
    for (const draw of [render, renderShort]) {
      const { html } = await draw(edition([]), { language: 'uk' });
      expect(await look(html, PHONE, scheme)).toEqual(CLEAN);
    }
  });

  it.each([320, 1200])(
    'a mail whose style elements were thrown away (%i px) does so by its inline styles',
    async (width) => {
      for (const draw of [render, renderShort]) {
        const { html } = await draw(everyPart, { language: 'ar' });
        expect(withoutStyles(html)).not.toContain('<style');
        expect(await look(withoutStyles(html), width, 'light')).toEqual(CLEAN);
      }
    },
  );

  it('no upload pushes the mail wide, asks for anything, or hides what stands below it', async () => {
    const context = await browser.newContext({ viewport: { width: 375, height: 200 } });
    const requests: string[] = [];
    await context.route('**', (route) => {
      requests.push(route.request().url());
      return route.abort();
    });
    const page = await context.newPage();
    const layout = async (attack: string, draw = renderShort) => {
      const { html } = await draw(attackedBy(attack), { language: 'ar' });
      await page.setContent(html);
      // The postal address is the last line: it is there, as wide as it should be, and below everything else.
      const last = page.locator('p').last();
      const box = await last.boundingBox();
      const [overflow, height] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight]',
      );
      const isLast = box !== null && box.width > 300 && height - box.y < 120;
      return { overflow, isLast, text: (await last.textContent())?.includes('1 Example Street') };
    };
    const whole = { overflow: 0, isLast: true, text: true };
    for (const [name, attack] of [...ATTACKS, ...NOTHING]) {
      for (const draw of [render, renderShort]) expect(await layout(attack, draw), name).toEqual(whole);
    }
    await fc.assert(
      fc.asyncProperty(anyAttack, async (attack) => {
        expect(await layout(attack)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
    expect(requests).toEqual([]);
    await context.close();
  });

  it('the sample edition is short: a difference on the first screen, and five screens in all', async () => {
    const settings = settingsOf(readBriefing(briefingFile()));
    const { edition: samples } = await editionOf([SAMPLES], { settings, slot: '2023-09-15T07:00:00.000Z' });
    const context = await browser.newContext({ viewport: { width: PHONE, height: 800 } });
    const page = await context.newPage();
    for (const language of ['en', 'uk', 'es', 'ar']) {
      const options = { language, settings };
      const { html } = await renderShort(samples, options);
      await page.setContent(html);
      const [height, words, difference, sources] =
        await page.evaluate<[number, number, number, number]>(MEASURE);
      expect(height, language).toBeLessThan(4_200);
      expect(words, language).toBeLessThan(800);
      expect(difference, language).toBeLessThan(600);
      expect(sources, language).toBeGreaterThan(0);
      expect(sources / height, language).toBeLessThan(0.08);
      const { html: full } = await render(samples, options);
      await page.setContent(full);
      const [fullHeight] = await page.evaluate<[number]>(MEASURE);
      expect(fullHeight, language).toBeLessThan(8_300);
      await page.setViewportSize({ width: 320, height: 800 });
      for (const mail of [html, full]) {
        await page.setContent(mail);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), language).toBe(0);
      }
      await page.setViewportSize({ width: PHONE, height: 800 });
      console.log(language, height, words, difference, fullHeight);
    }
    await context.close();
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
