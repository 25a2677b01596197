import { CreateBucketCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { type Bucket, bucket } from '../../lambdas/aws/archive.ts';

export interface LocalBuckets {
  readonly bucket: (name: string) => Promise<Bucket>;
  /** As an editor does; no adapter of ours removes an object. */
  readonly remove: (bucket: string, key: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A real object store in memory with conditional writes; nothing is notified. */
export async function localBuckets(): Promise<LocalBuckets> {
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => new Date(0) });
  process.env.AWS_ENDPOINT_URL_S3 = store.origin;
  return {
    bucket: async (name) => {
      await store.s3.send(new CreateBucketCommand({ Bucket: name }));
      return bucket(name);
    },
    remove: async (Bucket, Key) => {
      await store.s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    close: () => store.close(),
  };
}
