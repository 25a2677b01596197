import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Call, defineCommand, runCommand, WrongCall } from '../command.ts';
import { layAlarm, layEditKey, laySetting } from './entries.ts';
import { layFormat } from './format.ts';
import { layGate } from './gate.ts';
import type { Laid, ReadSource } from './laid.ts';
import { layLanguage } from './language.ts';

const NEW = defineCommand({
  call: 'npm run new -- format|language|gate|setting|alarm|edit-key NAME',
  words: { least: 2, most: 2 },
  about: `Begins a new thing: creates its files or adds its lines to each list that must know it, so that a test fails until the
rest is written, and says what is left.

format NAME    a kind of file that editors upload: its reader, and its places in the lists of formats by content
language CODE  a language of mails and pages, such as de: its files of words, and what else has nothing for it
gate NAME      a mail program whose faults every mail is checked for
setting NAME   a key of the briefing
alarm NAME     a number that a function writes, and the alarm about it
edit-key NAME  what editors can decide about an article`,
  options: { root: { type: 'string', value: 'DIR', about: 'the project (default: this folder)' } },
  notes:
    'A NAME is small letters with dashes between words. It overwrites no file of yours; it adds lines to the files that it names as changed. Exit code 0 when all was written, 1 when not, 2 on a wrong call.',
});

const NAMES = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function main({ words: [kind = '', name = ''], values }: Call<typeof NEW.options>): number {
  const root = resolve(values.root ?? '.');
  const read: ReadSource = (path) => readFileSync(join(root, path), 'utf8');
  const laid = lay(kind, name, { read, data: () => dataFiles(root) });
  const before = Object.keys(laid.files).filter((path) => existsSync(join(root, path)));
  if (before.length > 0)
    throw new Error(`There is a ${kind} named ${name} already: ${before.join(', ')}. Nothing was written.`);
  for (const [done, texts] of [
    ['written', laid.files],
    ['changed', laid.lists],
  ] as const)
    for (const [path, text] of Object.entries(texts)) {
      process.stdout.write(`${done}  ${path}\n`);
      writeFileSync(join(root, path), text);
    }
  process.stdout.write(`\nThis test fails until the work is done: npx vitest run ${laid.test}\n\n`);
  process.stdout.write(laid.next.map((what) => `- ${what}\n`).join(''));
  process.stdout.write('\nThen: npx biome check --write . && npm run check\n');
  return 0;
}

interface Project {
  readonly read: ReadSource;
  readonly data: () => readonly string[];
}

const KINDS: Readonly<Record<string, (name: string, project: Project) => Laid>> = {
  format: (name, { read }) => layFormat(name, read),
  language: (code, { read, data }) => layLanguage(code, read, data()),
  gate: (name, { read }) => layGate(name, read),
  setting: (name, { read }) => laySetting(name, read),
  alarm: (name, { read }) => layAlarm(name, read),
  'edit-key': (name, { read }) => layEditKey(name, read),
};

/** @throws WrongCall for a kind of thing that it does not know and for a name that does not do. */
function lay(kind: string, name: string, project: Project): Laid {
  const make = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (make === undefined) throw new WrongCall(`It takes ${Object.keys(KINDS).join(', ')}, not "${kind}".`);
  if (kind === 'language' && !/^[a-z]{2}$/.test(name))
    throw new WrongCall(`A language is two letters such as de, not "${name}".`);
  if (!NAMES.test(name))
    throw new WrongCall(
      `A name is small letters and digits with single dashes, such as word-pad, not "${name}".`,
    );
  return make(name, project);
}

/** Data of the sources, wordings aside: what texts are read and compared by. */
function dataFiles(root: string): readonly string[] {
  return readdirSync(join(root, 'lambdas'), { recursive: true, encoding: 'utf8' })
    .map((path) => `lambdas/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\/(rules|data)\/.*\.json$/.test(path))
    .toSorted();
}

await runCommand(NEW, main);
