import type { buildApp } from 'fauxqs';
import type { StoredVersion } from '../../state/journal.ts';
import type { Target } from './object-request.ts';

type Parts = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type SqsStore = Parts['sqsStore'];

interface Order {
  readonly QueueUrl: string;
  readonly MessageBody: string;
}

interface Persistence {
  load(sqs: SqsStore, sns: Parts['snsStore'], s3: Parts['s3Store']): void;
  close(): void;
}

/** fauxqs's own stores, and what the runner itself does with them: by a call, since a request to its own process would cost milliseconds. */
export interface Stores {
  readonly stores: Parts;
  /** What stands at a key now. */
  readonly current: (target: Target) => StoredVersion | undefined;
  /** @throws Error for a queue that was not made. */
  readonly send: (queueUrl: string, body: string) => void;
  close(): void;
}

/**
 * In memory, or written through to SQLite below `folder`, with what an earlier run left there. fauxqs offers persistence only with its own
 * server, which listens to the whole network; here its parts are put together as it does itself (`startFauxqs` of 2.4.1): loaded first, then
 * written through, or loading would delete the messages.
 */
export async function openStores(folder?: string): Promise<Stores> {
  const part = (file: string) => import(new URL(file, import.meta.resolve('fauxqs')).href);
  const { SqsStore }: { readonly SqsStore: new () => SqsStore } = await part('./sqs/sqsStore.js');
  const { sendMessage }: { readonly sendMessage: (order: Order, store: SqsStore) => void } = await part(
    './sqs/actions/sendMessage.js',
  );
  const { SnsStore }: { readonly SnsStore: new () => Parts['snsStore'] } = await part('./sns/snsStore.js');
  const { S3Store }: { readonly S3Store: new () => Parts['s3Store'] } = await part('./s3/s3Store.js');
  const [sqsStore, snsStore, s3Store] = [new SqsStore(), new SnsStore(), new S3Store()];
  let close = () => {};
  if (folder !== undefined) {
    const { PersistenceManager }: { readonly PersistenceManager: new (folder: string) => Persistence } =
      await part('./persistence.js');
    const persistence = new PersistenceManager(folder);
    persistence.load(sqsStore, snsStore, s3Store);
    for (const writer of [sqsStore, snsStore, s3Store, ...sqsStore.allQueues()])
      Object.assign(writer, { persistence });
    close = () => persistence.close();
  }
  return {
    stores: { sqsStore, snsStore, s3Store },
    current({ bucket, key }) {
      try {
        const { body, etag } = s3Store.getObject(bucket, key);
        return { body, eTag: etag };
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'NoSuchKey') return undefined;
        throw error;
      }
    },
    send: (QueueUrl, MessageBody) => sendMessage({ QueueUrl, MessageBody }, sqsStore),
    close,
  };
}
