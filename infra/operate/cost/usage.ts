import type { Shape } from './shape.ts';

/** What is asked about. */
export interface Load {
  readonly readers: number;
  /** Uploads a day. */
  readonly articles: number;
  /** Days of publication a week. */
  readonly days: number;
  readonly windowHours: number;
  readonly plan: 'essentials' | 'none';
}

/** How much of what a month of thirty days takes, by the name of its price; `of` says for what. */
export interface Quantity {
  readonly price: string;
  readonly of: string;
  readonly amount: number;
}

/**
 * What one piece of work takes. Times were measured on two shared x86 cores (test/README.md, lambdas/deliver.ts) or are marked as assumed; a
 * row of the table counts as one unit to write and one to read for each begun KB or 4 KB.
 */
const EACH = {
  /** Seconds: a page is read in 47 ms; the rest, assumed, is calls to S3 and the table. */
  intake: 0.5,
  /** Seconds: 41 sentences of 26 ms, and calls. */
  vectors: 1.5,
  /** Seconds an article of the window: grouped, told twice, and its vectors read; measured with a thousand (infra/scale.md). */
  composing: 0.053,
  /** Seconds for the pairs of sentences that an upload brings to the cross-encoder: 100 ms each, and some ten, as in editions of twenty reports. */
  pairs: 1,
  /** Seconds of a look that finds nothing new, and of a run beside its articles; assumed. */
  look: 0.3,
  /** Mails a second of one worker with calls of 60 ms. */
  mailsASecond: 180,
  /** Seconds for ten events; assumed. */
  feedback: 0.2,
  /** Seconds of a look at the ledger; assumed. */
  reconcile: 1,
  /** Rows written for an upload: version, pointer, text, receipts twice over and sixteen phrases. */
  articleWrites: 30,
  /** Measured: a receipt's look for near copies. */
  articleReads: 33,
  /** Kilobytes of an article's row in the index by day. */
  windowRow: 1.5,
  /** claim, call, end, and two events. */
  mailWrites: 5,
  /** The reader's row, written once and read once by the report. */
  mailReads: 2.5,
  /** Events that SES tells of a mail: that it was sent and that it came. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
  events: 2,
  /** Kilobytes: a reader's row; a row of the ledger with its events, kept for ninety days. */
  readerRow: 0.5,
  ledgerRow: 0.5,
  /** Kilobytes: upload, article, receipt and vectors together; assumed. */
  article: 60,
  /** Objects of an edition: its mails, pages, feeds and pictures; assumed. */
  edition: 80,
  /** Kilobytes of a run's log lines; assumed. */
  log: 1.5,
  /** Pages read for each mail, and kilobytes of one; assumed. */
  views: 0.1,
  page: 60,
  /** Of Lambda at each queue, each asking three times a minute: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
  pollers: 5,
} as const;

const MONTH_DAYS = 30;
const MONTH_MINUTES = MONTH_DAYS * 1440;
const GB = 2 ** 20;

/** A month's quantities, from the shape of the templates and the load. */
export function usageOf(
  shape: Shape,
  { readers, articles, days, windowHours, plan }: Load,
): readonly Quantity[] {
  const editions = (days / 7) * MONTH_DAYS;
  const mails = readers * editions;
  const uploads = articles * MONTH_DAYS;
  const window = (articles * windowHours) / 24;
  const looks = shape.calls.PreviewSchedule ?? 0;
  // A look composes anew where something came since the last one.
  const previews = Math.min(looks, uploads);
  const shards = Math.ceil(readers / 100) * editions;
  const events = mails * EACH.events;
  const gb = (name: string) => shape.memory[name] ?? 0;
  const runs = {
    Intake: uploads,
    Vectors: uploads,
    Compose: looks + editions,
    Deliver: shards + (shape.calls.ReconcileSchedule ?? 0),
    Feedback: events / 10,
  };
  const composing = window * EACH.composing;
  const seconds = {
    Intake: uploads * EACH.intake,
    Vectors: uploads * EACH.vectors,
    Compose: looks * EACH.look + (previews + editions) * composing + uploads * EACH.pairs,
    Deliver: mails / EACH.mailsASecond + (shape.calls.ReconcileSchedule ?? 0) * EACH.reconcile,
    Feedback: (events / 10) * EACH.feedback,
  };
  const allRuns = Object.values(runs).reduce((a, b) => a + b);
  const views = mails * EACH.views;
  const windowReads = (window * EACH.windowRow) / 4 / 2;
  const rows = uploads * 5 * EACH.windowRow + readers * EACH.readerRow + mails * 3 * EACH.ledgerRow;
  const quantity = (price: string, of: string, amount: number): Quantity => ({ price, of, amount });
  return [
    quantity(`ses.${plan}`, `${editions.toFixed(1)} editions to ${readers} readers`, mails),
    ...Object.entries(seconds).map(([name, time]) => quantity('lambda.gbSeconds', name, time * gb(name))),
    quantity('lambda.requests', 'all functions', allRuns),
    quantity('dynamodb.writes', 'ledger and events', mails * EACH.mailWrites),
    quantity('dynamodb.writes', 'uploads', uploads * EACH.articleWrites),
    quantity('dynamodb.reads', 'ledger and readers', mails * EACH.mailReads),
    quantity('dynamodb.reads', 'uploads', uploads * EACH.articleReads),
    quantity('dynamodb.reads', 'a look at the window each minute', looks * windowReads),
    quantity('dynamodb.storage', 'rows after three months', rows / GB),
    quantity('dynamodb.recovery', 'the same rows', rows / GB),
    quantity(
      's3.puts',
      'uploads, editions, shards',
      uploads * 4 + editions * EACH.edition + shards + previews,
    ),
    quantity(
      's3.gets',
      'uploads, windows, shards',
      uploads * 4 + (previews + editions) * window * 2 + shards * 2 + views,
    ),
    quantity('s3.storage', 'a year of uploads', (uploads * 12 * EACH.article) / GB),
    quantity(
      'sqs.requests',
      'messages, and looking for them',
      shape.eventSources * EACH.pollers * 3 * MONTH_MINUTES + (uploads * 2 + shards + events) * 3,
    ),
    quantity('sns.publishes', 'what SES tells', events),
    quantity('cloudwatch.alarms', 'the template', shape.alarms),
    quantity('cloudwatch.metrics', 'the template', shape.metrics),
    quantity('cloudwatch.dashboards', 'the template', shape.dashboards),
    quantity('cloudwatch.logs', 'all functions', (allRuns * EACH.log) / GB),
    quantity('secrets', 'the template', shape.secrets),
    quantity('cloudfront.traffic', 'one page read for ten mails', (views * EACH.page) / GB),
    quantity('waf', 'the template', shape.firewalls),
    quantity('waf.requests', 'pages', shape.firewalls > 0 ? views : 0),
  ].filter(({ amount }) => amount > 0);
}

/** What the reckoning leaves out. */
export const LEFT_OUT = [
  'free tiers (of Lambda, SQS, CloudWatch, CloudFront and others: a small newsletter pays little but mails, alarms and metrics)',
  'taxes, support plans, the domain and other regions’ prices',
  'sign-ups, preferences and the desk; retries, bounces and second tries',
  'X-Ray traces, EventBridge Scheduler and AWS Budgets, whose free allowance covers this at most loads',
  'Lambda’s waiting for SES beyond 60 ms a call, and starts of new workers',
] as const;
