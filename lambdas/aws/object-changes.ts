import type { SQSRecord } from 'aws-lambda';

/** One change of an object, as S3 reports it. */
export interface ObjectChange {
  readonly kind: 'created' | 'removed';
  readonly bucket: string;
  readonly key: string;
  /** Bytes; 0 for a removal. */
  readonly size: number;
  /** Orders the changes of one key: equal length, lower case, so plain string comparison is right. */
  readonly sequencer: string;
  /** ISO instant, S3's own clock. */
  readonly time: string;
  readonly eTag: string | null;
  readonly versionId: string | null;
}

interface S3Record {
  readonly eventName: string;
  readonly eventTime: string;
  readonly s3: {
    readonly bucket: { readonly name: string };
    readonly object: {
      readonly key: string;
      readonly size?: number;
      readonly eTag?: string;
      readonly versionId?: string;
      readonly sequencer: string;
    };
  };
}

/** The object changes in one message. S3's own test message holds none. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export function changesIn(record: SQSRecord): readonly ObjectChange[] {
  const body: { readonly Records?: readonly S3Record[] } = JSON.parse(record.body);
  return (body.Records ?? []).map((entry) => ({
    kind: entry.eventName.startsWith('ObjectRemoved') ? 'removed' : 'created',
    bucket: entry.s3.bucket.name,
    key: decodeKey(entry.s3.object.key),
    size: entry.s3.object.size ?? 0,
    sequencer: padSequencer(entry.s3.object.sequencer),
    time: entry.eventTime,
    eTag: entry.s3.object.eTag ?? null,
    versionId: entry.s3.object.versionId ?? null,
  }));
}

/** S3 sends keys form-encoded: `+` is a space. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

/**
 * Sequencers differ in length; AWS says to pad the shorter with zeros on the right before comparing.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function padSequencer(sequencer: string): string {
  return sequencer.toLowerCase().padEnd(40, '0');
}
