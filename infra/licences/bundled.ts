import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../parts/bundle.ts';

/** A package of which some function's bundle holds code. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  /** As its package.json says it; empty when that says nothing. */
  readonly licence: string;
  /** The functions' handlers, by file name without `.ts`. */
  readonly functions: readonly string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** The handlers in `lambdas/`, by file name without `.ts`: each is the entry of one function's bundle. */
export function handlers(): readonly string[] {
  const folder = join(ROOT, 'lambdas');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .filter((name) =>
      /^export (?:const|(?:async )?function) handler\b/m.test(readFileSync(join(folder, name), 'utf8')),
    )
    .map((name) => name.replace(/\.ts$/, ''))
    .sort();
}

/** What esbuild puts into the bundles of these handlers, by name and version. Code that it shakes off does not count. */
export async function bundledPackages(entries: readonly string[]): Promise<readonly Bundled[]> {
  const found = new Map<string, Set<string>>();
  for (const entry of entries) {
    const { metafile } = await build({
      ...bundleOptions(entry),
      outdir: join(ROOT, 'out'),
      write: false,
      metafile: true,
    });
    const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
    for (const [path, { bytesInOutput }] of inputs) {
      const folder = PACKAGE.exec(path)?.[1];
      if (folder === undefined || bytesInOutput === 0) continue;
      const functions = found.get(folder) ?? new Set();
      found.set(folder, functions.add(entry));
    }
  }
  return [...found]
    .map(([folder, functions]) => ({ ...described(folder), functions: [...functions].sort() }))
    .toSorted((a, b) => (a.name === b.name ? order(a.version, b.version) : order(a.name, b.name)));
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type?: string };
  /** The form of old packages. */
  readonly licenses?: readonly { readonly type?: string }[];
}

function described(folder: string): Pick<Bundled, 'name' | 'version' | 'licence'> {
  const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  const { name, version, license, licenses } = manifest;
  const named = typeof license === 'string' ? license : license?.type;
  const several = licenses?.map(({ type = '' }) => type).join(' OR ');
  return { name, version, licence: named ?? several ?? '' };
}
