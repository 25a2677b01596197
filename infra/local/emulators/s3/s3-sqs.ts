import { BucketAlreadyOwnedByYou, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { ACCOUNT } from '../../stack/physical-names.ts';
import type { Resolver } from '../../stack/template.ts';
import { fields } from '../../stack/template-values.ts';
import { type Journal, openJournal } from '../../state/journal.ts';
import { guardServer } from '../http/gate.ts';
import { createQueues, forgetHolders } from '../queues.ts';
import { clientOptions } from '../sdk.ts';
import { corsHeaders, corsMethods } from './cors.ts';
import { changesObject, objectOf, type Target } from './object-request.ts';
import { type Change, covers, eventBody, type Notification, readNotifications } from './s3-events.ts';
import { openStores } from './stores.ts';

export interface ObjectStore {
  /** `http://127.0.0.1:PORT`, for S3 and SQS alike. */
  readonly origin: string;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  /** Makes the template's queues (dead-letter queues first) and buckets, and notes whom the buckets notify. */
  create(resolver: Resolver): Promise<void>;
  /** Lets pages of this origin, another server of this run, reach the buckets that have CORS rules. */
  admit(origin: string): void;
  /** Resolves when every change so far has been told to its queues. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly region: string;
  /** What S3 writes as `eventTime`. */
  readonly clock: () => Date;
  /** Where buckets and queues outlive the run; in memory without it. */
  readonly folder?: string;
  /** Remembers changes that are under way, and versions; one of its own without it. */
  readonly journal?: Journal;
  /** For tests: what an event says instead of the truth, such as a size that nobody wants to upload. */
  readonly retell?: (change: Change) => Change;
}

/**
 * fauxqs on a free port of 127.0.0.1, with what it leaves out: conditional writes, versions and notifications.
 * Writes to one key wait for each other, so that check, write and event are one step.
 */
export async function startObjectStore(options: StoreOptions): Promise<ObjectStore> {
  const { folder, journal = openJournal() } = options;
  if (folder !== undefined) forgetHolders(folder);
  const { stores, current, send, ...kept } = await openStores(folder);
  const app = buildApp({ logger: false, defaultRegion: options.region, stores });
  const locks = new Map<string, Promise<void>>();
  const releases = new WeakMap<object, () => void>();
  const notifications = new Map<string, readonly Notification[]>();
  const versioned = new Set<string>();
  const cors = new Map<string, ReadonlySet<string>>();
  const admitted = new Set<string>();
  const underWay = new WeakMap<object, number>();
  let sequence = BigInt(journal.fact('sequence') ?? '0x0064f1a2b3c4d5e6');
  let origin = '';

  app.addHook('onRequest', async (request, reply) => {
    const methods = cors.get(objectOf(request.url)?.bucket ?? '');
    const from = request.headers.origin;
    if (methods === undefined || from === undefined || !admitted.has(from)) return;
    reply.headers(corsHeaders(from, methods));
    if (request.method === 'OPTIONS') return reply.code(204).send();
  });

  app.addHook('preHandler', async (request, reply) => {
    const target = objectOf(request.url);
    if (!target) return;
    if (request.method === 'GET' && target.versionId) {
      const version = journal.version(`${target.path}?${target.versionId}`);
      if (version) return reply.header('etag', version.eTag).send(version.body);
      return reply.code(404).type('application/xml').send(errorXml('NoSuchVersion'));
    }
    if (!changesObject(request.method, target.query)) return;
    const before = locks.get(target.path) ?? Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const turn = before.then(() => promise);
    locks.set(target.path, turn);
    releases.set(request, () => {
      if (locks.get(target.path) === turn) locks.delete(target.path);
      resolve();
    });
    await before;
    const ifNone = request.headers['if-none-match'];
    const ifMatch = request.headers['if-match'];
    const begin = () => {
      if (isHeard(target)) underWay.set(request, journal.begin({ ...target, method: request.method }));
    };
    if (ifNone === undefined && ifMatch === undefined) return begin();
    const existing = current(target);
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    if (ifMatch !== undefined && !existing) {
      return reply.code(404).type('application/xml').send(errorXml('NoSuchKey'));
    }
    const refused = (ifNone === '*' && existing) || (ifMatch !== undefined && existing?.eTag !== ifMatch);
    if (refused) return reply.code(412).type('application/xml').send(errorXml('PreconditionFailed'));
    begin();
  });

  app.addHook('onResponse', async (request, reply) => {
    const release = releases.get(request);
    if (!release) return;
    try {
      const target = objectOf(request.url);
      if (target && reply.statusCode < 300) tell(target, request.method);
      const write = underWay.get(request);
      if (write !== undefined) journal.end(write);
    } finally {
      release();
    }
  });

  const isHeard = ({ bucket }: Target) =>
    (notifications.get(bucket) ?? []).length > 0 || versioned.has(bucket);

  function tell(target: Target, method: string): void {
    const { bucket, key, path } = target;
    const listeners = notifications.get(bucket) ?? [];
    if (!isHeard(target)) return;
    sequence += 1n;
    journal.note('sequence', String(sequence));
    const sequencer = sequence.toString(16).toUpperCase().padStart(18, '0');
    const versionId = versioned.has(bucket) ? `v${sequencer}` : undefined;
    const told: Omit<Change, 'name'> = { bucket, key, time: options.clock(), sequencer, versionId };
    let change: Change;
    if (method === 'DELETE') {
      change = { ...told, name: versionId ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete' };
    } else {
      const stored = current(target);
      if (!stored) return;
      if (versionId) journal.keepVersion(`${path}?${versionId}`, stored);
      const name = method === 'POST' ? 'ObjectCreated:CompleteMultipartUpload' : 'ObjectCreated:Put';
      change = { ...told, name, size: stored.body.length, eTag: stored.eTag };
    }
    const event = options.retell?.(change) ?? change;
    for (const listener of listeners.filter((notification) => covers(notification, event))) {
      const queue = listener.queueArn.split(':').at(-1);
      send(`${origin}/${ACCOUNT}/${queue}`, eventBody(event, options.region));
    }
  }

  /** A run that was killed between a change and its events owes them: twice told is harmless, never told is an upload lost. */
  function tellUnheard(): void {
    for (const { id, method, ...write } of journal.unfinished()) {
      const target = { ...write, query: new URLSearchParams(), versionId: null };
      const isUndone = method === 'DELETE' && current(target) !== undefined;
      if (!isUndone) tell(target, method);
      journal.end(id);
    }
  }

  await app.listen({ host: '127.0.0.1', port: 0 });
  guardServer(app.server, admitted);
  const address = app.server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The object store did not say where it listens.');
  origin = `http://127.0.0.1:${address.port}`;
  const s3 = new S3Client({ ...clientOptions(options.region, origin), forcePathStyle: true });
  const sqs = new SQSClient(clientOptions(options.region, origin));

  return {
    origin,
    s3,
    sqs,
    async create(resolver) {
      await createQueues(resolver, sqs);
      for (const bucket of resolver.all('AWS::S3::Bucket')) {
        await s3.send(new CreateBucketCommand({ Bucket: bucket.name })).catch((error: unknown) => {
          if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
        });
        if (fields(bucket.property('VersioningConfiguration')).Status === 'Enabled')
          versioned.add(bucket.name);
        const methods = corsMethods(bucket.property('CorsConfiguration'));
        if (methods.size > 0) cors.set(bucket.name, methods);
        const heard = readNotifications(bucket.property('NotificationConfiguration'), bucket.id);
        for (const { queueArn } of heard) {
          if (!resolver.named(queueArn, 'AWS::SQS::Queue'))
            throw new Error(`${bucket.id} notifies ${queueArn}, a queue that the template does not have.`);
        }
        notifications.set(bucket.name, heard);
      }
      tellUnheard();
    },
    admit: (from) => void admitted.add(from),
    async settled() {
      while (locks.size > 0) await Promise.all(locks.values());
    },
    async close() {
      s3.destroy();
      sqs.destroy();
      await app.close();
      kept.close();
    },
  };
}

const errorXml = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
