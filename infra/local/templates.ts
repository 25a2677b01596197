import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Templates } from '../../lambdas/edition/render.ts';

/** The folder that the deployed functions carry with them. */
export const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));

/** Every file below the folder by its path in it, with `/` whatever the system writes. Throws when there is no such folder. */
export function readTemplates(dir: string = TEMPLATES): Templates {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(
    paths
      .map((path) => [relative(dir, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
