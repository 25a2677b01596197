import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Briefing } from '../briefing.ts';
import type { Stateful } from '../stateful.ts';

/** A leave to do something; a star in it stands in `stars` with the reason why it is there. */
export interface Grant {
  readonly statement: PolicyStatement;
  readonly stars: readonly Star[];
}

export interface Star {
  /** The bucket whose keys it opens; else the resource as cdk-nag calls it, `*` where AWS takes none at all. */
  readonly bucket: Bucket | string;
  readonly prefix: string;
  /** What a key must end with. */
  readonly suffix?: string;
  readonly reason: string;
}

export const allow = (actions: readonly string[], ...resources: readonly string[]): Grant => ({
  statement: new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  stars: [],
});

/** The objects under these prefixes; `''` is the whole bucket. */
export function objects(actions: readonly string[], bucket: Bucket, ...prefixes: readonly string[]): Grant {
  const resources = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  const stars = prefixes.map((prefix) => ({
    bucket,
    prefix,
    reason:
      prefix === ''
        ? 'Every object of this bucket is for this function: editors and the pipeline choose the keys.'
        : `Keys under ${prefix} are made of hashes and slots, so they cannot be listed beforehand.`,
  }));
  return { statement: new PolicyStatement({ actions: [...actions], resources }), stars };
}

// Without it S3 answers 403, not 404, for a key that is not there, and the adapters tell the two apart.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
export const seeing = (bucket: Bucket) => allow(['s3:ListBucket'], bucket.bucketArn);

type RowAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'PutItem'
  | 'BatchWriteItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query';

/**
 * Only calls all of whose partition keys are like one of these. `ForAllValues` alone also holds for a call that names no key at all,
 * a Scan, so `Null` asks for one. On an index the key is the index's own.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const leading = (patterns: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...patterns] },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

/** Rows of the table under partition keys like this; what a function may do with the whole table is never granted. */
export const rows = ({ table }: Stateful, pattern: string, ...actions: readonly RowAction[]): Grant => ({
  statement: new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
    conditions: leading([pattern]),
  }),
  stars: [],
});

const INDEX_KEYS = { window: '????-??-??', active: 'active#*', receipts: 'receipts *' } as const;

export const index = ({ table }: Stateful, name: keyof typeof INDEX_KEYS): Grant => ({
  statement: new PolicyStatement({
    actions: ['dynamodb:Query'],
    // Receipts lie in the window's index, by days of their own.
    resources: [`${table.tableArn}/index/${name === 'receipts' ? 'window' : name}`],
    conditions: leading([INDEX_KEYS[name]]),
  }),
  stars: [],
});

export const keys = ({ secret }: Stateful) => allow(['secretsmanager:GetSecretValue'], secret.secretArn);

/** The one object of an edition that is written again. */
export function deliveryReports(
  { archive }: Stateful,
  action: 's3:GetObject' | 's3:PutObject' = 's3:PutObject',
): Grant {
  const [prefix, suffix] = ['editions/', '/delivery.json'];
  const reason = 'Between the two stands an edition, named after its slot; no other object of it matches.';
  return {
    statement: new PolicyStatement({
      actions: [action],
      resources: [archive.arnForObjects(`${prefix}*${suffix}`)],
    }),
    stars: [{ bucket: archive, prefix, suffix, reason }],
  };
}

/** As this sender; `to`: to this mailbox alone. */
export function sendingAs(
  sender: Briefing['sender'],
  { mail: { configurationSet } }: Stateful,
  to?: string,
): Grant {
  const configurationSetArn = Stack.of(configurationSet).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: configurationSet.configurationSetName,
  });
  // In its sandbox SES asks for leave for the recipient's identity as well, so the resource must be any; as whom it
  // sends is held by the condition. https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
  const identities = Stack.of(configurationSet).formatArn({
    service: 'ses',
    resource: 'identity',
    resourceName: '*',
  });
  return {
    statement: new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [identities, configurationSetArn],
      conditions: {
        StringEquals: { 'ses:FromAddress': sender.address },
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
        ...(to === undefined
          ? {}
          : { 'ForAllValues:StringEquals': { 'ses:Recipients': [to] }, Null: { 'ses:Recipients': 'false' } }),
      },
    }),
    stars: [
      {
        bucket: 'arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*',
        prefix: '',
        reason: 'In the sandbox SES checks the recipient’s identity; the condition names the one sender.',
      },
    ],
  };
}
