/** What the look for near copies costs an upload, in capacity units and requests, whatever else was uploaded. */
import { articles } from '../../lambdas/aws/stores/articles/articles.ts';
import { lookupKeys, sketch, sketchSimilarity } from '../../lambdas/copies/fingerprint.ts';
import { countedTable } from '../aws/counted-table.ts';
import { articleOf } from '../stories/factory.ts';
import { madeUpArticles } from './made-up.ts';

export interface Look {
  readonly size: number;
  /** Of the last hundred uploads, each. */
  readonly read: number;
  readonly written: number;
  readonly calls: number;
  /** CPU milliseconds, stores in memory. */
  readonly ms: number;
}

const MEASURED = 100;

export async function benchLook(size: number): Promise<Look> {
  process.stderr.write(`look for near copies, ${size} …\n`);
  const table = countedTable();
  const index = articles(table);
  // A hundred thousand of them are the same ten thousand with other words in between.
  const texts = madeUpArticles(Math.min(size, 10_000)).map(({ text }) => text);
  let before = { ...table.units, calls: 0, cpu: 0 };
  for (let n = 0; n < size; n += 1) {
    const text = `${n < texts.length ? '' : `Part ${n}. `}${texts[n % texts.length] ?? ''}`;
    const row = { articleId: `a${n}`, version: `v${n}`, key: `${n}.txt`, received: received(n) };
    const { article } = articleOf({ key: row.key, paragraphs: [] });
    const print = { textHash: `t${n}`, sketch: sketch(text) };
    await index.noteVersion(article, row, print);
    await index.movePointer({
      articleId: row.articleId,
      sequencer: '1',
      state: 'present',
      version: row.version,
    });
    if (n === size - MEASURED) before = { ...before, read: 0, written: 0, calls: 0, cpu: 0 };
    const at = { ...table.units, calls: table.calls.count, cpu: cpu() };
    await index.mostAlike({
      ...row,
      sketch: print.sketch,
      keys: lookupKeys(text),
      from: received(0),
      to: row.received,
      likeness: sketchSimilarity,
      least: 0.3,
    });
    before.read += table.units.read - at.read;
    before.written += table.units.written - at.written;
    before.calls += table.calls.count - at.calls;
    before.cpu += cpu() - at.cpu;
  }
  const each = (sum: number) => sum / MEASURED;
  return {
    size,
    read: each(before.read),
    written: each(before.written),
    calls: each(before.calls),
    ms: each(before.cpu),
  };
}

const received = (n: number) => new Date(Date.parse('2023-09-13T00:00:00Z') + n * 1000).toISOString();

function cpu(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export function printLooks(looks: readonly Look[]): void {
  const cell = (value: string | number, width: number) => String(value).padStart(width);
  console.log(
    `\n${'look for near copies, an upload'.padEnd(34)}${cell('read units', 12)}${cell('written', 10)}${cell('requests', 10)}${cell('CPU ms', 10)}`,
  );
  for (const { size, read, written, calls, ms } of looks)
    console.log(
      `${`beside ${size} others`.padEnd(34)}${cell(read.toFixed(1), 12)}${cell(written.toFixed(1), 10)}${cell(calls.toFixed(1), 10)}${cell(ms.toFixed(2), 10)}`,
    );
}

if (import.meta.main) {
  const looks: Look[] = [];
  for (const size of [1_000, 10_000, 100_000]) looks.push(await benchLook(size));
  printLooks(looks);
}
