import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';

let client: S3Client | undefined;

/** Removes an object; in a versioned bucket what it held stays behind a delete marker. Safe to repeat. */
export async function removeObject(bucket: string, key: string): Promise<void> {
  client ??= new S3Client({});
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}
