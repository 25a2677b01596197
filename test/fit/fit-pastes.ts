/**
 * Fits the reader of pasted pages on a folder of labelled pages, each made text twice: as a converter writes it and as a browser
 * copies it. Writes `lambdas/article/models/paste.json` and prints how well publishers are read that the forests have not seen.
 *
 *   node test/fit/fit-pastes.ts FOLDER
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { treeOf } from '../../lambdas/article/html/tree.ts';
import { linesOf } from '../../lambdas/article/roles/lines.ts';
import { fitPaste, type Paste, pasteOf } from './fit-paste.ts';
import { textOfPage } from './page-text.ts';
import { foldOf, htmlOf, labelledPages } from './pages.ts';
import { reportBody } from './report.ts';

const MODEL = new URL('../../lambdas/article/models/paste.json', import.meta.url);
const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node test/fit/fit-pastes.ts FOLDER');
const log = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

const pastes: { readonly set: string; readonly body: string; readonly paste: Paste }[] = [];
for (const page of labelledPages(folder)) {
  const root = treeOf(await htmlOf(page));
  const fold = foldOf(page.publisher);
  const styles = ['program', 'copy'] as const;
  for (const style of styles) {
    const lines = linesOf(textOfPage(root, style));
    if (lines.length > 0)
      pastes.push({
        set: `${page.set} as ${style}`,
        body: page.body,
        paste: pasteOf(lines, page.body, fold),
      });
  }
  // The same pages made text by another program, where the folder has them.
  const other = `${folder}/paste/${page.id}.txt`;
  if (page.set === 'aeb' && existsSync(other)) {
    const lines = linesOf(readFileSync(other, 'utf8'));
    pastes.push({ set: 'aeb as pasted', body: page.body, paste: pasteOf(lines, page.body, fold) });
  }
}
log(`${pastes.length} pastes`);
const { model, odds } = fitPaste(
  pastes.map((one) => one.paste),
  log,
);
writeFileSync(MODEL, `${JSON.stringify(model)}\n`);
reportBody(
  pastes.map(({ set, body, paste }) => ({
    set,
    body,
    texts: paste.lines.map((line) => line.text),
    told: (odds.get(paste) ?? []).map((p) => p >= 0.5),
  })),
  'paste',
);
