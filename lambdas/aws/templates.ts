import { existsSync, readdirSync, readFileSync } from 'node:fs';

export type Templates = Readonly<Record<string, string>>;

/** Every template by its path under `templates/`, which is copied beside a bundle and stands one up in the sources. */
export function readTemplates(): Templates {
  const root = ['./templates/', '../../templates/']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  if (root === undefined) throw new Error('There is no templates/ folder beside the bundle.');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[a-z]+$/.test(path));
  return Object.fromEntries(files.map((path) => [path, readFileSync(new URL(path, root), 'utf8')]));
}
