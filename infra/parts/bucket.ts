import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface BucketSettings {
  readonly versioned: boolean;
  readonly lifecycleRules: readonly LifecycleRule[];
  /** Why nobody needs this bucket's access log. */
  readonly unlogged: string;
}

/** A bucket that no one reaches without being named: private, TLS only, kept when the stack goes. */
export function privateBucket(scope: Construct, id: string, settings: BucketSettings): Bucket {
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: settings.versioned,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }, ...settings.lifecycleRules],
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: settings.unlogged });
  return bucket;
}

/**
 * Sends every event of these kinds, on keys with this prefix, to one queue. Written into the bucket itself: the construct's own way brings a
 * helper function with a managed policy. Both must be in one stack.
 */
export function notify(bucket: Bucket, queue: Queue, events: readonly string[], prefix?: string): void {
  const { account, partition, stackName } = Stack.of(bucket);
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error(`${bucket.node.path} has no bucket of its own`);
  const admitted = queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'BucketMaySend',
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        // The name that CloudFormation will give it, as far as it is known: its ARN would make a cycle. A long stack name is cut in it.
        ArnLike: {
          'aws:SourceArn': `arn:${partition}:s3:::${bucketNamePrefix(stackName, bucket.node.id)}*`,
        },
      },
    }),
  );
  resource.notificationConfiguration = {
    queueConfigurations: events.map((event) => ({
      event,
      queue: queue.queueArn,
      ...(prefix === undefined ? {} : { filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } } }),
    })),
  };
  // S3 asks the queue for leave when the notification is made, so the policy must stand by then.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/NotificationHowTo.html
  if (admitted.policyDependable) bucket.node.addDependency(admitted.policyDependable);
}

/**
 * Of 63 letters CloudFormation keeps some for its own; of a short stack name the pattern holds all, and the bucket's (not tried).
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
const bucketNamePrefix = (stackName: string, id: string) => `${stackName}-${id}`.toLowerCase().slice(0, 24);

/** Lets these roles and users put files in, take them out, and see what is there. */
export function admitEditors(bucket: Bucket, editors: readonly string[]): void {
  if (editors.length === 0) return;
  const principals = editors.map((arn) => new ArnPrincipal(arn));
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EditorsMayWrite',
      principals,
      actions: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: [bucket.arnForObjects('*')],
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EditorsMayLook',
      principals,
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
    }),
  );
}

/** Lets the briefing's editors read what became of their files, and nothing else of the archive. */
export function showReceipts(archive: Bucket, editors: readonly string[]): void {
  if (editors.length === 0) return;
  const principals = editors.map((arn) => new ArnPrincipal(arn));
  archive.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EditorsMayReadReceipts',
      principals,
      actions: ['s3:GetObject'],
      resources: [archive.arnForObjects('receipts/*')],
    }),
  );
  archive.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EditorsMayListReceipts',
      principals,
      actions: ['s3:ListBucket'],
      resources: [archive.bucketArn],
      conditions: { StringLike: { 's3:prefix': 'receipts/*' } },
    }),
  );
}
