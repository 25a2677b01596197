import { operatorLink } from '../../lambdas/desk/session.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { type Keys, keysFrom } from '../../lambdas/reader/keys.ts';
import { type Connected, connectFunctions } from './connect-functions.ts';
import { queueDepth } from './emulators/queues.ts';
import { openBucket } from './emulators/s3/bucket.ts';
import { callNamed, type Schedules, startSchedules } from './emulators/schedules.ts';
import { localDeployment } from './local-deployment.ts';
import type { Pipeline, PipelineOptions } from './stack/pipeline-shape.ts';
import { singleResource } from './stack/single-resource.ts';
import { countResources } from './stack/stack.ts';
import { fields, textOf } from './stack/template-values.ts';
import { type Closers, type Emulators, REGION, startEmulators } from './start-emulators.ts';
import { type RunClock, startRunClock } from './state/run-clock.ts';
import { passingState, type State } from './state/run-state.ts';
import type { TableOrder } from './table-access.ts';
import { PipelineFailure, untilSettled } from './until-settled.ts';

export type { Pipeline, PipelineOptions } from './stack/pipeline-shape.ts';

/** All that runs, and what of it the pipeline is asked for. */
interface Running {
  readonly options: PipelineOptions;
  readonly state: State;
  readonly clock: RunClock;
  readonly emulators: Emulators;
  readonly connected: Connected;
  readonly buckets: Pipeline['buckets'];
  readonly keys: Keys;
  readonly askTable: AskTable;
  readonly closers: Closers;
}

/** Has the pipeline's own table read or written; the answer's shape is checked where it is made. */
type AskTable = (order: TableOrder) => Promise<unknown>;

/**
 * The synthesized stacks, running on this machine: their resources in emulators, their functions in worker threads.
 * @throws TemplateError or Error naming the resource that could not be made; nothing is left running then.
 */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const closers: Closers = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const running = await start(options, closers);
    return { ...pipelineOf(running), ...rowsOf(running), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(options: PipelineOptions, closers: Closers): Promise<Running> {
  const state = options.state ?? passingState();
  closers.push(() => state.journal.close());
  const clock = startRunClock(options.at, state.journal);
  closers.push(clock.close);
  const emulators = await startEmulators(options, state, clock, closers);
  const connected = await connectFunctions(options, clock.now, emulators, closers);
  const { resolver, secrets } = emulators;
  const buckets = bucketsOf(emulators);
  const tableVariables = {
    TABLE_NAME: singleResource(resolver, 'AWS::DynamoDB::Table', 'Table').name,
    OUTBOX_BUCKET: buckets.outbox.name,
  };
  const askTable: AskTable = (order) =>
    connected.functions.invokeModule(new URL('./table-access.ts', import.meta.url), tableVariables, order);
  const keys = keysFrom(
    secrets.valueOf(singleResource(resolver, 'AWS::SecretsManager::Secret', 'Secret').arn),
  );
  const confirmedAt = new Date(clock.now().getTime() - 3_600_000).toISOString();
  // A reader of an earlier run may have left since, or changed the language.
  if (!state.isResumed) await askTable(seedOf(options.readers, confirmedAt, keys));
  state.ready();
  return { options, state, clock, emulators, connected, buckets, keys, askTable, closers };
}

function bucketsOf({ store, resolver }: Emulators): Pipeline['buckets'] {
  const bucketOf = (name: string) =>
    openBucket(store.s3, singleResource(resolver, 'AWS::S3::Bucket', name).name);
  return {
    inbox: bucketOf('Inbox'),
    archive: bucketOf('Archive'),
    outbox: bucketOf('Outbox'),
    web: bucketOf('Pages'),
  };
}

function seedOf(readers: PipelineOptions['readers'], confirmedAt: string, keys: Keys): TableOrder {
  const consent = { consentAt: confirmedAt, consentFrom: 'sample reader of the briefing' };
  return {
    kind: 'seed',
    readers: readers.map(({ address, language }) => ({
      id: readerId(address, keys.readerKey),
      address,
      language,
      state: 'confirmed',
      confirmedAt,
      ...consent,
    })),
  };
}

type Rows = Pick<Pipeline, 'ledger' | 'readers' | 'deadLetters'>;

function pipelineOf(running: Running): Omit<Pipeline, keyof Rows | 'close'> {
  const { options, state, clock, emulators, connected, buckets, keys, closers } = running;
  const { store, mailer, invalidations, resolver, endpoints } = emulators;
  const { functions, sources, schedules, distribution } = connected;
  const { now } = clock;
  /** What a schedule's function answers; undefined where the template has no such schedule. */
  const ask = async (name: string) => {
    const call = callNamed(schedules, name, now());
    return call && fields(await functions.invoke(call.fn, call.input));
  };
  let runningSchedules: Schedules | undefined;
  closers.push(() => runningSchedules?.close());
  return {
    made: countResources(options.stacks),
    buckets,
    mails: mailer.mails,
    invalidated: invalidations.paths,
    distributionOrigin: distribution.origin,
    deployment: localDeployment(options.stacks, resolver, REGION, endpoints),
    now,
    settled: () =>
      untilSettled({
        async told() {
          await store.settled();
          await mailer.settled();
        },
        isQuiet: mailer.isQuiet,
        depths: () => Promise.all(sources.queueUrls.map((url) => queueDepth(store.sqs, url))),
        failures: connected.failures,
        hopeless: connected.hopeless,
        troubles: connected.troubles,
      }),
    async compose(slot) {
      const call = callNamed(schedules, 'slot', slot);
      if (!call || !textOf(fields(call.input).slot).includes(isoSeconds(slot)))
        throw new PipelineFailure('The template has no schedule that passes on its scheduled time.');
      const answer = await functions.invoke(call.fn, call.input);
      clock.noteEdition();
      const edition = textOf(fields(answer).edition);
      if (edition === '')
        throw new PipelineFailure(`${call.fn.id} named no edition: ${JSON.stringify(answer)}`);
      state.journal.note('edition', edition);
      return edition;
    },
    preview: async () => void (await ask('preview')),
    daily: async () => (await ask('daily'))?.daily,
    deskLink: () => `${distribution.origin}/desk/enter/${operatorLink(now().getTime(), keys)}`,
    async reconcile() {
      if (!(await ask('reconcile')))
        throw new PipelineFailure('The template has no schedule that reconciles.');
    },
    crash: functions.crash,
    jump: clock.jump,
    startSchedules(onError) {
      runningSchedules = startSchedules(schedules, functions, { onError, now });
    },
  };
}

/** What stands in the table, and what was set aside. */
function rowsOf({ options, emulators, connected, keys, askTable }: Running): Rows {
  return {
    async ledger(edition) {
      const lines = await askTable({ kind: 'ledger', edition });
      return Array.isArray(lines) ? lines : [];
    },
    async readers() {
      const ids = options.readers.map(({ address }) => readerId(address, keys.readerKey));
      const states = await askTable({ kind: 'readers', ids });
      const found = Array.isArray(states) ? states : [];
      return Object.fromEntries(ids.map((id, index) => [id, textOf(found[index])]));
    },
    async deadLetters() {
      const found: Record<string, number> = {};
      const watched = connected.sources.queueUrls;
      for (const queue of emulators.resolver.all('AWS::SQS::Queue')) {
        const depth = watched.includes(queue.ref) ? 0 : await queueDepth(emulators.store.sqs, queue.ref);
        if (depth > 0) found[queue.id] = depth;
      }
      return found;
    },
  };
}

const isoSeconds = (date: Date): string => date.toISOString().slice(0, 19);
