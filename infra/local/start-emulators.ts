import { startInvalidations } from './emulators/cloudfront/invalidations.ts';
import { startTables } from './emulators/dynamodb.ts';
import { startObjectStore } from './emulators/s3/s3-sqs.ts';
import { startSecrets } from './emulators/secrets.ts';
import { startMailer } from './emulators/ses/ses.ts';
import { startTopics } from './emulators/topics.ts';
import type { PipelineOptions } from './stack/pipeline-shape.ts';
import { createResolver } from './stack/template.ts';
import type { RunClock } from './state/run-clock.ts';
import type { State } from './state/run-state.ts';

export const REGION = 'eu-central-1';

/** Whoever starts something says here how it ends; all of it ends in the opposite order. */
export type Closers = (() => unknown)[];

export type Emulators = Awaited<ReturnType<typeof startEmulators>>;

/** What the stacks keep data in, and what they mail with, each with the resources of the template in it. */
export async function startEmulators(
  options: PipelineOptions,
  state: State,
  clock: RunClock,
  closers: Closers,
) {
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
    clock: clock.now,
    publish: topics.publish,
    journal: state.journal,
  });
  closers.push(mailer.close);

  const resolver = createResolver(options.stacks, { region: REGION, queueOrigin: store.origin });
  await store.create(resolver);
  await tables.create(resolver);
  secrets.create(resolver);
  invalidations.create(resolver);
  await topics.create(resolver);
  mailer.create(resolver);

  /** By the names that the SDK looks for in the environment. */
  const endpoints = {
    AWS_ENDPOINT_URL_S3: store.origin,
    AWS_ENDPOINT_URL_SQS: store.origin,
    AWS_ENDPOINT_URL_DYNAMODB: tables.origin,
    AWS_ENDPOINT_URL_SES: mailer.origin,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.origin,
    AWS_ENDPOINT_URL_CLOUDFRONT: invalidations.origin,
  };
  return { store, secrets, invalidations, mailer, resolver, endpoints };
}
