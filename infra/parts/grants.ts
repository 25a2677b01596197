import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Briefing } from '../briefing.ts';
import type { Stateful } from '../stateful.ts';
import {
  allow,
  deliveryReports,
  type Grant,
  index,
  keys,
  objects,
  rows,
  seeing,
  sendingAs,
} from './grant.ts';

// What each function may do.

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
  allow(
    ['s3:GetObject', 's3:PutObject'],
    stateful.archive.arnForObjects('preview.json'),
    stateful.archive.arnForObjects('entailments.json'),
  ),
  seeing(stateful.archive),
  objects(['s3:PutObject'], stateful.outbox, ''),
  seeing(stateful.outbox),
  objects(['s3:PutObject'], pages, ''),
  rows(stateful, 'article#*', 'BatchGetItem', 'Query'),
  rows(stateful, 'editions', 'PutItem', 'Query'),
  rows(stateful, 'deliveries', 'GetItem', 'PutItem', 'UpdateItem'),
  rows(stateful, 'stop#*', 'PutItem'),
  index(stateful, 'window'),
  index(stateful, 'active'),
];

/** Where editions are approved: keeps drafts and what was decided. Acts are read beside their articles. */
export const draftsMay = (stateful: Stateful): readonly Grant[] => [
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'drafts/'),
  objects(['s3:PutObject'], stateful.archive, 'proofs/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'decisions/'),
  rows(stateful, 'slots', 'PutItem', 'DeleteItem', 'Query'),
];

/** Mails editors proofs, and questions about what was withdrawn. */
export const proofMailsMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  keys(stateful),
  sendingAs(sender, stateful),
];

/** Reads articles, receipts, editions and the coming one, keeps editors' acts, corrections and take-downs, stops deliveries, puts uploads and removes them, mails links to editors. */
export const deskMay = (stateful: Stateful, sender: Briefing['sender']): readonly Grant[] => [
  objects(['s3:DeleteObject', 's3:PutObject'], stateful.inbox, ''),
  objects(['s3:GetObject'], stateful.archive, 'articles/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'edits/'),
  allow(['s3:GetObject'], stateful.archive.arnForObjects('preview.json')),
  objects(['s3:GetObject'], stateful.archive, 'drafts/', 'proofs/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'decisions/'),
  objects(['s3:GetObject'], stateful.archive, 'editions/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'overlay/'),
  objects(['s3:GetObject', 's3:PutObject'], stateful.archive, 'withdrawals/'),
  seeing(stateful.archive),
  rows(stateful, 'article#*', 'BatchGetItem', 'PutItem', 'Query'),
  rows(stateful, 'receipt#*', 'Query'),
  rows(stateful, 'editions', 'Query'),
  rows(stateful, 'deliveries', 'Query'),
  rows(stateful, 'stop#*', 'GetItem', 'PutItem'),
  rows(stateful, 'slots', 'Query'),
  rows(stateful, 'amendments', 'PutItem', 'Query'),
  rows(stateful, 'withdrawals', 'Query'),
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
  rows(stateful, 'shards#*', 'UpdateItem', 'Query'),
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
  rows(stateful, 'shards#*', 'UpdateItem'),
  rows(stateful, 'deliveries', 'UpdateItem'),
  rows(stateful, 'reader#*', 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
];

/** Keeps readers' rows, what they report and who asked never to be mailed, counts what is asked for, reads what was sent to a reader and what became of it, and writes to readers as the sender. */
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

export interface DailyReader {
  readonly briefing: Pick<Briefing, 'sender' | 'approval'>;
  readonly alarmEmail: string;
  readonly deadLetters: readonly Queue[];
}

/** Reads numbers: receipts, editions, delivery reports, the index of readers, queues; keeps a row a day; mails the operator and nobody else. */
export const dailyMay = (
  stateful: Stateful,
  { briefing, alarmEmail, deadLetters }: DailyReader,
): readonly Grant[] => [
  deliveryReports(stateful, 's3:GetObject'),
  ...(briefing.approval === undefined ? [] : [objects(['s3:GetObject'], stateful.archive, 'decisions/')]),
  seeing(stateful.archive),
  rows(stateful, 'editions', 'Query'),
  rows(stateful, 'deliveries', 'Query'),
  rows(stateful, 'daily', 'PutItem', 'DeleteItem', 'Query'),
  index(stateful, 'receipts'),
  index(stateful, 'active'),
  allow(['sqs:GetQueueAttributes'], ...deadLetters.map(({ queueArn }) => queueArn)),
  sendingAs(briefing.sender, stateful, alarmEmail),
];
