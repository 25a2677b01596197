import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './tools.ts';

export interface TestRun {
  readonly passed: number;
  /** Each failed test with the first line of why. */
  readonly failed: readonly string[];
}

const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** Runs test files of ours with these variables, one after the other. @throws Error when the run itself does not come about. */
export async function runTests(
  files: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'aws-check-'));
  try {
    const file = join(folder, 'report.json');
    const options = ['--reporter=json', `--outputFile=${file}`, '--maxWorkers=1', '--testTimeout=240000'];
    const { said } = await run(process.execPath, [VITEST, 'run', ...files, ...options], {
      ...process.env,
      ...variables,
    });
    let report: Report;
    try {
      report = JSON.parse(readFileSync(file, 'utf8'));
    } catch (cause) {
      throw new Error(`The tests did not run:\n${said}`, { cause });
    }
    const failed = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const tests = assertionResults
        .filter((test) => test.status === 'failed')
        .map(({ fullName, failureMessages = [] }) => `${fullName}: ${firstLine(failureMessages[0])}`);
      return tests.length === 0 && status === 'failed' ? [`${name}: ${firstLine(message)}`] : tests;
    });
    return { passed: report.numPassedTests, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const firstLine = (text = ''): string => text.split('\n')[0] ?? '';
