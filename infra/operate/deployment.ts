import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTaken } from '../local/state/run-folder.ts';
import type { QueueName } from '../parts/alarm-list.ts';
import { isStateful, pipelineOn } from '../parts/names.ts';

/** Where a deployment's parts are, as an operator's command needs them. */
export interface Deployment {
  readonly tableName: string;
  readonly secretArn: string;
  readonly inboxBucket: string;
  readonly archiveBucket: string;
  readonly outboxBucket: string;
  readonly pagesBucket: string;
  readonly distributionId: string;
  readonly deliveryQueueUrl: string;
  readonly feedbackQueueUrl: string;
  readonly feedbackDeadLettersUrl: string;
  readonly configurationSet: string;
  /** Where the queues are, as far as the deployment tells. */
  readonly queues: QueueUrls;
  /** What the SDK must find in the environment: the region, and in a local run endpoints and credentials that open nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Epoch milliseconds: a local run may live at another time than this machine. */
  readonly now: () => number;
  /** The file of a local run's own briefing; absent for a deployed one, of which cdk.json names it. */
  readonly briefing?: string;
}

export type QueueUrls = Readonly<
  Partial<
    Record<
      QueueName | 'Missed',
      { readonly waiting?: string | undefined; readonly deadLetters?: string | undefined }
    >
  >
>;

/** Which output of which stack says it. `npx cdk deploy --outputs-file` writes them so, and so does a local run. */
export const OUTPUTS = {
  tableName: ['CommuniqueStateful', 'TableName'],
  secretArn: ['CommuniqueStateful', 'SecretArn'],
  inboxBucket: ['CommuniqueStateful', 'InboxBucket'],
  archiveBucket: ['CommuniqueStateful', 'ArchiveBucket'],
  outboxBucket: ['CommuniqueStateful', 'OutboxBucket'],
  pagesBucket: ['CommuniquePipeline', 'PagesBucket'],
  distributionId: ['CommuniquePipeline', 'DistributionId'],
  deliveryQueueUrl: ['CommuniqueStateful', 'DeliveryQueueUrl'],
  feedbackQueueUrl: ['CommuniqueStateful', 'FeedbackQueueUrl'],
  feedbackDeadLettersUrl: ['CommuniqueStateful', 'FeedbackDeadLettersUrl'],
  configurationSet: ['CommuniqueStateful', 'ConfigurationSet'],
} as const satisfies Record<Exclude<keyof Parts, 'queues'>, readonly [stack: string, output: string]>;

const queueOutputs = (name: QueueName) =>
  ({
    waiting: ['CommuniqueStateful', `${name}QueueUrl`],
    deadLetters: ['CommuniqueStateful', `${name}DeadLettersUrl`],
  }) as const;

/** The same of the queues; a deployment of an older version has fewer. */
export const QUEUE_OUTPUTS = {
  Intake: queueOutputs('Intake'),
  Vectors: queueOutputs('Vectors'),
  Delivery: queueOutputs('Delivery'),
  Feedback: queueOutputs('Feedback'),
  Missed: { deadLetters: ['CommuniquePipeline', 'MissedDeadLettersUrl'] },
} as const satisfies Record<
  keyof QueueUrls,
  Readonly<Record<string, readonly [stack: string, output: string]>>
>;

/** How a command is told which deployment it is about. */
export const DEPLOYMENT_OPTIONS = {
  outputs: {
    type: 'string',
    value: 'FILE',
    about: 'what `npx cdk deploy --all --outputs-file cdk.outputs.json` wrote (default: cdk.outputs.json)',
  },
  local: {
    type: 'boolean',
    default: false,
    about: 'the pipeline that `npm start` keeps running in another terminal, instead of a deployed one',
  },
} as const;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Written by a running `npm start` into its folder, removed when it ends; one that was killed leaves it behind. */
export const LOCAL_NAME = 'deployment.local.json';

/** Printed for the operator as it is, without a stack. */
export class DeploymentError extends Error {
  override readonly name = 'DeploymentError';
}

interface Asked {
  readonly outputs?: string | undefined;
  readonly local?: boolean | undefined;
}

/** The deployment that the options name. @throws DeploymentError with a sentence on what is missing and what to do. */
export function findDeployment({ outputs, local }: Asked, base: string = join(ROOT, 'out')): Deployment {
  if (outputs !== undefined && local)
    throw new DeploymentError(
      'Give --outputs or --local, not both: one names a deployment, the other a local run.',
    );
  if (local) {
    const file = runningFile(base);
    const found = readJson(file, `There is no ${file}. ${START_ADVICE}`);
    return { ...partsOf(found, file, START_ADVICE), ...runOf(found) };
  }
  const file = resolve(outputs ?? 'cdk.outputs.json');
  const advice =
    'Run `npx cdk deploy --all --outputs-file cdk.outputs.json`, or name the file with --outputs.';
  const found = readJson(file, `There is no ${file}. ${advice}`);
  const parts = partsOf(found, file, advice);
  // A local run's file says where its emulators are.
  if (found.environment !== undefined) return { ...parts, ...runOf(found) };
  return { ...parts, environment: regionOf(parts.secretArn, file), now: Date.now };
}

