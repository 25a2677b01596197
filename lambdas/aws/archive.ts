import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Buckets as the pipeline uses them: whole small objects, written once or replaced knowingly. */
export interface Bucket {
  /** Null when there is no such object (any more). */
  readonly get: (key: string, at?: ObjectVersion) => Promise<Stored | null>;
  readonly text: (key: string) => Promise<string | null>;
  /** Throws when `ifMatch` is given and something else stands there by now. */
  readonly put: (key: string, body: string | Uint8Array, options?: PutOptions) => Promise<void>;
  /** Writes only if nothing stands there yet; tells whether it did. */
  readonly putNew: (key: string, body: string | Uint8Array, options?: PutOptions) => Promise<boolean>;
  /** All keys that begin with `prefix`, sorted by code point. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
}

export interface ObjectVersion {
  readonly versionId?: string | null;
}

export interface Stored {
  readonly bytes: Uint8Array;
  /** Without quotes, as events have it. */
  readonly eTag: string | null;
}

export interface PutOptions {
  readonly contentType?: string;
  readonly cacheControl?: string;
  /** Replaces only what still has this tag. */
  readonly ifMatch?: string;
}

/**
 * S3 answers 409 when two conditional writes of one key meet, and asks to try again.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
const CONFLICTS = 4;

let client: S3Client | undefined;

/** One bucket by name. The client is made on first use and kept for the life of the process. */
export function bucket(name: string): Bucket {
  client ??= new S3Client({});
  const s3 = client;
  const write = async (key: string, body: string | Uint8Array, options: PutOptions, isNew: boolean) => {
    const order = new PutObjectCommand({
      Bucket: name,
      Key: key,
      Body: body,
      ContentType: options.contentType,
      CacheControl: options.cacheControl,
      ...(isNew ? { IfNoneMatch: '*' } : {}),
      ...(options.ifMatch === undefined ? {} : { IfMatch: `"${options.ifMatch}"` }),
    });
    for (let more = CONFLICTS; ; more -= 1) {
      try {
        await s3.send(order);
        return;
      } catch (error) {
        if (more === 0 || !hasStatus(error, 409)) throw error;
      }
    }
  };
  const get: Bucket['get'] = async (key, at = {}) => {
    try {
      const found = await s3.send(
        new GetObjectCommand({
          Bucket: name,
          Key: key,
          ...(at.versionId ? { VersionId: at.versionId } : {}),
        }),
      );
      const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
      return { bytes, eTag: found.ETag?.replaceAll('"', '') ?? null };
    } catch (error) {
      if (hasStatus(error, 404)) return null;
      throw error;
    }
  };
  return {
    get,
    text: async (key) => {
      const found = await get(key);
      return found === null ? null : new TextDecoder().decode(found.bytes);
    },
    put: (key, body, options = {}) => write(key, body, options, false),
    putNew: async (key, body, options = {}) => {
      try {
        await write(key, body, options, true);
        return true;
      } catch (error) {
        if (hasStatus(error, 412)) return false;
        throw error;
      }
    },
    list: async (prefix) => {
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket: name, Prefix: prefix, ContinuationToken: token }),
        );
        for (const entry of page.Contents ?? []) if (entry.Key !== undefined) keys.push(entry.Key);
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return keys.sort((a, b) => (a < b ? -1 : 1));
    },
  };
}

function hasStatus(error: unknown, status: number): boolean {
  const metadata = (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata;
  return metadata?.httpStatusCode === status;
}
