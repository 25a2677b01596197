import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { failureOf, InvalidUpload } from '../../lambdas/article/invalid-upload.ts';

const COMMAND = fileURLToPath(new URL('../../infra/local/dry-run/read.ts', import.meta.url));
const sample = (name: string): string => fileURLToPath(new URL(`../articles/${name}`, import.meta.url));

function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly string[]; readonly help: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], (_, stdout, stderr) => {
      resolve({
        code: child.exitCode ?? -1,
        lines: stdout.split('\n').filter((line) => line !== ''),
        help: stdout + stderr,
      });
    });
  });
}

describe('the read command', () => {
  it('prints one line per file in order, refusals and unreadable paths among them, and exits 1', async () => {
    const paths = [sample('harbour-gazette-summit.txt'), sample('untitled.txt'), sample('no such file.txt')];
    const { code, lines } = await run(...paths);
    const answers = lines.map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(answers.map((answer) => answer.key)).toEqual(paths);
    expect(answers[0]).toMatchObject({ outlet: 'Harbour Gazette', language: 'en' });
    expect(answers[1].error.code).toBe('empty');
    expect(answers[2].error.message).toMatch(/^Cannot open .*\(ENOENT\)/);
  });

  it('goes on with the next file when the reader itself fails over one', async () => {
    const { code, lines } = await run('/dev/null/x', sample('harbour-gazette-summit.txt'));
    expect(code).toBe(1);
    expect(JSON.parse(lines[1] ?? '{}')).toMatchObject({ outlet: 'Harbour Gazette' });
    expect(failureOf(new TypeError('x is not a function'))).toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/the fault is not yours/),
      stack: expect.stringContaining('x is not a function'),
    });
    expect(failureOf(new InvalidUpload('empty', 'It is empty.'))).toEqual({
      code: 'empty',
      message: 'It is empty.',
    });
  });

  it('exits 0 when all were read, and says how to call it', async () => {
    expect((await run(sample('harbour-gazette-summit.txt'))).code).toBe(0);
    expect(await run('--help')).toMatchObject({
      code: 0,
      help: expect.stringContaining('Usage: npm run --silent read'),
    });
    expect((await run()).code).toBe(2);
  });
});
