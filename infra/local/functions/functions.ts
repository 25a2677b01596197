import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Resource } from '../stack/template.ts';
import { context, type Job, jobOf, RUNNERS_OWN, runtimeVariables } from './function-job.ts';
import type { Call, Failure, FunctionAnswer, Outcome } from './function-messages.ts';

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
  /** What the functions' clocks read when they are called; the machine's own time when undefined. */
  readonly now: () => number | undefined;
  /** For tests: other bounds than `WORKERS` and `WAITING`. */
  readonly workers?: number;
  readonly waiting?: number;
  /** Each line that a function writes. */
  readonly log?: (functionId: string, line: string) => void;
}

/** Workers of one function at a time, as a function's reserved concurrency: each may take its whole memory. */
export const WORKERS = 4;
/** Calls of one function that wait for a worker; a call beyond is refused, as Lambda throttles. */
export const WAITING = 1000;
/** The name of that refusal. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
export const THROTTLED = 'TooManyRequestsException';

interface Pool {
  readonly idle: Runner[];
  /** Each goes on in the place of a call that has ended. */
  readonly waiting: (() => void)[];
  busy: number;
}

interface Runner {
  readonly owner: string;
  readonly worker: Worker;
  call(event: unknown): Promise<unknown>;
}

/** Lambda gives a module ten seconds to load (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html); a busy laptop may need more. */
const LOAD_LIMIT_MS = 60_000;
const WORKER = new URL('./function-worker.ts', import.meta.url);

/** Every function of the template runs its bundle in worker threads, one event at a time in each, as Lambda does. */
export function startFunctions(options: FunctionOptions): Functions {
  const pools = new Map<string, Pool>();
  let isClosed = false;
  const alive = new Set<Runner>();
  let requests = 0;

  async function run(job: Job, event: unknown): Promise<unknown> {
    const pool = pools.get(job.id) ?? { idle: [], waiting: [], busy: 0 };
    pools.set(job.id, pool);
    await turn(job, pool);
    try {
      if (isClosed)
        throw new FunctionError(job.id, { name: 'Runtime.Closed', message: 'The run has ended.' });
      // One that was ended while it had nothing to do would never answer.
      let runner = pool.idle.pop();
      while (runner !== undefined && !alive.has(runner)) runner = pool.idle.pop();
      runner ??= begin(job);
      try {
        return await runner.call(event);
      } finally {
        // A handler's own error leaves its worker usable, as on Lambda; a dead one is not in `alive` any more.
        if (alive.has(runner)) pool.idle.push(runner);
      }
    } finally {
      const next = pool.waiting.shift();
      if (next) next();
      else pool.busy -= 1;
    }
  }

  async function turn(job: Job, pool: Pool): Promise<void> {
    if (pool.busy < (options.workers ?? WORKERS)) {
      pool.busy += 1;
      return;
    }
    if (pool.waiting.length >= (options.waiting ?? WAITING))
      throw new FunctionError(job.id, { name: THROTTLED, message: 'Rate exceeded: too many calls wait.' });
    await new Promise<void>((go) => pool.waiting.push(go));
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
    worker.on('message', (answer: FunctionAnswer) => {
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
        const now = options.now();
        const message: Call = {
          call,
          event,
          context: context(job, call),
          deadline: job.timeout,
          ...(now === undefined ? {} : { now }),
        };
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
    close() {
      isClosed = true;
      return end([...alive]);
    },
  };
}
