import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** A bucket as an editor's tool sees it. */
export interface Bucket {
  readonly name: string;
  put(key: string, bytes: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  get(key: string): Promise<Buffer>;
  /** Keys by code point. */
  list(prefix?: string): Promise<readonly string[]>;
}

/** As the AWS command line does, larger files go up in parts. */
const PART_BYTES = 8 * 1024 * 1024;

export function openBucket(s3: S3Client, name: string): Bucket {
  return {
    name,
    async put(key, bytes) {
      if (bytes.length > PART_BYTES) await putInParts(s3, name, key, bytes);
      else await s3.send(new PutObjectCommand({ Bucket: name, Key: key, Body: bytes }));
    },
    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
    },
    async get(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    async list(prefix = '') {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket: name, Prefix: prefix, ContinuationToken }),
        );
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      return keys.sort();
    },
  };
}

async function putInParts(s3: S3Client, Bucket: string, Key: string, bytes: Uint8Array): Promise<void> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts = [];
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    const PartNumber = at / PART_BYTES + 1;
    const Body = bytes.subarray(at, at + PART_BYTES);
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
}
