import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answer, Call, Failure, Outcome } from './function-messages.ts';
import { ACCOUNT } from './physical.ts';
import type { Resource } from './template.ts';
import { fields, numberOf, textOf } from './value.ts';

/** A function's own failure, with its name in front, as the queue or the caller sees it. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly failure: Failure;
  constructor(functionId: string, failure: Failure) {
    super(`${functionId}: ${failure.name}: ${failure.message}`);
    this.failure = failure;
  }
}

export interface Functions {
  /** Calls a function with an event; resolves with what it answered. @throws FunctionError */
  invoke(fn: Resource, event: unknown): Promise<unknown>;
  /** Calls `handler` of one of the runner's own modules in a worker with these variables. @throws FunctionError */
  invokeModule(module: URL, variables: Readonly<Record<string, string>>, event: unknown): Promise<unknown>;
  /** Ends every worker of a function at once, as a crash would. */
  crash(functionId: string): Promise<void>;
  close(): Promise<void>;
}

export interface FunctionOptions {
  readonly region: string;
  /** `AWS_ENDPOINT_URL_*`. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** What the functions' clocks read when their worker starts; the machine's own time when undefined. */
  readonly now: () => number | undefined;
  /** Each line that a function writes. */
  readonly log?: (functionId: string, line: string) => void;
}

interface Runner {
  readonly owner: string;
  readonly worker: Worker;
  call(event: unknown): Promise<unknown>;
}

/** Lambda gives a module ten seconds to load; a busy laptop may need more. */
const LOAD_LIMIT_MS = 60_000;
const WORKER = new URL('./function-worker.ts', import.meta.url);

/** Every function of the template runs its bundle in worker threads, one event at a time in each, as Lambda does. */
export function startFunctions(options: FunctionOptions): Functions {
  const idle = new Map<string, Runner[]>();
  const alive = new Set<Runner>();
  let requests = 0;

  async function run(job: Job, event: unknown): Promise<unknown> {
    const pool = idle.get(job.id) ?? [];
    idle.set(job.id, pool);
    const runner = pool.pop() ?? begin(job);
    try {
      return await runner.call(event);
    } finally {
      // A handler's own error leaves its worker usable, as on Lambda; a dead one is not in `alive` any more.
      if (alive.has(runner)) pool.push(runner);
    }
  }

  function begin(job: Job): Runner {
    const worker = new Worker(WORKER, {
      env: { ...job.variables, ...runtimeVariables(job, options) },
      workerData: { file: job.file, exportName: job.exportName, startAt: options.now() },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: job.memory },
      stdout: true,
      stderr: true,
    });
    for (const stream of [worker.stdout, worker.stderr]) {
      createInterface({ input: stream }).on('line', (line) => options.log?.(job.id, line));
    }
    const waiting = new Map<number, { begun(): void; settle(outcome: Outcome): void }>();
    const fail = (error: Failure) => {
      alive.delete(runner);
      for (const [call, { settle }] of waiting) settle({ call, ok: false, error });
      waiting.clear();
    };
    worker.on('message', (answer: Answer) => {
      if ('begun' in answer) return waiting.get(answer.call)?.begun();
      waiting.get(answer.call)?.settle(answer);
      waiting.delete(answer.call);
    });
    worker.on('error', ({ message, stack }: Error) => fail({ name: 'Runtime.ExitError', message, stack }));
    worker.on('exit', () =>
      fail({ name: 'Runtime.ExitError', message: 'The worker ended before it answered.' }),
    );

    const runner: Runner = {
      owner: job.id,
      worker,
      async call(event) {
        const call = ++requests;
        const { promise, resolve } = Promise.withResolvers<Outcome>();
        const giveUp = (limit: number, during: string) =>
          setTimeout(() => {
            fail({ name: 'Sandbox.Timedout', message: `${during} timed out after ${limit / 1000} seconds.` });
            void worker.terminate();
          }, limit);
        let timer = giveUp(LOAD_LIMIT_MS, 'Init');
        const begun = () => {
          clearTimeout(timer);
          timer = giveUp(job.timeout, 'Task');
        };
        waiting.set(call, { begun, settle: resolve });
        const message: Call = { call, event, context: context(job, call), deadline: job.timeout };
        worker.postMessage(message);
        const outcome = await promise;
        clearTimeout(timer);
        if (!outcome.ok) throw new FunctionError(job.id, outcome.error);
        return JSON.parse(outcome.value);
      },
    };
    alive.add(runner);
    return runner;
  }

  const end = async (runners: readonly Runner[]) => {
    for (const runner of runners) alive.delete(runner);
    await Promise.all(runners.map(({ worker }) => worker.terminate()));
  };

  return {
    invoke: (fn, event) => run(jobOf(fn), event),
    invokeModule: (module, variables, event) =>
      run({ ...RUNNERS_OWN, id: module.pathname, file: module.href, variables }, event),
    crash: (functionId) => end([...alive].filter(({ owner }) => owner === functionId)),
    close: () => end([...alive]),
  };
}

/** One function as its workers need it. */
interface Job {
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

const RUNNERS_OWN = {
  name: 'local',
  arn: 'local',
  root: '.',
  exportName: 'handler',
  runtime: 'nodejs24.x',
  timeout: 60_000,
  memory: 512,
};

function jobOf(fn: Resource): Job {
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
function runtimeVariables(job: Job, { region, endpoints }: FunctionOptions): Record<string, string> {
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

function context(job: Job, call: number): Call['context'] {
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
