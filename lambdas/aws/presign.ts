import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** Long enough for a thousand files over a slow line. */
const SECONDS = 15 * 60;

let client: S3Client | undefined;

/** An address to which anybody may put one object of this key, for a quarter of an hour. Signed here: no call is made. */
export function presignPut(bucket: string, key: string): Promise<string> {
  // A checksum of the SDK's own would be signed along, and a browser does not send it.
  client ??= new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return getSignedUrl(client, new PutObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: SECONDS });
}
