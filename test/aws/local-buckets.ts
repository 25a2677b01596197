import { CreateBucketCommand, DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { clientOptions } from '../../infra/local/emulators/sdk.ts';
import { type Bucket, bucket } from '../../lambdas/aws/archive.ts';
import { nameAt, otherService } from '../aws-check/other-service.ts';

export interface LocalBuckets {
  readonly bucket: (name: string) => Promise<Bucket>;
  /** As an editor does; no adapter of ours removes an object. */
  readonly remove: (bucket: string, key: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A real object store in memory with conditional writes; nothing is notified. */
export async function localBuckets(): Promise<LocalBuckets> {
  const other = otherService('s3');
  const region = 'eu-central-1';
  const store =
    other === undefined
      ? await startObjectStore({ region, clock: () => new Date(0) })
      : { origin: other, s3: new S3Client(clientOptions(region, other)), close: async () => {} };
  process.env.AWS_ENDPOINT_URL_S3 = store.origin;
  return {
    bucket: async (name) => {
      const own = nameAt(other, name);
      const place = { LocationConstraint: region } as const;
      await store.s3.send(new CreateBucketCommand({ Bucket: own, CreateBucketConfiguration: place }));
      return bucket(own);
    },
    remove: async (name, Key) => {
      await store.s3.send(new DeleteObjectCommand({ Bucket: nameAt(other, name), Key }));
    },
    close: () => store.close(),
  };
}
