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
  /** The bucket whose keys it opens; null where AWS takes no resource at all. */
  readonly bucket: Bucket | null;
  readonly prefix: string;
  /** What a key must end with. */
  readonly suffix?: string;
  readonly reason: string;
}

const allow = (actions: readonly string[], ...resources: readonly string[]): Grant => ({
  statement: new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  stars: [],
});

/** The objects under these prefixes; `''` is the whole bucket. */
function objects(actions: readonly string[], bucket: Bucket, ...prefixes: readonly string[]): Grant {
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
const seeing = (bucket: Bucket) => allow(['s3:ListBucket'], bucket.bucketArn);

const rows = ({ table }: Stateful, ...actions: readonly string[]) =>
  allow(
    actions.map((action) => `dynamodb:${action}`),
    table.tableArn,
  );

/** Only rows whose partition key is like this: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
const rowsUnder = ({ table }: Stateful, leading: string, ...actions: readonly string[]): Grant => ({
  statement: new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [leading] } },
  }),
  stars: [],
});

const index = ({ table }: Stateful, name: 'window' | 'active') =>
  allow(['dynamodb:Query'], `${table.tableArn}/index/${name}`);

const keys = ({ secret }: Stateful) => allow(['secretsmanager:GetSecretValue'], secret.secretArn);

/** Reads uploads, writes articles and receipts, moves index rows. */
export const intakeMay = (stateful: Stateful): readonly Grant[] => [
  objects(['s3:GetObject', 's3:GetObjectVersion'], stateful.inbox, ''),
  seeing(stateful.inbox),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'articles/'),
  // A receipt is replaced only if it is still what was read: If-Match asks for both.
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'receipts/'),
  seeing(stateful.archive),
  rows(stateful, 'BatchGetItem', 'PutItem', 'Query'),
  index(stateful, 'window'),
];

/** Reads the window's articles, writes the edition, its pages and its shards. */
export const composeMay = (stateful: Stateful, pages: Bucket): readonly Grant[] => [
  objects(['s3:GetObject'], stateful.archive, 'articles/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'editions/'),
  seeing(stateful.archive),
  objects(['s3:PutObject'], stateful.outbox, ''),
  objects(['s3:PutObject'], pages, ''),
  rows(stateful, 'BatchGetItem', 'PutItem', 'UpdateItem', 'Query'),
  index(stateful, 'window'),
  index(stateful, 'active'),
];

/** Reads messages and shards, keeps the ledger, sends as the sender and as nobody else. */
export const deliverMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  objects(['s3:GetObject'], stateful.archive, 'editions/'),
  deliveryReports(stateful),
  seeing(stateful.archive),
  objects(['s3:GetObject'], stateful.outbox, ''),
  seeing(stateful.outbox),
  rows(stateful, 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
  keys(stateful),
  sendingAs(sender, stateful),
  {
    ...allow(['ses:GetSendQuota'], '*'),
    stars: [
      {
        bucket: null,
        prefix: '',
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
        reason: 'ses:GetSendQuota is about the account and takes no resource; no other action has this star.',
      },
    ],
  },
];

/** Keeps what events tell, corrects the ledger, and readers' states. */
export const feedbackMay = (stateful: Stateful): readonly Grant[] => [
  rows(stateful, 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
];

/** Keeps readers' rows, counts what is asked for, reads what was sent to a reader and what became of it, and writes to him as the sender. */
export const subscribeMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  rowsUnder(stateful, 'reader#*', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
  rowsUnder(stateful, 'limit#*', 'UpdateItem'),
  rowsUnder(stateful, 'editions', 'Query'),
  rowsUnder(stateful, 'send#*', 'BatchGetItem'),
  rowsUnder(stateful, 'fate#*', 'Query'),
  keys(stateful),
  sendingAs(sender, stateful),
];

/** The one object of an edition that is written again. */
function deliveryReports({ archive }: Stateful): Grant {
  const [prefix, suffix] = ['editions/', '/delivery.json'];
  const reason = 'Between the two stands an edition, named after its slot; no other object of it matches.';
  return {
    statement: new PolicyStatement({
      actions: ['s3:PutObject'],
      resources: [archive.arnForObjects(`${prefix}*${suffix}`)],
    }),
    stars: [{ bucket: archive, prefix, suffix, reason }],
  };
}

function sendingAs(sender: Briefing['sender'], { mail: { identity, configurationSet } }: Stateful): Grant {
  const configurationSetArn = Stack.of(configurationSet).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: configurationSet.configurationSetName,
  });
  return {
    statement: new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [identity.emailIdentityArn, configurationSetArn],
      conditions: { StringEquals: { 'ses:FromAddress': sender.address } },
    }),
    stars: [],
  };
}
