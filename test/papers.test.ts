import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const SKIPPED = /(^|\/)(node_modules|\.git|cdk\.out|out|coverage)(\/|$)/;
const tree = [
  '.',
  ...readdirSync('.', { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name),
]
  .filter((folder) => !SKIPPED.test(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' }).map((path) =>
      join(folder, path).replaceAll('\\', '/'),
    ),
  )
  .filter((path) => !SKIPPED.test(path));
/** What people read of the project as it is; decisions and changes speak of what it was. */
const PAPERS = tree.filter(
  (path) => path.endsWith('.md') && !/DECISIONS|CHANGELOG|articles\/|model\//.test(path),
);
const text = (path: string) => readFileSync(path, 'utf8');
const each = (pattern: RegExp, of: (path: string) => string = text) =>
  PAPERS.flatMap((path) => [...of(path).matchAll(pattern)].map(([, found = '']) => [path, found] as const));

/** Every place and its ends: `lambdas/article/id.ts`, `article/id.ts`, `id.ts`. */
const ENDS = new Set(
  tree.flatMap((path) => {
    const parts = path.split('/');
    return parts.map((_, at) => parts.slice(at).join('/'));
  }),
);
/** Made by a run or written by people, or a name that stands for any. */
const NO_FILE =
  /[A-Z]{2,}|[<>*{]|^\/|^(out|drafts|decisions|editions|receipts|mail|web|paste|aeb|fundus|wcxb|truth|cdk)\b|:\/\//;

describe('the papers', () => {
  it('name only files and folders that are there', () => {
    const named = each(/`([\w.@/-]+(?:\/|\.(?:ts|json|md|mjml|html|txt|csv)))`/g).filter(
      ([, path]) => !NO_FILE.test(path),
    );
    expect(named.length).toBeGreaterThan(200);
    expect(named.filter(([, path]) => !ENDS.has(path.replace(/\/$/, '')))).toEqual([]);
  });

  it('link only to files, and to headings in them, that are there', () => {
    const anchors = (path: string) =>
      [...text(path).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
          .replaceAll(' ', '-'),
      );
    const broken = each(/\]\((?!https?:)([^)\s]+)\)/g).filter(([path, link]) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      return !existsSync(target) || (anchor !== undefined && !anchors(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('name only commands that there are, and infra/commands.md names each', () => {
    const named = each(/npm run (?:-s |--silent )?([a-z][a-z-]*)/g);
    expect(named.filter(([, name]) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
    const all = text('infra/commands.md');
    const missing = Object.keys(manifest.scripts).filter(
      (name) => !new RegExp(`\`npm (?:run )?(?:--silent )?${name}\\b`).test(all),
    );
    expect(missing).toEqual([]);
  });

  it('are short in the README, and have no line that runs out of the window', () => {
    const lines = text('README.md').split('\n');
    expect(lines.length - 1).toBeLessThanOrEqual(120);
    // Links and tags are as long as they have to be.
    const bare = (line: string) => line.replaceAll(/\]\([^)]*\)|<[^>]*>/g, '');
    const long = lines.filter((line) => bare(line).length > 200);
    expect(long).toEqual([]);
  });

  it('tell editors of every code that a receipt can have', () => {
    const codes = [text('lambdas/receipt-types.ts'), text('lambdas/article-types.ts')].flatMap((source) =>
      [
        ...source.matchAll(/^export type (?:Upload|Quarantine)Code =([^;]*);|readonly code\?: ([^;]*);/gm),
      ].flatMap(([, all = '', more = '']) =>
        [...`${all}${more}`.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code),
      ),
    );
    expect(codes.length).toBeGreaterThan(12);
    const paper = text('lambdas/article/README.md');
    expect(codes.filter((code) => !paper.includes(`\`${code}\``))).toEqual([]);
  });
});
