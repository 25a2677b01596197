import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ACCOUNT } from '../stack/physical-names.ts';
import type { Resource } from '../stack/template.ts';
import { fields, numberOf, textOf } from '../stack/template-values.ts';
import type { Call } from './function-messages.ts';

interface Surroundings {
  readonly region: string;
  /** `AWS_ENDPOINT_URL_*`. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/** One function as its workers need it. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  /** The unpacked bundle. */
  readonly root: string;
  /** A `file:` URL. */
  readonly file: string;
  readonly exportName: string;
  readonly runtime: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Megabytes. */
  readonly memory: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** What is the same for every module of the runner's own that runs in a worker. */
export const RUNNERS_OWN = {
  name: 'local',
  arn: 'local',
  root: '.',
  exportName: 'handler',
  runtime: 'nodejs24.x',
  timeout: 60_000,
  memory: 512,
};

export function jobOf(fn: Resource): Job {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields(fields(fn.property('Environment')).Variables))) {
    variables[name] = textOf(value);
  }
  return {
    id: fn.id,
    name: fn.name,
    arn: fn.arn,
    ...bundle(fn),
    runtime: textOf(fn.property('Runtime')),
    timeout: numberOf(fn.property('Timeout'), 3) * 1000,
    memory: numberOf(fn.property('MemorySize'), 128),
    variables,
  };
}

/** Where a function's code lies: the asset that its `Code.S3Key` names. */
export function bundle(fn: Resource): Pick<Job, 'root' | 'file' | 'exportName'> {
  const key = textOf(fields(fn.property('Code')).S3Key);
  const root = fn.stack.assets.get(key.replace(/\.zip$/, ''));
  if (root === undefined) throw new Error(`${fn.id}: no asset of the template is ${key || 'its code'}.`);
  const [module = '', exportName = ''] = textOf(fn.property('Handler')).split('.');
  for (const extension of ['mjs', 'js', 'cjs']) {
    const file = join(root, `${module}.${extension}`);
    if (existsSync(file)) return { root, file: pathToFileURL(file).href, exportName };
  }
  throw new Error(`${fn.id}: its bundle has no ${module}.mjs, .js or .cjs.`);
}

/** What Lambda adds to the template's variables; nothing of this machine's reaches a function. */
export function runtimeVariables(job: Job, { region, endpoints }: Surroundings): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: job.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(job.memory),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${job.name}`,
    AWS_EXECUTION_ENV: `AWS_Lambda_${job.runtime}`,
    // The emulators learn from it who calls.
    AWS_ACCESS_KEY_ID: job.id,
    AWS_SECRET_ACCESS_KEY: ACCOUNT,
    // A developer's own profile must not reach into the run.
    AWS_CONFIG_FILE: join(job.root, '.aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(job.root, '.aws-credentials'),
    LAMBDA_TASK_ROOT: job.root,
    TZ: ':UTC',
    ...endpoints,
  };
}

/** The second argument of a handler, as far as it is data. */
export function context(job: Job, call: number): Call['context'] {
  return {
    functionName: job.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: job.arn,
    memoryLimitInMB: String(job.memory),
    awsRequestId: `00000000-0000-4000-8000-${String(call).padStart(12, '0')}`,
    logGroupName: `/aws/lambda/${job.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
  };
}