const START_ADVICE =
  'Start `npm start` in another terminal, wait until it says where its inbox is, try again. One with --out DIR is named by --outputs DIR/deployment.local.json.';

/** The file of the run that is going on; of several runs of one newsletter the first. @throws DeploymentError also where two newsletters run. */
function runningFile(base: string): string {
  const place = dirname(base);
  const written = (existsSync(place) ? readdirSync(place) : [])
    .filter((name) => name === basename(base) || name.startsWith(`${basename(base)}-`))
    .sort()
    .map((name) => join(place, name))
    .filter((folder) => existsSync(join(folder, LOCAL_NAME)));
  const running = written.filter(isTaken).map((folder) => join(folder, LOCAL_NAME));
  const [first] = running;
  if (first === undefined) {
    const left =
      written[0] === undefined ? '' : ` (${join(written[0], LOCAL_NAME)} is of one that was killed)`;
    throw new DeploymentError(
      `No local run is going on: \`npm start\` is not running${left}. ${START_ADVICE}`,
    );
  }
  const newsletters = new Set(running.map((file) => Object.keys(readJson(file, '')).find(isStateful)));
  if (newsletters.size > 1)
    throw new DeploymentError(
      `Several newsletters run here: name one with --outputs instead of --local: ${running.join(' or ')}.`,
    );
  return first;
}

/** Makes the SDK of this process speak with the deployment: before its first client is made. */
export function useDeployment({ environment }: Deployment): void {
  for (const [name, value] of Object.entries(environment)) process.env[name] = value;
}

type Parts = Omit<Deployment, 'environment' | 'now' | 'briefing'>;
type Json = Readonly<Record<string, unknown>>;

const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

function readJson(file: string, missing: string): Json {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DeploymentError(missing, { cause });
  }
  try {
    return record(JSON.parse(text));
  } catch (cause) {
    throw new DeploymentError(`${file} is not JSON.`, { cause });
  }
}

function partsOf(written: Json, file: string, advice: string): Parts {
  const missing: string[] = [];
  const found = outputsIn(written);
  const part = (name: keyof typeof OUTPUTS): string => {
    const [stack, output] = OUTPUTS[name];
    const value = found(stack, output);
    if (value === undefined) missing.push(`${stack}.${output}`);
    return value ?? '';
  };
  const parts: Parts = {
    tableName: part('tableName'),
    secretArn: part('secretArn'),
    inboxBucket: part('inboxBucket'),
    archiveBucket: part('archiveBucket'),
    outboxBucket: part('outboxBucket'),
    pagesBucket: part('pagesBucket'),
    distributionId: part('distributionId'),
    deliveryQueueUrl: part('deliveryQueueUrl'),
    feedbackQueueUrl: part('feedbackQueueUrl'),
    feedbackDeadLettersUrl: part('feedbackDeadLettersUrl'),
    configurationSet: part('configurationSet'),
    queues: Object.fromEntries(
      Object.entries(QUEUE_OUTPUTS).map(([name, outputs]) => [
        name,
        Object.fromEntries(
          Object.entries(outputs).map(([kind, [stack, output]]) => [kind, found(stack, output)]),
        ),
      ]),
    ),
  };
  if (missing.length > 0)
    throw new DeploymentError(
      `${file} lacks ${missing.join(', ')}: it was written by an older deployment. ${advice}`,
    );
  return parts;
}

/** An output by the names that stacks have without an id; those of a newsletter with one are called after it. */
function outputsIn(written: Json) {
  const stateful = Object.keys(written).find(isStateful);
  const own = {
    CommuniqueStateful: stateful,
    CommuniquePipeline: stateful && pipelineOn(stateful),
  };
  return (stack: keyof typeof own, output: string): string | undefined => {
    const value = record(written[stack] ?? written[own[stack] ?? stack])[output];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
}

/** Where a local run's emulators are, which briefing it has, and at what time it lives. */
function runOf(found: Json): Omit<Deployment, keyof Parts> {
  const { briefing, aheadMs } = record(found.run);
  const ahead = typeof aheadMs === 'number' ? aheadMs : 0;
  return {
    environment: variables(found.environment),
    now: () => Date.now() + ahead,
    ...(typeof briefing === 'string' ? { briefing } : {}),
  };
}

/** The stacks' own region, whatever the operator's profile says: `arn:PARTITION:secretsmanager:REGION:…`. */
function regionOf(secretArn: string, file: string): Readonly<Record<string, string>> {
  const region = secretArn.split(':')[3];
  if (!region) throw new DeploymentError(`${file}: the SecretArn "${secretArn}" names no region.`);
  return { AWS_REGION: region };
}

function variables(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).map(([name, text]) => [name, String(text)]));
}
