import { operatorLink } from '../../lambdas/desk/session.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import { startDistribution } from './emulators/cloudfront/distribution.ts';
import { startInvalidations } from './emulators/cloudfront/invalidations.ts';
import { startTables } from './emulators/dynamodb.ts';
import { queueDepth } from './emulators/queues.ts';
import { openBucket } from './emulators/s3/bucket.ts';
import { startObjectStore } from './emulators/s3/s3-sqs.ts';
import { callNamed, readSchedules, type Schedules, startSchedules } from './emulators/schedules.ts';
import { startSecrets } from './emulators/secrets.ts';
import { startMailer } from './emulators/ses/ses.ts';
import { startTopics } from './emulators/topics.ts';
import { startSources } from './functions/event-sources.ts';
import { FunctionError, startFunctions } from './functions/functions.ts';
import { localDeployment } from './local-deployment.ts';
import { readLine, troubleLog } from './log-lines.ts';
import type { Pipeline, PipelineOptions } from './stack/pipeline-shape.ts';
import { singleResource } from './stack/single-resource.ts';
import { countResources } from './stack/stack.ts';
import { createResolver } from './stack/template.ts';
import { fields, textOf } from './stack/template-values.ts';
import { startRunClock } from './state/run-clock.ts';
import { passingState } from './state/run-state.ts';
import type { TableOrder } from './table-access.ts';
import { PipelineFailure, untilSettled } from './until-settled.ts';

export type { Pipeline, PipelineOptions } from './stack/pipeline-shape.ts';

const REGION = 'eu-central-1';

/**
 * The synthesized stacks, running on this machine: their resources in emulators, their functions in worker threads.
 * @throws TemplateError or Error naming the resource that could not be made; nothing is left running then.
 */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return await build(options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  options: PipelineOptions,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Pipeline> {
  const { stacks } = options;
  const state = options.state ?? passingState();
  closers.push(() => state.journal.close());
  const clock = startRunClock(options.at, state.journal);
  closers.push(clock.close);
  const { now } = clock;

  const store = await startObjectStore({
    region: REGION,
    clock: clock.eventTime,
    retell: options.retell,
    folder: state.storeFolder,
    journal: state.journal,
  });
  closers.push(store.close);
  const tables = await startTables(REGION, state.tableFolder);
  closers.push(tables.close);
  const secrets = await startSecrets();
  closers.push(secrets.close);
  const invalidations = await startInvalidations();
  closers.push(invalidations.close);
  const topics = startTopics(store.origin);
  const mailer = await startMailer({
    trouble: options.trouble,
    onMail: options.onMail,
    rate: options.rate,
    daily: options.daily,
    clock: now,
    publish: topics.publish,
    journal: state.journal,
  });
  closers.push(mailer.close);

  const resolver = createResolver(stacks, { region: REGION, queueOrigin: store.origin });
  await store.create(resolver);
  await tables.create(resolver);
  secrets.create(resolver);
  invalidations.create(resolver);
  await topics.create(resolver);
  mailer.create(resolver);

  const troubles = troubleLog(options.onTrouble);
  const endpoints = {
    AWS_ENDPOINT_URL_S3: store.origin,
    AWS_ENDPOINT_URL_SQS: store.origin,
    AWS_ENDPOINT_URL_DYNAMODB: tables.origin,
    AWS_ENDPOINT_URL_SES: mailer.origin,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.origin,
    AWS_ENDPOINT_URL_CLOUDFRONT: invalidations.origin,
  };
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

  const one = (type: string, name: string) => singleResource(resolver, type, name);
  const bucketOf = (name: string) => openBucket(store.s3, one('AWS::S3::Bucket', name).name);
  const buckets = {
    inbox: bucketOf('Inbox'),
    archive: bucketOf('Archive'),
    outbox: bucketOf('Outbox'),
    web: bucketOf('Pages'),
  };
  const tableVariables = {
    TABLE_NAME: one('AWS::DynamoDB::Table', 'Table').name,
    OUTBOX_BUCKET: buckets.outbox.name,
  };
  const askTable = (order: TableOrder) =>
    functions.invokeModule(new URL('./table-access.ts', import.meta.url), tableVariables, order);
  const keys = keysFrom(secrets.valueOf(one('AWS::SecretsManager::Secret', 'Secret').arn));
  const { readerKey } = keys;
  const confirmedAt = new Date(now().getTime() - 3_600_000).toISOString();
  const seed: TableOrder = {
    kind: 'seed',
    readers: options.readers.map(({ address, language }) => {
      const consent = { consentAt: confirmedAt, consentFrom: 'sample reader of the briefing' };
      return {
        id: readerId(address, readerKey),
        address,
        language,
        state: 'confirmed',
        confirmedAt,
        ...consent,
      };
    }),
  };
  // A reader of an earlier run may have left since, or changed the language.
  if (!state.isResumed) await askTable(seed);
  state.ready();

  /** What a schedule's function answers; undefined where the template has no such schedule. */
  const ask = async (name: string) => {
    const call = callNamed(schedules, name, now());
    return call && fields(await functions.invoke(call.fn, call.input));
  };
  let running: Schedules | undefined;
  closers.push(() => running?.close());
  return {
    made: countResources(stacks),
    buckets,
    mails: mailer.mails,
    invalidated: invalidations.paths,
    distributionOrigin: distribution.origin,
    deployment: localDeployment(stacks, resolver, REGION, endpoints),
    now,
    settled: () =>
      untilSettled({
        async told() {
          await store.settled();
          await mailer.settled();
        },
        isQuiet: mailer.isQuiet,
        depths: () => Promise.all(sources.queueUrls.map((url) => queueDepth(store.sqs, url))),
        failures: () => failures,
        hopeless: () => hopeless,
        troubles: troubles.all,
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
    async ledger(edition) {
      // Its shape is checked where it is made.
      const lines = await askTable({ kind: 'ledger', edition });
      return Array.isArray(lines) ? lines : [];
    },
    async reconcile() {
      if (!(await ask('reconcile')))
        throw new PipelineFailure('The template has no schedule that reconciles.');
    },
    async readers() {
      const ids = options.readers.map(({ address }) => readerId(address, readerKey));
      const states = await askTable({ kind: 'readers', ids });
      const found = Array.isArray(states) ? states : [];
      return Object.fromEntries(ids.map((id, index) => [id, textOf(found[index])]));
    },
    async deadLetters() {
      const found: Record<string, number> = {};
      for (const queue of resolver.all('AWS::SQS::Queue')) {
        const depth = sources.queueUrls.includes(queue.ref) ? 0 : await queueDepth(store.sqs, queue.ref);
        if (depth > 0) found[queue.id] = depth;
      }
      return found;
    },
    crash: functions.crash,
    jump: clock.jump,
    startSchedules(onError) {
      running = startSchedules(schedules, functions, { onError, now });
    },
    close,
  };
}

const isoSeconds = (date: Date): string => date.toISOString().slice(0, 19);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error ?? ''));
