/** What reading one file costs, by format, warm; and what the first file of a fresh process costs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { bundleOptions } from '../../infra/parts/bundle.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { docx, json, mail, markdown, mhtml, pdf } from '../article/formats/made.ts';

export interface Sample {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export type Measure = (what: string, size: number, work: () => unknown, times?: number) => Promise<void>;

const ROUNDS = 20;

export async function benchReading(samples: readonly Sample[], measure: Measure): Promise<void> {
  const ending = (kind: string) => samples.filter(({ key }) => key.endsWith(`.${kind}`));
  const made = (bytes: Uint8Array): readonly Sample[] => [{ key: 'made', bytes }];
  const formats: Readonly<Record<string, readonly Sample[]>> = {
    'a pasted text': ending('txt'),
    'a saved page': ending('html'),
    'a page as MHTML': made(mhtml()),
    'a Word file': made(docx()),
    'a PDF': made(pdf()),
    'a mail': made(mail()),
    Markdown: made(markdown()),
    JSON: made(json()),
  };
  for (const [format, files] of Object.entries(formats)) {
    await measure(`read ${format}`, files.length * ROUNDS, async () => {
      for (let n = 0; n < ROUNDS; n += 1) for (const file of files) await readArticle(file).catch(() => null);
    });
  }
}

export interface ColdRow {
  readonly what: string;
  /** CPU milliseconds beyond an empty Node process; the fastest of nine. */
  readonly ms: number;
}

/** The reader bundled as intake's is, in processes of its own: what a cold start pays before and for its first file. */
export function coldReading(samples: readonly Sample[]): readonly ColdRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'communique-bench-'));
  try {
    buildSync({ ...bundleOptions('article/read'), outdir: folder });
    const reader = JSON.stringify(join(folder, 'index.mjs'));
    const read = (kind: string) => {
      const key = samples.find((sample) => sample.key.endsWith(`.${kind}`))?.key ?? '';
      const file = fileURLToPath(new URL(`../articles/${encodeURIComponent(key)}`, import.meta.url));
      return `const {readArticle}=await import(${reader});const {readFileSync}=await import('node:fs');await readArticle({key:'a',bytes:readFileSync(${JSON.stringify(file)})})`;
    };
    const empty = cpuOf('');
    return [
      { what: 'import the reader', ms: cpuOf(`await import(${reader})`) - empty },
      { what: 'import it and read a text', ms: cpuOf(read('txt')) - empty },
      { what: 'import it and read a page', ms: cpuOf(read('html')) - empty },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cpuOf(script: string): number {
  const told = `${script};const{user,system}=process.cpuUsage();console.log((user+system)/1000)`;
  const runs = Array.from({ length: 9 }, () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', told], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`The bench's own process failed: ${stderr.slice(0, 500)}`);
    return Number(stdout);
  });
  return Math.min(...runs);
}
