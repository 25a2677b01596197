import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainSigns } from '../lambdas/article/roles/phrases.ts';
import { RETENTION } from '../lambdas/reader/retention.ts';
import manifest from '../package.json' with { type: 'json' };

interface Import {
  /** A path from the project's root, or the name of a package. */
  readonly of: string;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

const SKIPPED = new Set(['node_modules', '.git', 'cdk.out', 'out', 'coverage']);
/** What is written by hand and looked for by name; samples, pictures and vectors are not. */
const WRITTEN = /^(?!test\/articles\/).*\.(ts|mjml|html|txt|css|js)$/;
const HANDLERS = ['intake', 'vectors', 'compose', 'deliver', 'feedback', 'subscribe', 'desk', 'daily'].map(
  (name) => `lambdas/${name}.ts`,
);
/** The table of rooms in lambdas/README.md is the law: which are pure, and which others each may look into, `types.ts` aside. */
const ROOMS = [
  ...readFileSync('lambdas/README.md', 'utf8').matchAll(/^\| `([a-z]+)` \| (pure|–) \|([^|]*)\|$/gm),
].map(([, name = '', kind, others = '']) => ({
  name,
  isPure: kind === 'pure',
  sees: [name, ...[...others.matchAll(/`([a-z]+)`/g)].map(([, other = '']) => other)],
}));
const PURE = ROOMS.filter(({ isPure }) => isPure).map(({ name }) => name);
const MAY_SEE: ReadonlyMap<string, readonly string[]> = new Map(ROOMS.map(({ name, sees }) => [name, sees]));

function files(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) => {
      const path = normalize(join(folder, entry.name));
      return entry.isDirectory() ? files(path) : [path];
    });
}

const sources = (folder: string) => files(folder).filter((path) => /(?<!\.d)\.ts$/.test(path));

/** The source without comments: a rule may be named in one without being broken. */
const code = (path: string) =>
  readFileSync(path, 'utf8')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');

function importsOf(path: string): readonly Import[] {
  const statement =
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"$]+)['"]/gm;
  return [...code(path).matchAll(statement)].map(([, type, from, bare]) => {
    const of = from ?? bare ?? '';
    return { of: of.startsWith('.') ? normalize(join(dirname(path), of)) : of, typeOnly: type !== undefined };
  });
}

/** Everything that is loaded when this file is: files of ours and names of packages. */
function reached(path: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const { of, typeOnly } of importsOf(path)) {
    if (typeOnly || seen.has(of)) continue;
    seen.add(of);
    if (of.endsWith('.ts')) reached(of, seen);
  }
  return seen;
}

/** Files that reach themselves, each with the way around; a walk in depth that keeps its path. */
function circles(paths: readonly string[]): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const { of } of importsOf(path)) if (of.endsWith('.ts')) walk(of, [...way, path]);
    done.add(path);
  };
  for (const path of paths) walk(path, []);
  return found;
}

const roomOf = (path: string) => /^lambdas\/([a-z]+)\//.exec(path)?.[1] ?? '';
const lambdas = sources('lambdas');
const pure = lambdas.filter((path) => PURE.includes(roomOf(path)));

