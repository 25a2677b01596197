import { startDistribution } from './emulators/cloudfront/distribution.ts';
import { readSchedules } from './emulators/schedules.ts';
import { startSources } from './functions/event-sources.ts';
import { FunctionError, startFunctions } from './functions/functions.ts';
import { readLine, troubleLog } from './log-lines.ts';
import type { PipelineOptions } from './stack/pipeline-shape.ts';
import { type Closers, type Emulators, REGION } from './start-emulators.ts';

export type Connected = Awaited<ReturnType<typeof connectFunctions>>;

/** The functions in worker threads, and everything that calls them: queues, schedules, the distribution. */
export async function connectFunctions(
  options: PipelineOptions,
  now: () => Date,
  { store, resolver, endpoints }: Emulators,
  closers: Closers,
) {
  const troubles = troubleLog(options.onTrouble);
  const functions = startFunctions({
    region: REGION,
    endpoints,
    now: () => (options.at === undefined ? undefined : now().getTime()),
    log: (functionId, line) => {
      options.onLog?.(functionId, line);
      const { trouble: told, suppressed } = readLine(line);
      if (told !== undefined) troubles.note(functionId, told);
      if (suppressed) options.onReader?.(suppressed.reader, suppressed.state);
    },
  });
  closers.push(functions.close);
  let failures = 0;
  let hopeless: string | undefined;
  const sources = startSources(resolver, store.sqs, functions, {
    region: REGION,
    retrySeconds: options.retrySeconds,
    deliveries: options.deliveries,
    pollers: options.pollers,
    onFailure: (functionId, error) => {
      failures += 1;
      troubles.note(functionId, messageOf(error));
      if (error instanceof FunctionError && error.failure.loading === true) hopeless ??= messageOf(error);
    },
    onGivenBack: (functionId, receives) => {
      failures += 1;
      hopeless ??= troubles.despair(functionId, receives);
    },
  });
  closers.push(sources.close);
  const schedules = readSchedules(resolver);
  const distribution = await startDistribution(resolver, { s3: store.s3, functions });
  closers.push(distribution.close);
  store.admit(distribution.origin);
  return {
    functions,
    sources,
    schedules,
    distribution,
    troubles: troubles.all,
    failures: () => failures,
    hopeless: () => hopeless,
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error ?? ''));
