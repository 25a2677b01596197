import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

const TARGET = new URL('../../lambdas/article/formats/pdf/cmaps.json', import.meta.url);
/** Encodings that no writer of PDFs names, and doubles of others in longer units. */
const LEFT_OUT = /UTF8|UTF32|JIS2004|JISX0213|^(?:78|Add|Ext|NWP|HK[dgm]|GBT|CNS[12]|Hojo|Adobe-.*-\d)/;

/**
 * Packs Adobe's character maps for Chinese, Japanese and Korean PDFs from the folder `cmaps` of the package pdfjs-dist,
 * which is no dependency: `node infra/operate/pack-cmaps.ts FOLDER`. Their licence goes with them.
 */
function pack(folder: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith('.bcmap') && !LEFT_OUT.test(name));
  const files = Object.fromEntries(
    names.sort().map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  );
  const zip = zipSync(files, { level: 9, mtime: '1990-01-01' });
  const licence = readFileSync(join(folder, 'LICENSE'), 'utf8')
    .replace(/^%+(?:Copyright:)? ?-*/gm, '')
    .trim();
  writeFileSync(
    TARGET,
    `${JSON.stringify({ licence, zip: Buffer.from(zip).toString('base64') }, null, 2)}\n`,
  );
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Usage: node infra/operate/pack-cmaps.ts FOLDER (cmaps of pdfjs-dist)\n');
  process.exitCode = 2;
} else pack(folder);
