import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { confirmationOf, confirmedKey } from '../../../lambdas/article/confirmation.ts';
import { adviceOn } from '../../../lambdas/article/flag-advice.ts';
import { failureOf } from '../../../lambdas/article/invalid-upload.ts';
import { understoodSentence } from '../../../lambdas/article/understood-sentence.ts';
import { readGuarded } from '../../../lambdas/guard/guard.ts';
import type { Article } from '../../../lambdas/types.ts';
import { type Call, defineCommand, runCommand } from '../../command.ts';
import { filesOf, isConfirmationFile } from '../files/uploads.ts';

/** Letters of a block that a terminal shows. */
const SHOWN = 100;

const READ = defineCommand({
  call: 'npm run --silent read -- FILE…',
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  about: `Reads article files as the pipeline would. On a terminal it tells what was understood. Piped, it prints one JSON line
per file, in order (of a folder: all below it): the article, or { "key", "error": { "code", "message" } }. "outcome"
is accepted, quarantined (left out until an empty file NAME.confirm stands beside NAME; "quarantine" says why and
what to do) or refused.`,
  options: {},
  notes: 'Exit code 0 when all were read, 1 when any was refused or could not be opened, 2 on a wrong call.',
});

/** One line of answer for one path: a refusal and an unreadable path are answers too. */
async function answer(
  path: string,
): Promise<{ readonly line: string; readonly description: string; readonly ok: boolean }> {
  const confirms = confirmedKey(path);
  if (confirms !== null && isConfirmationFile(path))
    return {
      line: JSON.stringify({ key: path, outcome: 'accepted', confirms }),
      description: `confirms ${confirms}`,
      ok: true,
    };
  try {
    const article = await readGuarded({ key: path, bytes: await readFile(path) });
    const confirmed = article.quarantine !== undefined && isConfirmationFile(confirmationOf(path));
    const outcome = article.quarantine && !confirmed ? 'quarantined' : 'accepted';
    const line = JSON.stringify({ ...article, outcome, ...(confirmed ? { confirmed } : {}) });
    return { line, description: descriptionOf(article, outcome), ok: true };
  } catch (error) {
    const refusal = { key: path, outcome: 'refused', error: explained(path, error) };
    return {
      line: JSON.stringify(refusal),
      description: `refused (${refusal.error.code})\n  ${refusal.error.message}`,
      ok: false,
    };
  }
}

/** What a person at a terminal wants to know of an article: what it was taken for, what to do, and its text block by block. */
function descriptionOf(article: Article, outcome: string): string {
  const blocks = article.blocks.map(({ role, text }) => `    ${role.padEnd(12)} ${text.slice(0, SHOWN)}`);
  return [
    outcome,
    `  ${understoodSentence(article)}`,
    ...(article.quarantine ? [`  ${article.quarantine.message}`] : []),
    ...adviceOn(article.flags).map((advice) => `  ${advice}`),
    ...(article.flags.length > 0 ? [`  Flags: ${article.flags.join(', ')}`] : []),
    ...blocks,
  ].join('\n');
}

function explained(path: string, error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof Error && 'code' in error && 'syscall' in error) {
    return {
      code: 'unreadable',
      message: `Cannot open ${path} (${String(error.code)}): check the path and its permissions.`,
    };
  }
  const { code, message, stack } = failureOf(error);
  if (stack !== undefined) process.stderr.write(`${path}: ${stack}\n`);
  return { code, message };
}

/** The files below a folder; anything else as it is, so that a path that is not there gets its line too. */
function filesIn(path: string): readonly string[] {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? filesOf(path) : [path];
}

async function main({ words }: Call<typeof READ.options>): Promise<number> {
  let refused = 0;
  for (const path of words.flatMap(filesIn)) {
    const { line, description, ok } = await answer(path);
    if (!ok) refused += 1;
    process.stdout.write(process.stdout.isTTY ? `${path}: ${description}\n\n` : `${line}\n`);
  }
  return refused > 0 ? 1 : 0;
}

await runCommand(READ, main);
