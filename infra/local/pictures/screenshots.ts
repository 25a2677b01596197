import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { readTemplates } from '../../../lambdas/aws/bundled/templates.ts';
import { renderBrief, renderEdition } from '../../../lambdas/edition/mail/render.ts';
import { briefingFile, readBriefing, settingsOf } from '../../briefing.ts';
import { type Call, defineCommand, runCommand } from '../../command.ts';
import { editionOf } from '../dry-run/edition-of-files.ts';
import { openBrowser } from './browser.ts';

const SCREENSHOTS = defineCommand({
  call: 'npm run screenshots -- [FILE.html|FILE.eml]',
  words: { least: 0, most: 1 },
  about: `Pictures of the sample articles' edition, brief and full, in English, Ukrainian, Spanish and Arabic, or of the mail or
page FILE, at 1200 and 375 pixels, light and dark. Prints their paths.`,
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      default: 'out/screenshots',
      about: 'where to write (default: out/screenshots)',
    },
  },
});

const WIDTHS = [1200, 375];
const SCHEMES = ['light', 'dark'] as const;
/** Below this many pixels Chromium's picture of a page begins again with its top. */
const TALLEST = 8_192;
const LANGUAGES = ['en', 'uk', 'es', 'ar'];
const SAMPLES = fileURLToPath(new URL('../../../test/articles', import.meta.url));
const SLOT = '2023-09-15T07:00:00.000Z';

async function main({ values, words: [file] }: Call<typeof SCREENSHOTS.options>): Promise<number> {
  const pages =
    file === undefined
      ? await samplePages()
      : new Map([[basename(file).replace(/\.\w+$/, ''), await htmlIn(file)]]);
  mkdirSync(values.out, { recursive: true });
  process.stderr.write('Starting the browser …\n');
  const browser = await openBrowser();
  try {
    for (const [name, html] of pages) await takePictures(browser, html, join(values.out, name));
  } finally {
    await browser.close();
  }
  return 0;
}

/** One language after the other: files sort into a contact sheet. */
async function samplePages(): Promise<ReadonlyMap<string, string>> {
  const settings = settingsOf(readBriefing(briefingFile()));
  const { edition } = await editionOf([SAMPLES], { settings, slot: SLOT });
  const pages = new Map<string, string>();
  for (const language of LANGUAGES) {
    const options = { language, settings, templates: readTemplates() };
    const full = await renderEdition(edition, options);
    pages.set(`edition-${language}-brief`, (await renderBrief(edition, { ...options, full })).html);
    pages.set(`edition-${language}-full`, full.html);
  }
  return pages;
}

async function takePictures(browser: Browser, html: string, start: string): Promise<void> {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      // What a mail program would fetch is a fault to be seen, not to be hidden by a fast network.
      await page.route('**', (route) => route.abort());
      await page.setContent(html);
      const path = `${start}-${width}-${colorScheme}.png`;
      const height = await page.evaluate<number>('document.documentElement.scrollHeight');
      await page.screenshot({
        path,
        fullPage: true,
        clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) },
      });
      await page.close();
      process.stdout.write(`${path}\n`);
    }
  }
}

async function htmlIn(file: string): Promise<string> {
  const bytes = readFileSync(file);
  if (!file.endsWith('.eml')) return bytes.toString('utf8');
  const { html } = await PostalMime.parse(bytes);
  if (html === undefined) throw new Error(`${file} has no HTML part.`);
  return html;
}

await runCommand(SCREENSHOTS, main);
