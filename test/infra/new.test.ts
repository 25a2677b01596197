import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layAlarm, layEditKey, laySetting } from '../../infra/new/entries.ts';
import { layLanguage } from '../../infra/new/language.ts';

/** A copy of what the command writes into, and of the tests that have to fail then. */
const root = mkdtempSync(join(tmpdir(), 'new-'));
beforeAll(() => {
  cpSync('lambdas', join(root, 'lambdas'), {
    recursive: true,
    filter: (path) => !/encoder.model|\.onnx$/.test(path),
  });
  for (const path of [
    'package.json',
    'test/edition/wording.test.ts',
    'test/edition/gates',
    'test/article/formats',
  ])
    cpSync(path, join(root, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', NO_COLOR: '1' },
  });
const lay = (...words: readonly string[]) => run(resolve('infra/new/new.ts'), ...words);

test('a new format, language and gate are laid, each with a test that fails for what is left to write', () => {
  const format = lay('format', 'lighthouse-log');
  expect(format).toMatchObject({ status: 0, stderr: '' });
  expect(format.stdout).toContain('written  lambdas/article/formats/lighthouse-log.ts');
  expect(format.stdout).toContain('changed  lambdas/article/read.ts');
  const language = lay('language', 'de');
  expect(language.stdout).toContain('written  lambdas/reader/wording/de.json');
  expect(language.stdout).toContain('lambdas/language/data/calendar.json: months has no "de"');
  expect(language.stdout).not.toContain('months.json has no "de"');
  expect(lay('gate', 'word-pad').stdout).toContain('written  test/edition/gates/word-pad.ts');

  const tests = [
    'test/article/formats/lighthouse-log.test.ts',
    'test/edition/wording.test.ts',
    'test/edition/gates/bite.test.ts',
  ];
  const { status, stdout, stderr } = run('node_modules/vitest/vitest.mjs', 'run', '--root', root, ...tests);
  const told = `${stdout}${stderr}`;
  expect(status).toBe(1);
  expect(told).toContain('lambdas/article/formats/lighthouse-log.ts does not read its 14 bytes yet');
  expect(told).toMatch(/the wording of de[^\n]* > has every phrase, none empty/);
  expect(told).toContain('word-pad lets this pass: write into faults()');
  expect(told).toMatch(/Tests +\d+ failed \| \d\d passed/);
});

test('a language is new although its letters stand in the path of a folder or a file', () => {
  const texts = new Map<string, string>();
  const read = (path: string) => {
    const text = texts.get(path) ?? readFileSync(path, 'utf8');
    texts.set(path, text);
    return text;
  };
  for (const code of ['am', 'as', 'da', 'io', 'it', 'la', 'ng', 'or', 'ti', 'ts', 'wo']) {
    const { files, lists } = layLanguage(code, read, []);
    expect([Object.keys(files).length, Object.keys(files).filter((path) => existsSync(path))]).toEqual([
      3,
      [],
    ]);
    expect(Object.keys(lists).filter((path) => !existsSync(path))).toEqual([]);
  }
  expect(Object.keys(layLanguage('uk', read, []).files).every((path) => existsSync(path))).toBe(true);
});

test.each([
  [
    'setting',
    laySetting,
    [
      'opensAt',
      "opensAt: described(v.optional(line), '')",
      'opensAt?: string',
      '{ opensAt: briefing.opensAt }',
    ],
  ],
  ['alarm', layAlarm, ['OpensAt', "| 'OpensAt'", "own('OpensAtAlarm', 'Compose', 'OpensAt', '')"]],
  [
    'key of an edit',
    layEditKey,
    ['opensAt', 'opensAt?: string | null', "opensAt: 'opens-at'", "'opens-at': line(", "['opens-at', '']"],
  ],
] as const)('a new %s is put into every list that must know it, once', (_, lay, lines) => {
  const read = (path: string) => readFileSync(path, 'utf8');
  const { files, lists, next } = lay('opens-at', read);
  const after = Object.values(lists).join('\n');
  expect([Object.keys(files), Object.keys(lists).filter((path) => !existsSync(path))]).toEqual([[], []]);
  for (const line of lines) expect(after).toContain(line);
  for (const [path] of next
    .join(' ')
    .matchAll(/\b(?:lambdas|infra|test|templates)\/[\w/.-]+\.(?:ts|html)\b/g))
    expect([path, existsSync(path)]).toEqual([path, true]);
  expect(() => lay('opens-at', (path) => lists[path] ?? read(path))).toThrow('has this already');
});

test('what is there already is left as it is, and a wrong call is told', () => {
  expect(lay('gate', 'gmail')).toMatchObject({
    status: 1,
    stderr: 'There is a gate named gmail already: test/edition/gates/gmail.ts. Nothing was written.\n',
  });
  const kinds = / ([a-z, -]+), not/.exec(lay('widget', 'x').stderr)?.[1]?.split(', ') ?? [];
  const house = readFileSync('lambdas/README.md', 'utf8');
  expect(kinds.length).toBeGreaterThan(5);
  expect(kinds.filter((kind) => !house.includes(`npm run new -- ${kind.replace(/^takes /, '')} `))).toEqual(
    [],
  );
  for (const [words, told] of [
    [['format', 'Word Pad'], 'A name is small letters'],
    [['language', 'polish'], 'A language is two letters'],
    [['widget', 'x'], 'It takes format, language, gate, setting, alarm, edit-key, not "widget"'],
  ] as const) {
    const { status, stderr } = lay(...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(told)]);
  }
});
