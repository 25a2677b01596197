import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { defineCommand, helpOf, readCall, WrongCall } from '../../infra/command.ts';

const SAIL = defineCommand({
  call: 'npm run sail -- PORT…',
  words: { least: 1, most: 2 },
  about: 'Sails.',
  options: {
    crew: {
      type: 'string',
      value: 'N',
      default: '3',
      about: `how many sail along, ${'and so on, '.repeat(9)}until the line is full`,
    },
    night: { type: 'boolean', about: 'by night too' },
  },
  notes: 'Exit code 0 on arrival.',
});

/** The files that npm's scripts run with Node, by the name of the script. */
const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /\S+\.ts$/.exec(line)?.[0];
  return file === undefined ? [] : [[name, file] as const];
});

test('a call is read by its definition', () => {
  expect(readCall(SAIL, ['Oslo', '--night', 'Riga'])).toEqual({
    values: { crew: '3', night: true },
    words: ['Oslo', 'Riga'],
  });
  for (const argv of [['--help'], ['-h'], ['Oslo', '--help', '--often']])
    expect(readCall(SAIL, argv)).toBe('help');
});

test.each([
  [['Oslo', '--often'], "Unknown option '--often'."],
  [['Oslo', '--crew'], "Option '--crew <value>' argument missing"],
  [[], 'This command is called like this: npm run sail -- PORT… [--crew N] [--night]'],
  [['Oslo', 'Riga', 'Turku'], 'This command is called like this'],
])('the call %j is wrong, and one sentence says how', (argv, sentence) => {
  expect(() => readCall(SAIL, argv)).toThrow(WrongCall);
  expect(() => readCall(SAIL, argv)).toThrow(sentence);
});

test('the help is made of the same definition, in lines of a terminal', () => {
  const lines = helpOf(SAIL).split('\n');
  expect(lines[0]).toBe('Usage: npm run sail -- PORT… [--crew N] [--night]');
  expect(lines).toContain('  --night   by night too');
  expect(lines.at(-2)).toBe('Exit code 0 on arrival.');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
});

it.each(commands)('npm run %s is a command with a definition', (_name, file) => {
  // `edition` answers in a function of its own, so that its tests need no process.
  expect(readFileSync(file, 'utf8')).toMatch(
    /^(?:if \(import\.meta\.main\) | {2})?await runCommand\([A-Z_]+, |helpOf\(EDITION\)/m,
  );
});

test('nothing but the definition of commands reads a command line', () => {
  const files = ['infra', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  const reading = files.filter(
    (file) => file.endsWith('.ts') && /\bparseArgs\(/.test(readFileSync(file, 'utf8')),
  );
  expect(reading.filter((file) => !file.endsWith('commands.test.ts'))).toEqual(['infra/command.ts']);
});

test('a wrong call ends with 2 and --help with 0, without a stack', () => {
  const run = (option: string) =>
    spawnSync(process.execPath, ['infra/document.ts', option], {
      encoding: 'utf8',
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
  expect(run('--often')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: "Unknown option '--often'.\n--help tells more.\n",
  });
  expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
});
