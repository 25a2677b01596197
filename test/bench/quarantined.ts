import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle } from '../../lambdas/article/read.ts';

/** Prints which files below the given folders would be quarantined, and their share: `node test/bench/quarantined.ts DIR…`. */
let read = 0;
let refused = 0;
const held: string[] = [];
for (const file of process.argv.slice(2).flatMap(filesBelow)) {
  try {
    const article = await readArticle({ key: file, bytes: readFileSync(file) });
    read += 1;
    if (article.quarantine)
      held.push(`${file}\n    ${article.quarantine.code}: ${article.quarantine.message}`);
  } catch {
    refused += 1;
  }
}
const share = (100 * held.length) / Math.max(1, read);
process.stdout.write(
  `${held.join('\n')}\n${held.length} of ${read} articles quarantined (${share.toFixed(2)} %); ${refused} files refused\n`,
);

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesBelow(join(path, name)));
}
