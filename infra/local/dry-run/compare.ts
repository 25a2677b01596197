import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { compareRead } from '../../../lambdas/claims/compare/compare.ts';
import { read } from '../../../lambdas/claims/compare/pair.ts';
import { runCommand } from '../command.ts';
import { encodeLocally } from './encoding.ts';

const HELP = `Usage: npm run --silent compare -- FILE.jsonl

Compares sentences of two outlets: a line { id, a: { text, language?, outlet?, published? }, b: { … } } for each pair in, one JSON
line { id, ab, ba, conflict } for each out, in order. ab is full, part or no: may a be printed with "also reported by" b's outlet; ba
the other way round; conflict is true when both speak of the same thing and cannot both be right.
Vectors are kept in the user's cache folder, so that a sentence is encoded once; progress goes to stderr.
Exit code 0; 1 when the file or a line of it cannot be read, 2 on a wrong call.
`;

const Text = v.object({
  text: v.string(),
  language: v.nullish(v.string(), null),
  published: v.nullish(v.string(), null),
});
const Line = v.object({ id: v.string(), a: Text, b: Text });
type Line = v.InferOutput<typeof Line>;

class BadLine extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    process.stderr.write(HELP);
    return 2;
  }
  const lines = readLines(file);
  const texts = lines.flatMap(({ a, b }) => [a.text, b.text]);
  const vectors = await encodeLocally(texts, { most: texts.length, progress });
  for (const { id, a, b } of lines) {
    const [encodedA, encodedB] = [vectors.get(a.text), vectors.get(b.text)];
    if (!encodedA || !encodedB) throw new Error(`${id} was not encoded`);
    const answer = compareRead(read({ ...a, encoded: encodedA }), read({ ...b, encoded: encodedB }));
    process.stdout.write(`${JSON.stringify({ id, ...answer })}\n`);
  }
  return 0;
}

const PROGRESS_STEP = 100;

function progress(done: number, of: number): void {
  if (done % PROGRESS_STEP === 0 || done === of) process.stderr.write(`${done} of ${of} sentences encoded\n`);
}

function readLines(file: string): readonly Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, where: `${file}, line ${index + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, where }) => readLine(line, where));
}

function readLine(line: string, where: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new BadLine(`${where}: not JSON`, { cause });
  }
  const read = v.safeParse(Line, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new BadLine(`${where}: ${v.getDotPath(issue) ?? 'the line'} is wrong: ${issue.message}`);
}

await runCommand(main);
