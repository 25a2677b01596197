import { rmSync } from 'node:fs';
import { defineCommand, runCommand } from '../../infra/command.ts';
import { writeTemplates } from './templates.ts';
import { runTests, type TestRun } from './test-run.ts';
import { run, startMoto, version } from './tools.ts';

/*
 * A second opinion on what our emulators let pass: the pipeline's own tests against other implementations of AWS, its templates
 * under another linter, its calls against their roles. What is not installed is skipped with a sentence; `npm cit` needs none of it.
 */

const AWS_CHECK = defineCommand({
  call: 'npm run aws-check',
  words: { least: 0, most: 0 },
  about:
    'Runs the tests of stores, queues and mail against moto (S3, SQS, SES, DynamoDB) where `moto_server` is installed, those of the table against DynamoDB Local where DYNAMODB_LOCAL says at which address it runs, cfn-lint over the templates where it is installed, and compares each call of the functions with their roles. Prints a line for each.',
  options: {},
  notes:
    'MOTO_SERVER and CFN_LINT name other commands than moto_server and cfn-lint; DYNAMODB_LOCAL is such as http://127.0.0.1:8000, in memory and shared.\nExit code 0 when nothing was found, 1 when something was, 2 on a wrong call.',
});

/** Tests whose stores can be another implementation. Deliver's are not among them: none other breaks connections on demand. */
const TABLE_TESTS = [
  'test/aws/articles.test.ts',
  'test/aws/confirmations.test.ts',
  'test/aws/pace.test.ts',
  'test/feedback.test.ts',
  'test/upgrade/version-0.1.0.test.ts',
];
const STORE_TESTS = [...TABLE_TESTS, 'test/aws/mail-and-queue.test.ts', 'test/intake.test.ts'];

/** CDK itself writes each function's dependency on its role, which a reference enforces already (W3005). */
const LINT = ['--format', 'parseable', '--regions', 'eu-central-1', '--ignore-checks', 'W3005', '--'];

type Line = readonly [what: string, result: string, isGood: boolean];

const skipped = (what: string, why: string): Line => [what, `skipped: ${why}`, true];

function told(what: string, { passed, failed }: TestRun): Line {
  for (const failure of failed) process.stderr.write(`  ${failure}\n`);
  return [what, `${passed} tests passed, ${failed.length} failed`, failed.length === 0];
}

async function moto(): Promise<Line> {
  const command = process.env.MOTO_SERVER ?? 'moto_server';
  if (version(command, '--help') === null)
    return skipped('moto', `there is no ${command}; pip installs it as "moto[server]".`);
  const server = await startMoto(command);
  try {
    const services = ['DYNAMODB', 'S3', 'SES', 'SQS'].map((name) => [
      `CHECK_ENDPOINT_${name}`,
      server.origin,
    ]);
    return told('moto (S3, SQS, SES, DynamoDB)', await runTests(STORE_TESTS, Object.fromEntries(services)));
  } finally {
    await server.stop();
  }
}

async function dynamodbLocal(): Promise<Line> {
  const origin = process.env.DYNAMODB_LOCAL;
  if (origin === undefined)
    return skipped(
      'DynamoDB Local',
      'DYNAMODB_LOCAL names none that runs; AWS offers it under its own terms.',
    );
  return told('DynamoDB Local', await runTests(TABLE_TESTS, { CHECK_ENDPOINT_DYNAMODB: origin }));
}

async function lint(): Promise<Line> {
  const command = process.env.CFN_LINT ?? 'cfn-lint';
  const own = version(command, '--version');
  if (own === null) return skipped('cfn-lint', `there is no ${command}; pip installs it.`);
  const { folders, files } = writeTemplates();
  try {
    const { code, said } = await run(command, [...LINT, ...files]);
    const findings = said.split('\n').filter((line) => /:[EW]\d{4}:/.test(line));
    for (const finding of findings) process.stderr.write(`  ${finding.replace(/^.*\//, '')}\n`);
    return [
      own,
      `${files.length} templates, ${findings.length} findings`,
      findings.length === 0 && code === 0,
    ];
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

async function policies(): Promise<Line> {
  return told('calls against roles', await runTests(['test/infra/grants.test.ts'], {}));
}

async function main(): Promise<number> {
  let isGood = true;
  for (const part of [lint, policies, moto, dynamodbLocal]) {
    const [what, result, isPartGood] = await part();
    process.stdout.write(`${isPartGood ? 'ok  ' : 'FAIL'} ${what}: ${result}\n`);
    isGood &&= isPartGood;
  }
  return isGood ? 0 : 1;
}

await runCommand(AWS_CHECK, main);
