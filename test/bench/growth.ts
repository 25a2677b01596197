/** What one costly upload of 25, 50 and 100 KB adds to the sample edition, and what a window of large uploads costs. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { forEdition } from '../../lambdas/article/for-edition.ts';
import { articleId } from '../../lambdas/article/id.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { renderEdition } from '../../lambdas/edition/mail/render.ts';
import type { Templates } from '../../lambdas/edition/mail-templates.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import type { Settings, WindowArticle } from '../../lambdas/types.ts';
import { COSTLY } from './costly.ts';

const SIZES = [25_000, 50_000, 100_000];
const ROUNDS = 3;

export interface GrowthRow {
  readonly kind: string;
  /** CPU milliseconds beyond the samples alone, by size. */
  readonly added: readonly number[];
}

interface Samples {
  readonly articles: readonly WindowArticle[];
  readonly settings: Settings;
  readonly templates: Templates;
  readonly slot: string;
}

/** Reading, telling and rendering, each upload beside all samples. */
export async function benchGrowth({ articles, settings, templates, slot }: Samples): Promise<GrowthRow[]> {
  const edition = async (more: readonly WindowArticle[]) => {
    const made = makeEdition({ articles: [...articles, ...more], previous: null, settings, slot });
    await renderEdition(made, { language: 'en', settings, templates });
  };
  // Once to warm up: what is measured is the upload, not the compiler.
  for (let round = 0; round < 2; round += 1) await leastOf(() => edition([]));
  const alone = await leastOf(() => edition([]));
  const rows: GrowthRow[] = [];
  for (const [kind, text] of Object.entries(COSTLY)) {
    process.stderr.write(`${kind} …\n`);
    const added: number[] = [];
    let refused = false;
    for (const size of SIZES) {
      const head = 'Harbour Gazette, 13 September 2023\n\nKim meets Putin at Vostochny\n\n';
      const bytes = new TextEncoder().encode(`${head}${text(size)}`);
      const cost = await leastOf(async () => {
        const article = await readArticle({ key: 'costly.txt', bytes }).catch(() => null);
        refused ||= article === null;
        const received = new Date(Date.parse(slot) - 1_000).toISOString();
        await edition(
          article === null ? [] : [{ id: articleId('costly.txt'), received, article: forEdition(article) }],
        );
      });
      added.push(Math.max(0, cost - alone));
    }
    rows.push({ kind: refused ? `${kind} (refused)` : kind, added });
  }
  return rows;
}

/** 400 uploads of 400 KB, in a process of its own. */
export function benchLargeWindow(): Readonly<Record<string, number>> {
  process.stderr.write('400 uploads of 400 KB …\n');
  const script = fileURLToPath(new URL('./large-window.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
}

async function leastOf(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

export function printGrowth(rows: readonly GrowthRow[], window: Readonly<Record<string, number>>): void {
  const head = SIZES.map((size) => `${size / 1_000} KB`.padStart(10)).join('');
  console.log(`\n${'one upload beside the samples adds, CPU ms'.padEnd(44)}${head}${'growth'.padStart(10)}`);
  for (const { kind, added } of rows) {
    const [, half = 0, whole = 0] = added;
    const growth = half < 20 ? '' : (whole / half).toFixed(1);
    console.log(
      `${kind.padEnd(44)}${added.map((ms) => ms.toFixed(0).padStart(10)).join('')}${growth.padStart(10)}`.trimEnd(),
    );
  }
  const figure = (name: string, digits = 0) => (window[name] ?? 0).toFixed(digits);
  console.log(
    `\n400 uploads of 400 KB: ${figure('seconds', 1)} s CPU (${figure('reading', 1)} of it to make and load them), ${figure('megabytes')} MB, ${figure('stories')} stories, ${figure('html')} bytes of HTML`,
  );
}
