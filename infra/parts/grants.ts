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
const rows = ({ table }: Stateful, pattern: string, ...actions: readonly RowAction[]): Grant => ({
  statement: new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
    conditions: leading([pattern]),
  }),
  stars: [],
});

const INDEX_KEYS = { window: '????-??-??', active: 'active#*', receipts: 'receipts *' } as const;

const index = ({ table }: Stateful, name: keyof typeof INDEX_KEYS): Grant => ({
  statement: new PolicyStatement({
    actions: ['dynamodb:Query'],
    // Receipts lie in the window's index, by days of their own.
    resources: [`${table.tableArn}/index/${name === 'receipts' ? 'window' : name}`],
    conditions: leading([INDEX_KEYS[name]]),
  }),
  stars: [],
});

const keys = ({ secret }: Stateful) => allow(['secretsmanager:GetSecretValue'], secret.secretArn);

/** Reads uploads, writes articles and receipts, moves index rows. */
export const intakeMay = (stateful: Stateful): readonly Grant[] => [
  objects(['s3:GetObject', 's3:GetObjectVersion'], stateful.inbox, ''),
  seeing(stateful.inbox),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'articles/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'edits/'),
  // A receipt is replaced only if it is still what was read: If-Match asks for both.
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'receipts/'),
  seeing(stateful.archive),
  rows(stateful, 'article#*', 'BatchGetItem', 'PutItem', 'Query'),
  rows(stateful, 'receipt#*', 'PutItem'),
  rows(stateful, 'text#*', 'PutItem', 'Query'),
  rows(stateful, 'shingle#*', 'BatchGetItem', 'BatchWriteItem'),
];

/** Reads articles, writes the vectors of their sentences. */
export const vectorsMay = ({ archive }: Stateful): readonly Grant[] => [
  objects(['s3:GetObject'], archive, 'articles/'),
  objects(['s3:GetObject', 's3:PutObject'], archive, 'vectors/'),
  seeing(archive),
];

/** Reads the window's articles, writes the edition, its pages and its shards, and who was set aside. */
export const composeMay = (stateful: Stateful, pages: Bucket): readonly Grant[] => [
  objects(['s3:GetObject'], stateful.archive, 'articles/'),
  objects(['s3:GetObject'], stateful.archive, 'edits/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'vectors/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'editions/'),
  objects(['s3:GetObject'], stateful.archive, 'overlay/'),
  objects(['s3:PutObject'], stateful.archive, 'receipts/'),
  allow(['s3:GetObject', 's3:PutObject'], stateful.archive.arnForObjects('preview.json')),
  seeing(stateful.archive),
  objects(['s3:PutObject'], stateful.outbox, ''),
  seeing(stateful.outbox),
  objects(['s3:PutObject'], pages, ''),
  rows(stateful, 'article#*', 'BatchGetItem', 'Query'),
  rows(stateful, 'editions', 'PutItem', 'Query'),
  rows(stateful, 'deliveries', 'PutItem', 'UpdateItem'),
  index(stateful, 'window'),
  index(stateful, 'active'),
];

/** Where editions are approved: keeps drafts and what was decided, and mails proofs to editors. Acts are read beside their articles. */
export const proofsMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'drafts/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'decisions/'),
  rows(stateful, 'slots', 'PutItem', 'DeleteItem', 'Query'),
  keys(stateful),
  sendingAs(sender, stateful),
];

/** Reads articles, receipts and the coming edition, keeps editors' acts, puts uploads, mails links to editors. */
export const deskMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  objects(['s3:PutObject'], stateful.inbox, ''),
  objects(['s3:GetObject'], stateful.archive, 'articles/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'edits/'),
  allow(['s3:GetObject'], stateful.archive.arnForObjects('preview.json')),
  objects(['s3:GetObject'], stateful.archive, 'drafts/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'decisions/'),
  seeing(stateful.archive),
  rows(stateful, 'article#*', 'BatchGetItem', 'PutItem', 'Query'),
  rows(stateful, 'receipt#*', 'Query'),
  rows(stateful, 'desk#*', 'PutItem'),
  rows(stateful, 'reports', 'Query', 'UpdateItem'),
  index(stateful, 'receipts'),
  keys(stateful),
  sendingAs(sender, stateful),
];

/** Reads messages and shards, keeps the ledger, sends as the sender and as nobody else. */
export const deliverMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  objects(['s3:GetObject'], stateful.archive, 'editions/'),
  deliveryReports(stateful),
  seeing(stateful.archive),
  objects(['s3:GetObject'], stateful.outbox, ''),
  seeing(stateful.outbox),
  rows(stateful, 'reader#*', 'GetItem'),
  rows(stateful, 'send#*', 'GetItem', 'PutItem', 'Query'),
  rows(stateful, 'fate#*', 'Query'),
  rows(stateful, 'stop#*', 'GetItem', 'PutItem'),
  rows(stateful, 'pace#*', 'UpdateItem'),
  rows(stateful, 'deliveries', 'UpdateItem', 'Query'),
  keys(stateful),
  sendingAs(sender, stateful),
  {
    ...allow(['ses:GetSendQuota'], '*'),
    stars: [
      {
        bucket: '*',
        prefix: '',
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
        reason: 'ses:GetSendQuota is about the account and takes no resource; no other action has this star.',
      },
    ],
  },
];

/** Keeps what events tell, corrects the ledger, and readers' states. */
export const feedbackMay = (stateful: Stateful): readonly Grant[] => [
  rows(stateful, 'send#*', 'GetItem', 'PutItem'),
  rows(stateful, 'fate#*', 'UpdateItem', 'Query'),
  rows(stateful, 'deliveries', 'UpdateItem'),
  rows(stateful, 'reader#*', 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
];

/** Keeps readers' rows, what they report and who asked never to be mailed, counts what is asked for, reads what was sent to a reader and what became of it, and writes to him as the sender. */
export const subscribeMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  rows(stateful, 'reader#*', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
  rows(stateful, 'mailbox#*', 'GetItem', 'PutItem', 'DeleteItem'),
  rows(stateful, 'limit#*', 'GetItem', 'UpdateItem'),
  rows(stateful, 'reports', 'GetItem', 'PutItem'),
  rows(stateful, 'editions', 'Query'),
  rows(stateful, 'send#*', 'BatchGetItem'),
  rows(stateful, 'fate#*', 'Query'),
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

function sendingAs(sender: Briefing['sender'], { mail: { configurationSet } }: Stateful): Grant {
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
      conditions: { StringEquals: { 'ses:FromAddress': sender.address } },
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
