/** Writes `lambdas/stories/data/openings.json`: what the openings of each language have in common. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { openingText } from '../../../lambdas/encoder/opening.ts';
import { OPENING_WIDTH } from '../../../lambdas/encoder/projection.ts';

const OPENINGS = defineCommand({
  call: 'node test/fit/stories/openings.ts FOLDER',
  words: { least: 1, most: 1 },
  about: `FOLDER holds stories-*.jsonl and translations-*.jsonl, { text, title?, language } a line. Each set counts alike; languages with fewer than 30
articles in a set are left out of it.`,
  options: {},
});
const FEWEST = 30;

async function main({ words: [folder = ''] }: Call<typeof OPENINGS.options>): Promise<number> {
  const means = new Map<string, number[][]>();
  for (const file of readdirSync(folder).sort()) {
    if (!/^(stories|translations)-[^.]+\.jsonl$/.test(file)) continue;
    const rows: { text: string; title?: string; language: string }[] = readFileSync(
      join(folder, file),
      'utf8',
    )
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const openings = rows.map(({ text, title }) => openingText(title ?? null, text));
    const vectors = await encodeLocally(openings, { most: openings.length });
    for (const [language, own] of Map.groupBy(rows.keys(), (at) => rows[at]?.language ?? '')) {
      if (own.length < FEWEST) continue;
      const found = own.flatMap((at) => vectors.get(openings[at] ?? '')?.opening ?? []);
      means.set(language, [...(means.get(language) ?? []), meanOf(found)]);
    }
  }
  const rounded = [...means]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([language, sets]) => [language, meanOf(sets).map(short)]);
  const file = fileURLToPath(new URL('../../../lambdas/stories/data/openings.json', import.meta.url));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(rounded))}\n`);
  return 0;
}

function short(value: number): number {
  return Math.round(value * 10) / 10;
}

function meanOf(vectors: readonly (readonly number[] | Int8Array)[]): number[] {
  return Array.from(
    { length: OPENING_WIDTH },
    (_, n) => vectors.reduce((sum, vector) => sum + (vector[n] ?? 0), 0) / vectors.length,
  );
}

await runCommand(OPENINGS, main);
