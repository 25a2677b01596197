import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { reasonOf } from '../../lambdas/article/invalid-upload.ts';
import { readGuarded } from '../../lambdas/guard/guard.ts';
import { runCommand } from './command.ts';

const HELP = `Usage: npm run --silent read -- FILE…

Reads article files as the pipeline would and prints one JSON line per file, in order:
the article, or { "key", "error": { "code", "message" } }. Exit code 0 when all were read,
1 when any was refused or could not be opened, 2 on a wrong call.
`;

/** One line of answer for one path: a refusal and an unreadable path are answers too. */
async function answer(path: string): Promise<{ readonly line: string; readonly ok: boolean }> {
  try {
    const article = await readGuarded({ key: path, bytes: await readFile(path) });
    return { line: JSON.stringify(article), ok: true };
  } catch (error) {
    return { line: JSON.stringify({ key: path, error: explained(path, error) }), ok: false };
  }
}

function explained(path: string, error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof Error && 'code' in error && 'syscall' in error) {
    return {
      code: 'unreadable',
      message: `Cannot open ${path} (${String(error.code)}): check the path and its permissions.`,
    };
  }
  const { code, message, stack } = reasonOf(error);
  if (stack !== undefined) process.stderr.write(`${path}: ${stack}\n`);
  return { code, message };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length === 0) {
    process.stderr.write(HELP);
    return 2;
  }
  let refused = 0;
  for (const path of positionals) {
    const { line, ok } = await answer(path);
    if (!ok) refused += 1;
    process.stdout.write(`${line}\n`);
  }
  return refused > 0 ? 1 : 0;
}

await runCommand(main);
