import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { articleId } from '../../lambdas/article/id.ts';
import { InvalidUpload } from '../../lambdas/article/invalid-upload.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import { composeMessage } from '../../lambdas/edition/message.ts';
import {
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
  personalize,
  type Tokens,
} from '../../lambdas/edition/personalize.ts';
import { renderEdition } from '../../lambdas/edition/render.ts';
import { instantOf } from '../../lambdas/edition/slot.ts';
import { readGuarded } from '../../lambdas/guard/guard.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import type { UploadCode, WindowArticle } from '../../lambdas/types.ts';
import { briefingFile, readBriefing, settingsOf } from '../briefing.ts';
import { readTemplates } from './templates.ts';

const HELP = `Usage: npm run --silent digest -- [--briefing FILE] [--at INSTANT] [--language L] [--out DIR] PATH…

The edition that these files would make, without any cloud. A PATH is a file or a folder (taken with all below it,
names that begin with a dot left out). All files count as received one second before --at (an ISO instant; default
now); a path given twice counts once. An article's key is its path below the folder that all PATHs have in common.

Writes edition.html, edition.txt, edition.json and message.eml (the mail to the briefing's first sample reader) into
--out (default out), and prints one JSON line: counts, refused files, paths. --language defaults to the briefing's
first. The same files and --at give the same bytes. Exit code 0 when an edition was written, 1 when not, 2 on a
wrong call.
`;

/** Only makes the links of a dry run; the deployed secret is another. */
const DRY_RUN_SECRET = JSON.stringify({ master: 'of-a-dry-run-only-'.repeat(3), tokenKeyVersion: '01' });

interface Upload {
  readonly key: string;
  readonly path: string;
}

interface Refused {
  readonly key: string;
  readonly code: UploadCode;
  readonly message: string;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      briefing: { type: 'string' },
      at: { type: 'string' },
      language: { type: 'string' },
      out: { type: 'string', default: 'out' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length === 0) {
    process.stderr.write(HELP);
    return 2;
  }
  const briefing = readBriefing(values.briefing ?? briefingFile());
  const settings = settingsOf(briefing);
  const slot = instantOf(values.at ?? new Date(Math.floor(Date.now() / 1000) * 1000).toISOString());
  const language = values.language ?? briefing.languages[0] ?? 'en';
  const { articles, refused } = await readAll(uploadsIn(positionals), slot);
  const edition = makeEdition({ articles, previous: null, settings, slot });
  const options = { language, settings, templates: readTemplates(), audience: 'mail' } as const;
  const rendered = await renderEdition(edition, options);
  const message = await composeMessage(edition, rendered, { language, settings });
  const address = briefing.sampleReaders[0]?.address ?? settings.sender.address;
  const tokens = tokensFor(address);
  const own = (text: string) =>
    text.replaceAll(PLACEHOLDER_TOKEN, tokens.leave).replaceAll(PLACEHOLDER_PREFERENCES, tokens.preferences);
  const files = writeAll(values.out, {
    'edition.html': own(rendered.html),
    'edition.txt': own(rendered.text),
    'edition.json': `${JSON.stringify(edition, null, 2)}\n`,
    'message.eml': personalize(message, { address, tokens }),
  });
  const { id, number, counts } = edition;
  const line = {
    edition: id,
    number,
    language,
    ...counts,
    refused: refused.length,
    refusals: refused,
    files,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return 0;
}

/** Every file once, however it was named, in an order that the arguments do not change. */
function uploadsIn(paths: readonly string[]): Upload[] {
  const given = paths.map((path) => realpathSync(path));
  const roots = given.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const root = commonFolder(roots);
  const files = new Set(given.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path])));
  return [...files]
    .map((path) => ({ path, key: relative(root, path).split(sep).join('/') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((name) => name.startsWith('.')),
    );
}

function commonFolder(folders: readonly string[]): string {
  const [first = resolve('.'), ...others] = folders;
  return others.reduce((common, folder) => {
    const a = common.split(sep);
    const b = folder.split(sep);
    const same = a.findIndex((name, at) => name !== b[at]);
    return (same < 0 ? a : a.slice(0, same)).join(sep) || sep;
  }, first);
}

async function readAll(
  uploads: readonly Upload[],
  slot: string,
): Promise<{ readonly articles: readonly WindowArticle[]; readonly refused: readonly Refused[] }> {
  const received = new Date(Date.parse(slot) - 1000).toISOString();
  const articles: WindowArticle[] = [];
  const refused: Refused[] = [];
  for (const { key, path } of uploads) {
    try {
      const article = await readGuarded({ key, bytes: readFileSync(path) });
      articles.push({ id: articleId(key), received, article });
    } catch (error) {
      if (!(error instanceof InvalidUpload)) throw error;
      refused.push({ key, code: error.code, message: error.message });
      process.stderr.write(`${key}: ${error.message}\n`);
    }
  }
  return { articles, refused };
}

function tokensFor(address: string): Tokens {
  const keys = keysFrom(DRY_RUN_SECRET);
  const id = readerId(address, keys.readerKey);
  return { leave: makeToken('leave', id, keys), preferences: makeToken('preferences', id, keys) };
}

function writeAll(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  // A missing path, a bad briefing or instant: the operator's to mend, so one sentence and no stack.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