describe('the house', () => {
  it('has all its rooms, and the walk finds what they import', () => {
    expect(new Set(lambdas.map(roomOf))).toEqual(new Set(['', ...MAY_SEE.keys()]));
    expect(PURE).toHaveLength(12);
    expect(lambdas).toEqual(expect.arrayContaining(HANDLERS));
    expect([...reached('lambdas/intake.ts')]).toEqual(
      expect.arrayContaining(['lambdas/aws/table.ts', 'lambdas/article/id.ts', '@aws-sdk/client-dynamodb']),
    );
  });

  it('is walked as the table of rooms says, and no other way', () => {
    const through = lambdas.flatMap((path) =>
      importsOf(path)
        .filter(
          ({ of }) => of.startsWith('lambdas/') && !/^lambdas\/(article-|mail-|receipt-)?types\.ts$/.test(of),
        )
        .filter(({ of }) => !(MAY_SEE.get(roomOf(path)) ?? [...MAY_SEE.keys()]).includes(roomOf(of)))
        .map(({ of }) => `${path} → ${of}`),
    );
    expect(through).toEqual([]);
  });

  it('keeps SDK, files, network and process out of the pure rooms, whatever they load', () => {
    const outside =
      /^(@aws-sdk\/|aws-|node:(fs|process|http|https|http2|net|tls|dns|os|child_process|worker_threads|timers))/;
    const broken = pure.flatMap((path) =>
      [...reached(path)].filter((of) => outside.test(of)).map((of) => `${path} → ${of}`),
    );
    expect(broken).toEqual([]);
  });

  it('keeps clock, chance, environment and console out of the pure rooms', () => {
    const impure =
      /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|\bset(Timeout|Interval|Immediate)\b|\brandom(UUID|Bytes|Int)\b|\bfetch\(|\bconsole\./;
    const broken = pure.flatMap(
      (path) =>
        impure
          .exec(code(path))
          ?.map((what) => `${path}: ${what}`)
          .slice(0, 1) ?? [],
    );
    expect(broken).toEqual([]);
  });

  it('knows the SDK in aws/ only', () => {
    const knowing = lambdas.filter((path) => importsOf(path).some(({ of }) => of.startsWith('@aws-sdk/')));
    expect(new Set(knowing.map(roomOf))).toEqual(new Set(['aws']));
  });

  it('imports mjml in edition/mail/html.ts only, and only compose reaches it', () => {
    expect(lambdas.filter((path) => importsOf(path).some(({ of }) => of === 'mjml'))).toEqual([
      'lambdas/edition/mail/html.ts',
    ]);
    expect(HANDLERS.filter((path) => reached(path).has('mjml'))).toEqual(['lambdas/compose.ts']);
  });

  it('lets nobody import a handler: infra names them as paths, tests drive them', () => {
    const importing = [...lambdas, ...sources('infra')].flatMap((path) =>
      importsOf(path)
        .filter(({ of }) => HANDLERS.includes(of))
        .map(({ of }) => `${path} → ${of}`),
    );
    expect(importing).toEqual([]);
  });

  it('has no circle of imports, those of types alone included', () => {
    expect(circles([...lambdas, ...sources('infra')])).toEqual([]);
  });

  it('has no function that knows where it runs', () => {
    const telling = lambdas.filter((path) =>
      /localhost|127\.0\.0\.1|AWS_ENDPOINT|emulat|fauxqs|dynalite/i.test(code(path)),
    );
    expect(telling).toEqual([]);
  });

  it('has every folder of code on the map', () => {
    const [map = ''] = readFileSync('lambdas/README.md', 'utf8').split('## Which way');
    const folders = new Set([...lambdas, ...sources('infra')].map((path) => basename(dirname(path))));
    expect([...folders].filter((name) => !map.includes(`${name}/`))).toEqual([]);
  });

  it('says what each kind of phrase does', () => {
    const kinds = Object.keys(JSON.parse(readFileSync('lambdas/article/rules/phrases/en.json', 'utf8')));
    const house = readFileSync('lambdas/README.md', 'utf8');
    expect(kinds.filter((kind) => !house.includes(`\`${kind}\``))).toEqual([]);
  });

  it('has phrases as texts are folded before they are compared: others would never be found', () => {
    const books = files('lambdas/article/rules/phrases').map((path) => readFileSync(path, 'utf8'));
    const written = books.flatMap((book) => Object.values<string[]>(JSON.parse(book)).flat());
    expect(written.length).toBeGreaterThan(2_000);
    expect(written.filter((phrase) => phrase !== plainSigns(phrase).toLowerCase())).toEqual([]);
  });

  it('has no folder of more than twenty files', () => {
    const counts = new Map<string, number>();
    for (const path of ['lambdas', 'infra', 'test', 'templates'].flatMap((folder) => files(folder)))
      if (WRITTEN.test(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(80);
    expect([...counts].filter(([, count]) => count > 20)).toEqual([]);
  });

  it('has no file over 250 lines', () => {
    const rooms = [...lambdas, ...sources('infra')];
    const long = rooms.filter((path) => readFileSync(path, 'utf8').split('\n').length > 251);
    expect(long).toEqual([]);
  });
});

describe('the repository', () => {
  it('has every decision in the index of decisions, once', () => {
    const decisions = readFileSync('DECISIONS.md', 'utf8');
    const made = [...decisions.matchAll(/^## \d{4}-\d\d-\d\d · (.*)$/gm)].map(([, title]) => title);
    const [index = ''] = decisions.split(/^## \d/m);
    const listed = [...index.matchAll(/\[([^\]]+)\]\(#/g)].map(([, title]) => title);
    expect(made.length).toBeGreaterThan(100);
    expect(listed.toSorted()).toEqual(made.toSorted());
  });

  it('mentions no folder of a machine', () => {
    const personal = /(?<![\w.])\/(home|Users)\/\w+|[A-Z]:\\Users\\/;
    const here = [process.cwd(), homedir()].filter((path) => path.split(/[\\/]/).filter(Boolean).length > 1);
    const telling = files('.')
      .filter((path) => /\.(ts|json|md|ya?ml|html|mjml|txt)$|^\.[a-z]+rc$|^\.ci/.test(path))
      .filter((path) => path !== 'test/house.test.ts')
      .filter((path) => {
        const content = readFileSync(path, 'utf8');
        return personal.test(content) || here.some((folder) => content.includes(folder));
      });
    expect(telling).toEqual([]);
  });
});

const tree = files('.').map((path) => path.replaceAll('\\', '/'));
/** What people read of the project as it is; decisions and changes speak of what it was. */
const PAPERS = tree.filter(
  (path) => path.endsWith('.md') && !/DECISIONS|CHANGELOG|articles\/|model\//.test(path),
);
const text = (path: string) => readFileSync(path, 'utf8');
const each = (pattern: RegExp, of: (path: string) => string = text) =>
  PAPERS.flatMap((path) => [...of(path).matchAll(pattern)].map(([, found = '']) => [path, found] as const));

/** Every file and folder by all its ends: `lambdas/article/id.ts`, `article/id.ts`, `id.ts`, `lambdas/article`, `article`. */
const ENDS = new Set(
  tree.flatMap((path) => {
    const parts = path.split('/');
    return parts.flatMap((_, from) =>
      parts.slice(from).map((_, at) => parts.slice(from, from + at + 1).join('/')),
    );
  }),
);
/** Made by a run or written by people, or a name that stands for any. */
const NO_FILE =
  /[A-Z]{2,}|[<>*{]|^\/|^(out|vectors|proofs|withdrawals|preview|entailments\.json|drafts|decisions|editions|receipts|mail|web|paste|aeb|fundus|wcxb|truth|cdk)\b|:\/\//;

describe('the papers', () => {
  it('name only files and folders that are there', () => {
    const named = each(/`([\w.@/-]+(?:\/|\.(?:ts|json|md|mjml|html|txt|csv)))`/g).filter(
      ([, path]) => !NO_FILE.test(path),
    );
    expect(named.length).toBeGreaterThan(200);
    expect(named.filter(([, path]) => !ENDS.has(path.replace(/\/$/, '')))).toEqual([]);
  });

  it('name as proof only tests that there are', () => {
    const proofs = [...text('infra/proof.md').matchAll(/`([a-z][a-z0-9./-]*)`/g)].map(
      ([, name = '']) => name,
    );
    expect(proofs.length).toBeGreaterThan(20);
    expect(
      proofs.filter(
        (name) =>
          name !== 'test/' && ![`test/${name}.test.ts`, `test/${name}.ts`].some((path) => existsSync(path)),
      ),
    ).toEqual([]);
  });

  it('name in a file only what stands there', () => {
    // "`EACH` in `test/edits/apply.test.ts`"
    const named = PAPERS.flatMap((path) =>
      [...text(path).matchAll(/`([A-Za-z_]+)(?:\(\))?`(?: \([^)]*\))? (?:of|in)\s`([\w./-]+\.ts)`/g)].map(
        ([, word = '', file = '']) => ({ path, word, file }),
      ),
    );
    expect(named.length).toBeGreaterThan(10);
    const isThere = ({ word, file }: { word: string; file: string }) =>
      tree.some((path) => (path === file || path.endsWith(`/${file}`)) && text(path).includes(word));
    expect(named.filter((one) => !isThere(one))).toEqual([]);
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
    const prose = PAPERS.filter((path) => !/^(infra|test)/.test(path)).flatMap((path) =>
      text(path)
        .split('\n')
        .filter((line) => !line.startsWith('|') && bare(line).length > 200)
        .map((line) => `${path}: ${line.slice(0, 60)}`),
    );
    expect(prose).toEqual([]);
  });

  it('tell in the README of the verbs of the desk what the desk says of them', () => {
    const rows = (path: string) =>
      [...text(path).matchAll(/^\| ([*–][^|]*)\|([^|]*)\|([^|]*)\|/gm)].map(([, ...cells]) =>
        cells.map((cell) => cell.replace('¹', '').trim()),
      );
    expect(rows('README.md').length).toBeGreaterThan(8);
    expect(rows('README.md')).toEqual(rows('lambdas/desk/README.md'));
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

  it('tell readers the same times as their privacy page does', () => {
    const paper = text('lambdas/reader/README.md').replaceAll(/\s+/g, ' ');
    const { pendingHours, backupDays, queueDays } = RETENTION;
    for (const time of [`within ${pendingHours} hours`, `${backupDays} days`, `${queueDays} days`])
      expect(paper).toContain(time);
  });

  it('tell under which keys each thing is stored that a function may touch', () => {
    const grants = ['infra/parts/grants.ts', 'infra/parts/take-down-grants.ts'].map(text).join('\n');
    const rows = [...grants.matchAll(/\brows\(stateful, '([a-z]+)/g)].map(([, key]) => key);
    const objects = [...grants.matchAll(/\bobjects\([^)]*?archive, ((?:'[a-z]+\/'(?:, )?)+)/g)].flatMap(
      ([, all = '']) => [...all.matchAll(/'([a-z]+\/)'/g)].map(([, prefix]) => prefix),
    );
    expect([new Set(rows).size, new Set(objects).size].every((count) => count > 7)).toBe(true);
    const paper = text('lambdas/aws/README.md');
    expect([...rows, ...objects].filter((key) => !paper.includes(`\`${key}`))).toEqual([]);
  });
});
