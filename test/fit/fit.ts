/**
 * Fits what the readers of pages have learned on a folder of labelled pages (`SET/truth.jsonl`, `SET/ID.html.gz`) and writes it to
 * `lambdas/article/models/`. Prints how well publishers are read that the forests have not seen. The same folder gives the same files.
 *
 *   node test/fit/fit.ts FOLDER [page|metadata|paste …]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { bodyBlocks } from '../../lambdas/article/html/body-blocks.ts';
import { pageOf, viewOf } from '../../lambdas/article/html/page.ts';
import { fitBody } from './fit-body.ts';
import { fitMetadata } from './fit-metadata.ts';
import { labelsOf } from './labels.ts';
import { foldOf, htmlOf, labelledPages } from './pages.ts';
import { reportBody, reportMetadata } from './report.ts';

const MODELS = new URL('../../lambdas/article/models/', import.meta.url);
const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('usage: node test/fit/fit.ts FOLDER [page|metadata …]');
const asked = (what: string): boolean => wanted.length === 0 || wanted.includes(what);
const log = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

const pages = [];
for (const page of labelledPages(folder)) {
  const taken = pageOf(await htmlOf(page));
  const labels = labelsOf(
    taken.blocks.map((block) => block.text),
    page.body,
  );
  pages.push({
    ...page,
    bytes: null,
    fold: foldOf(page.publisher),
    page: taken,
    features: taken.features,
    labels,
  });
}
log(`${pages.length} pages of ${new Set(pages.map((page) => page.publisher)).size} publishers`);

/** What an earlier run made of the bodies, so that the rest can be fitted without them: set OUT_OF_FOLD to a file's name. */
const kept = process.env.OUT_OF_FOLD;
let odds: readonly (readonly number[])[];
if (asked('page') || !kept || !existsSync(kept)) {
  const body = fitBody(pages, log);
  odds = pages.map((page) => body.odds.get(page) ?? []);
  write('page.json', body.model);
  if (kept) writeFileSync(kept, JSON.stringify(odds));
} else odds = JSON.parse(readFileSync(kept, 'utf8'));
reportBody(
  pages.map((page, index) => ({
    set: page.set,
    body: page.body,
    texts: page.features.blocks.map((block) => block.text),
    told: bodyBlocks(page.features, odds[index] ?? [], page.page.facts),
  })),
);

if (asked('metadata')) {
  const labelled = pages.map((page, index) => ({
    set: page.set,
    id: page.id,
    fold: page.fold,
    weight: page.set === 'fundus' ? 3 : 1,
    view: viewOf(page.page, odds[index] ?? []),
    ...truthOf(page.set, page.truth),
  }));
  const metadata = fitMetadata(labelled, log);
  write('metadata.json', metadata.model);
  reportMetadata(labelled, metadata.unseen);
}

function truthOf(set: string, truth: Readonly<Record<string, unknown>>) {
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const date = text(truth.date);
  const authors =
    set === 'aeb'
      ? null
      : Array.isArray(truth.authors)
        ? truth.authors.map(String)
        : text(truth.author)
          ? [String(truth.author)]
          : [];
  return { title: text(truth.title), date: date && date.length >= 10 ? date : null, authors };
}

function write(name: string, model: unknown): void {
  writeFileSync(new URL(name, MODELS), `${JSON.stringify(model)}\n`);
}
