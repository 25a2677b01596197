import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import PostalMime from 'postal-mime';
import { openBrowser } from './browser.ts';

const HELP = `npm run screenshot -- [FILE.html|FILE.eml] [--out DIR]

Pictures of a mail or page (default: out/edition.html, which npm start writes) at 1200 and 375 pixels, light and
dark, into DIR (default: out/screenshots). Prints their paths.
`;

const WIDTHS = [1200, 375];
const SCHEMES = ['light', 'dark'] as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: 'out/screenshots' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const file = positionals[0] ?? 'out/edition.html';
  const html = await htmlIn(file);
  mkdirSync(values.out, { recursive: true });
  process.stderr.write('Starting the browser …\n');
  const browser = await openBrowser();
  try {
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
        // What a mail program would fetch is a fault to be seen, not to be hidden by a fast network.
        await page.route('**', (route) => route.abort());
        await page.setContent(html);
        const path = join(values.out, `${basename(file).replace(/\.\w+$/, '')}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        await page.close();
        process.stdout.write(`${path}\n`);
      }
    }
  } finally {
    await browser.close();
  }
}

async function htmlIn(file: string): Promise<string> {
  const bytes = readFileSync(file);
  if (!file.endsWith('.eml')) return bytes.toString('utf8');
  const { html } = await PostalMime.parse(bytes);
  if (html === undefined) throw new Error(`${file} has no HTML part.`);
  return html;
}

await main();
