import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCall } from '../../infra/command.ts';
import { findUploads } from '../../infra/local/files/uploads.ts';
import { fileName, writeMail } from '../../infra/local/output-folder.ts';
import { START, startArguments } from '../../infra/local/start-arguments.ts';

function readArguments(argv: readonly string[]) {
  const call = readCall(START, argv);
  if (call === 'help') throw new Error('--help has no arguments.');
  return startArguments(call);
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uploads-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
}

test.each([
  ['2023-09-14T07:00:00Z', '2023-09-14T07:00:00.000Z'],
  ['2023-09-14T10:00:00+03:00', '2023-09-14T07:00:00.000Z'],
  ['2023-09-14T07:00', '2023-09-14T07:00:00.000Z'],
  ['2023-09-14', '2023-09-14T00:00:00.000Z'],
  ['2023-09-14T07:00:00.900Z', '2023-09-14T07:00:00.000Z'],
])('--at %s is the slot %s wherever the machine stands', (text, expected) => {
  expect(readArguments(['--at', text]).at?.toISOString()).toBe(expected);
});

test.each([
  [['--at', 'tomorrow'], '--at needs an instant'],
  [['--at', '2023-13-45'], '--at needs an instant'],
  [['--port', '99999'], '--port needs a number'],
  [['--often'], '--often'],
])('%j is refused with a sentence', (argv, message) => {
  expect(() => readArguments(argv)).toThrow(message);
});

test('Ctrl-C that comes twice, from the terminal and from npm, lets the run end in order', async () => {
  const script = `import { endAtSignals } from './infra/local/signals.ts';
    endAtSignals(async () => { await new Promise((done) => setTimeout(done, 300)); process.stdout.write('ended'); });
    setInterval(() => undefined, 1000);
    process.stdout.write('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGINT'), 50);
  const [code] = await once(child, 'close');
  expect([code, said]).toEqual([130, 'readyended']);
});

test('without a path the sample articles are uploaded', () => {
  expect(readArguments(['--once'])).toMatchObject({ once: true, paths: ['test/articles'] });
});

test('a folder gives every file in it under its name there, hidden ones left out', () => {
  write('b.txt', 'a/c d.txt', '.DS_Store', '.git/config');
  expect(findUploads([folder]).map(({ key }) => key)).toEqual(['a/c d.txt', 'b.txt']);
});

test('a file gives its own name, and given twice it is uploaded once', () => {
  write('a/c.txt');
  expect(findUploads([join(folder, 'a/c.txt'), join(folder, 'a')]).map(({ key }) => key)).toEqual(['c.txt']);
});

test('two files of one name in two folders both get through', () => {
  write('a/c.txt', 'b/c.txt');
  const keys = findUploads([join(folder, 'a'), join(folder, 'b')]).map(({ key }) => key);
  expect(keys).toEqual(['c.txt', 'b/c.txt']);
});

test('a path that is not there is told by name', () => {
  expect(() => findUploads([join(folder, 'lost')])).toThrow('There is no file or folder');
});

test('a key of any kind becomes one short file name that is no path and not hidden', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (key) => {
      const name = fileName(key);
      expect(name).toMatch(/^[A-Za-z0-9%_~!'()-][A-Za-z0-9%_~!'().-]*$/);
      expect(`${name}.json`.length).toBeLessThanOrEqual(200);
    }),
  );
  expect(fileName('../ відео 🎬 a+b.txt')).not.toContain('/');
  expect(fileName('..')).toBe('%2E.');
});

test('each mail is a file of its own, also of proofs in several languages to one editor', () => {
  mkdirSync(join(folder, 'mail'));
  const to = (more: object, raw: string) => ({ tags: { reader: 'r', ...more }, raw: Buffer.from(raw) });
  for (const language of ['en', 'uk']) writeMail(folder, to({ notice: 'proof' }, language));
  writeMail(folder, to({ edition: 'e' }, 'en'));
  const names = readdirSync(join(folder, 'mail'));
  expect(names.filter((name) => name.startsWith('proof.r.'))).toHaveLength(2);
  expect(names).toContain('e.r.eml');
});
