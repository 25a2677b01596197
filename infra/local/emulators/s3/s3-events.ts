import { fields, list, textOf } from '../../stack/template-values.ts';

/** What S3 tells a queue about one change of one key: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export interface Change {
  /** Without the `s3:` of the configuration, as the event itself has it. */
  readonly name:
    | 'ObjectCreated:Put'
    | 'ObjectCreated:CompleteMultipartUpload'
    | 'ObjectRemoved:Delete'
    | 'ObjectRemoved:DeleteMarkerCreated';
  readonly bucket: string;
  readonly key: string;
  readonly time: Date;
  readonly sequencer: string;
  readonly size?: number;
  readonly eTag?: string;
  readonly versionId?: string;
}

export interface Notification {
  readonly queueArn: string;
  /** `s3:ObjectCreated:*`, `s3:ObjectRemoved:Delete` … */
  readonly event: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A bucket's NotificationConfiguration, resolved. @throws Error for a target that the local run does not play. */
export function readNotifications(configuration: unknown, bucket: string): readonly Notification[] {
  const value = fields(configuration);
  for (const other of ['LambdaConfigurations', 'TopicConfigurations', 'EventBridgeConfiguration']) {
    if (value[other] !== undefined)
      throw new Error(`${bucket}: the local run notifies queues, not ${other}.`);
  }
  return list(value.QueueConfigurations).map((entry) => {
    const queue = fields(entry);
    const rules = list(fields(fields(queue.Filter).S3Key).Rules).map(fields);
    const rule = (name: string) =>
      textOf(rules.find((item) => textOf(item.Name).toLowerCase() === name)?.Value);
    return {
      queueArn: textOf(queue.Queue),
      event: textOf(queue.Event),
      prefix: rule('prefix'),
      suffix: rule('suffix'),
    };
  });
}

/** Whether a configured event covers a change: `s3:ObjectRemoved:*` covers every removal. */
export function covers(notification: Notification, change: Change): boolean {
  const wanted = notification.event.replace(/^s3:/, '');
  const named = wanted.endsWith('*') ? change.name.startsWith(wanted.slice(0, -1)) : change.name === wanted;
  return named && change.key.startsWith(notification.prefix) && change.key.endsWith(notification.suffix);
}

/**
 * The message body that S3 puts into a queue; the key is URL-encoded with `+` for a space.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function eventBody(change: Change, region: string): string {
  const { bucket, key, size, eTag, versionId, sequencer } = change;
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: change.time.toISOString(),
    eventName: change.name,
    userIdentity: { principalId: 'AWS:LOCAL' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': sequencer, 'x-amz-id-2': 'local' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: { name: bucket, ownerIdentity: { principalId: 'LOCAL' }, arn: `arn:aws:s3:::${bucket}` },
      object: { key: encodeKey(key), size, eTag: eTag?.replaceAll('"', ''), versionId, sequencer },
    },
  };
  return JSON.stringify({ Records: [record] });
}

/** As S3 encodes keys in events (not tried): UTF-8 percent escapes, `/` kept, a space becomes `+`. */
export function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
    .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
