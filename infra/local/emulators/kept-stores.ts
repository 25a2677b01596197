import type { buildApp } from 'fauxqs';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;

interface Persistence {
  load(sqs: Stores['sqsStore'], sns: Stores['snsStore'], s3: Stores['s3Store']): void;
  close(): void;
}

/** fauxqs's own stores, written through to SQLite below `folder`, with what an earlier run left there. */
export interface KeptStores {
  readonly stores: Stores;
  close(): void;
}

/**
 * fauxqs offers persistence only with its own server, which listens to the whole network; here its parts are put together as it
 * does itself (`startFauxqs` of 2.4.1): loaded first, then written through, or loading would delete the messages.
 */
export async function keptStores(folder: string): Promise<KeptStores> {
  const part = (file: string) => import(new URL(file, import.meta.resolve('fauxqs')).href);
  const { PersistenceManager }: { readonly PersistenceManager: new (folder: string) => Persistence } =
    await part('./persistence.js');
  const { SqsStore }: { readonly SqsStore: new () => Stores['sqsStore'] } = await part('./sqs/sqsStore.js');
  const { SnsStore }: { readonly SnsStore: new () => Stores['snsStore'] } = await part('./sns/snsStore.js');
  const { S3Store }: { readonly S3Store: new () => Stores['s3Store'] } = await part('./s3/s3Store.js');
  const persistence = new PersistenceManager(folder);
  const [sqsStore, snsStore, s3Store] = [new SqsStore(), new SnsStore(), new S3Store()];
  persistence.load(sqsStore, snsStore, s3Store);
  for (const writer of [sqsStore, snsStore, s3Store, ...sqsStore.allQueues()])
    Object.assign(writer, { persistence });
  return { stores: { sqsStore, snsStore, s3Store }, close: () => persistence.close() };
}
