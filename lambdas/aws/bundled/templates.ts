import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export type Templates = Readonly<Record<string, string>>;

/** Every template by its path under `templates/`, which is copied beside a bundle and stands beside `lambdas/` in the sources. */
export function readTemplates(): Templates {
  const root = ['./templates/', '../../../templates/']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  if (root === undefined) throw new Error('There is no templates/ folder beside the bundle.');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[a-z]+$/.test(path));
  const found = Object.fromEntries(files.map((path) => [path, readFileSync(new URL(path, root), 'utf8')]));
  return found[SEARCH_LIBRARY] === undefined ? { ...found, [SEARCH_LIBRARY]: installedLibrary() } : found;
}

/** What the search page loads. It is laid among a bundle's templates; in the sources it stands where npm has put it. */
const SEARCH_LIBRARY = 'web/minisearch.js';

function installedLibrary(): string {
  const entry = createRequire(import.meta.url).resolve('minisearch');
  return readFileSync(new URL('../es/index.js', pathToFileURL(entry)), 'utf8');
}
