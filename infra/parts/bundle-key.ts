import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from 'esbuild';

/** The sources of all functions, read once in a process: each bundle asks for them. */
let sources: string | undefined;

/** 32 hex digits that differ whenever a bundle could: by any source under `lambdas/`, any installed library, the bundler, or the options. */
export function bundleKey(root: string, options: string): string {
  sources ??= hashOfFiles(root, [
    ...globSync('lambdas/**/*.{ts,json}', { cwd: root }).sort(),
    // What npm says is installed: a lock file that nobody has installed yet tells nothing.
    'node_modules/.package-lock.json',
    'tsconfig.json',
  ]);
  return createHash('sha256').update(sources).update(version).update(options).digest('hex').slice(0, 32);
}

function hashOfFiles(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
