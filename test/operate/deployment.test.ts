import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDeployment, publishDeployment } from '../../infra/local/local-deployment.ts';
import { createResolver } from '../../infra/local/stack/template.ts';
import { takeRunFolder } from '../../infra/local/state/run-folder.ts';
import { findDeployment, OUTPUTS } from '../../infra/operate/deployment.ts';
import { stackNames } from '../../infra/parts/names.ts';
import { synthesized } from '../infra/synthesized.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deployment-'));
  file = join(folder, 'outputs.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What `cdk deploy --outputs-file` writes, with every output named after itself. */
function written(): Record<string, Record<string, string>> {
  const stacks: Record<string, Record<string, string>> = {};
  for (const [stack, output] of Object.values(OUTPUTS)) {
    stacks[stack] = { ...stacks[stack], [output]: `the ${output}` };
  }
  const secretArn = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:S-1';
  return { ...stacks, CommuniqueStateful: { ...stacks.CommuniqueStateful, SecretArn: secretArn } };
}

test('a deployment is found by the outputs that cdk wrote, with the region of its stacks', () => {
  writeFileSync(file, JSON.stringify(written()));
  expect(findDeployment({ outputs: file })).toMatchObject({
    tableName: 'the TableName',
    archiveBucket: 'the ArchiveBucket',
    environment: { AWS_REGION: 'eu-west-3' },
  });
});

test('one with an id is found in stacks of its own name, and the queues of an older one are not known', () => {
  const { CommuniqueStateful, CommuniquePipeline } = written();
  writeFileSync(
    file,
    JSON.stringify({
      'communique-orbit-stateful': { ...CommuniqueStateful, IntakeQueueUrl: 'the intake queue' },
      'communique-orbit-pipeline': CommuniquePipeline,
    }),
  );
  expect(findDeployment({ outputs: file })).toMatchObject({
    tableName: 'the TableName',
    pagesBucket: 'the PagesBucket',
    queues: { Intake: { waiting: 'the intake queue', deadLetters: undefined } },
  });
});

test.each<[string, unknown, RegExp]>([
  ['a file that is not there', undefined, /There is no .*outputs\.json\. Run `npx cdk deploy --all/],
  ['a file that is no JSON', '{', /is not JSON/],
  ['a file without an output', { CommuniqueStateful: {} }, /lacks CommuniqueStateful\.TableName, .*older/],
  [
    'a secret without a region',
    { ...written(), CommuniqueStateful: { ...written().CommuniqueStateful, SecretArn: 'x' } },
    /names no region/,
  ],
])('%s is told in a sentence', (_, content, message) => {
  if (content !== undefined)
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  expect(() => findDeployment({ outputs: file })).toThrow(message);
});

test('a run and a deployment cannot both be meant', () => {
  expect(() => findDeployment({ outputs: file, local: true })).toThrow('not both');
});

test('a local run is found while it lasts, by the outputs that the template really has', () => {
  const [stateful, pipeline] = synthesized();
  const stacks = Object.entries({ CommuniqueStateful: stateful, CommuniquePipeline: pipeline }).map(
    ([name, template]) => ({ name, template, assets: new Map() }),
  );
  const resolver = createResolver(stacks, { region: 'eu-central-1', queueOrigin: 'http://127.0.0.1:9' });
  expect(() => findDeployment({ local: true }, join(folder, 'out'))).toThrow(
    /No local run.*not running\. Start `npm start`/,
  );
  const run = takeRunFolder(join(folder, 'out'));
  const endpoints = { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9' };
  const now = () => new Date(Date.now() - 3 * 365 * 86_400_000);
  const parts = localDeployment(stacks, resolver, 'eu-central-1', endpoints);
  const end = publishDeployment(parts, run.path, { briefing: 'its/briefing.json', now });
  const found = findDeployment({ local: true }, join(folder, 'out'));
  // Decided now, by the run's own briefing and clock: a coverage that is over is lived on its last day.
  expect(Math.abs(found.now() - now().getTime())).toBeLessThan(60_000);
  expect(found.briefing).toBe(resolve('its/briefing.json'));
  expect(found).toMatchObject({
    deliveryQueueUrl: expect.stringContaining('http://127.0.0.1:9/000000000000/CommuniqueStateful-Delivery'),
    environment: { ...endpoints, AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'operator' },
  });
  for (const value of Object.values(found)) expect(value).not.toBe('');
  for (const name of ['Intake', 'Vectors', 'Delivery', 'Feedback'] as const)
    expect(found.queues[name]?.waiting).toContain(`/CommuniqueStateful-${name}`);
  expect(found.queues.Missed?.deadLetters).toContain('/CommuniquePipeline-MissedDeadLetters');
  run.release();
  expect(() => findDeployment({ local: true }, join(folder, 'out'))).toThrow(
    /not running \(.*deployment\.local\.json is of one that/,
  );
  end();
  expect(existsSync(join(run.path, 'deployment.local.json'))).toBe(false);
});

test('of two newsletters that run side by side each is found by its own file, and --local alone names neither', () => {
  const endpoints = { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9' };
  const runs = [undefined, 'tidewater'].map((id) => {
    const run = takeRunFolder(join(folder, id === undefined ? 'beside' : `beside-${id}`));
    const names = stackNames(id === undefined ? {} : { id });
    const templates = synthesized(id === undefined ? {} : { briefing: { id } });
    const stacks = [names.stateful, names.pipeline].map((name, at) => ({
      name,
      template: templates[at] ?? {},
      assets: new Map(),
    }));
    const resolver = createResolver(stacks, { region: 'eu-central-1', queueOrigin: 'http://127.0.0.1:9' });
    publishDeployment(localDeployment(stacks, resolver, 'eu-central-1', endpoints), run.path, {
      briefing: `${id}.json`,
      now: () => new Date(),
    });
    return run;
  });
  expect(() => findDeployment({ local: true }, join(folder, 'beside'))).toThrow(
    /Several newsletters run here: .*beside\/deployment\.local\.json or .*beside-tidewater\/deploy/,
  );
  const [mine, theirs] = runs.map(({ path }) =>
    findDeployment({ outputs: join(path, 'deployment.local.json') }),
  );
  expect(mine?.environment).toMatchObject(endpoints);
  const parts = (one: typeof mine) =>
    Object.entries(one ?? {}).flatMap(([name, value]) =>
      name === 'environment' || name === 'now' ? [] : JSON.stringify(value),
    );
  expect(parts(mine).filter((value) => parts(theirs).includes(value))).toEqual([]);
  for (const run of runs) run.release();
});
