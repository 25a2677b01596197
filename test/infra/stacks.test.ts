import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deskEditors, settingsOf } from '../../infra/briefing.ts';
import { ALARMS, DAILY_ALARMS } from '../../infra/parts/alarm-list.ts';
import { INDEX, NOT_FOUND } from '../../lambdas/edition/web/address.ts';
import { RETENTION } from '../../lambdas/reader/retention.ts';
import manifest from '../../package.json' with { type: 'json' };
import { listOf, statements } from './permissions.ts';
import { all, briefing, exported, one, synthesized, type Template } from './synthesized.ts';

let stateful: Template;
let pipeline: Template;
const WEB_ACL =
  'arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/12345678-1234-1234-1234-123456789012';
/** With an operator to tell. */
let watched: Template;

beforeAll(() => {
  [stateful, pipeline] = synthesized();
  [, watched] = synthesized({
    briefing: { alarmEmail: 'operator@example.org', budget: { monthlyUsd: 30 }, webAclArn: WEB_ACL },
  });
});

const ref = (id: string) => ({ Ref: id });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('what holds something', () => {
  it('keeps messages and backups no longer than readers are told', () => {
    const queues = [stateful, pipeline].flatMap((template) => all(template, 'AWS::SQS::Queue'));
    const days = queues.map(([, { Properties }]) => Number(Properties.MessageRetentionPeriod) / 86_400);
    expect(Math.max(...days)).toBe(RETENTION.queueDays);
    // Point-in-time recovery goes back 35 days where a table names no other period.
    const [[, table] = ['', undefined]] = all(stateful, 'AWS::DynamoDB::Table');
    expect(table?.Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(RETENTION.backupDays).toBe(35);
  });

  it('stays when its stack goes', () => {
    const holding = [
      'S3::Bucket',
      'SQS::Queue',
      'DynamoDB::Table',
      'SecretsManager::Secret',
      'SES::EmailIdentity',
    ];
    for (const template of [stateful, pipeline]) {
      for (const [id, { Type, DeletionPolicy, UpdateReplacePolicy }] of Object.entries(template.Resources)) {
        if (!holding.some((type) => Type === `AWS::${type}`)) continue;
        expect({ id, DeletionPolicy, UpdateReplacePolicy }).toEqual({
          id,
          // Or a failed first deployment leaves orphans; a table under deletion protection stays in any case.
          DeletionPolicy: Type === 'AWS::DynamoDB::Table' ? 'Retain' : 'RetainExceptOnCreate',
          UpdateReplacePolicy: 'Retain',
        });
      }
    }
  });

  it('is in buckets that are closed to the public, encrypted, and answer over TLS alone', () => {
    const buckets = [...all(stateful, 'AWS::S3::Bucket'), ...all(pipeline, 'AWS::S3::Bucket')];
    expect(buckets).toHaveLength(4);
    for (const [, { Properties }] of buckets) {
      expect(Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      });
    }
    const policies = [...all(stateful, 'AWS::S3::BucketPolicy'), ...all(pipeline, 'AWS::S3::BucketPolicy')];
    expect(policies.map(([, { Properties }]) => Properties)).toEqual(
      buckets.map(([id]) =>
        expect.objectContaining({
          Bucket: ref(id),
          PolicyDocument: expect.objectContaining({
            Statement: expect.arrayContaining([
              expect.objectContaining({
                Effect: 'Deny',
                Condition: { Bool: { 'aws:SecureTransport': 'false' } },
              }),
            ]),
          }),
        }),
      ),
    );
  });

  it('keeps old versions where something could be overwritten, and forgets the shards', () => {
    expect(one(stateful, 'AWS::S3::Bucket', 'Inbox')[1].Properties.VersioningConfiguration).toEqual({
      Status: 'Enabled',
    });
    expect(one(stateful, 'AWS::S3::Bucket', 'Archive')[1].Properties.VersioningConfiguration).toEqual({
      Status: 'Enabled',
    });
    expect(one(stateful, 'AWS::S3::Bucket', 'Outbox')[1].Properties.LifecycleConfiguration).toMatchObject({
      Rules: expect.arrayContaining([{ ExpirationInDays: 90, Status: 'Enabled' }]),
    });
  });

  it('includes one table with the keys, indexes and expiry that the adapters use', () => {
    expect(one(stateful, 'AWS::DynamoDB::Table', 'Table')[1].Properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'window',
          KeySchema: [
            { AttributeName: 'day', KeyType: 'HASH' },
            { AttributeName: 'received', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'active',
          KeySchema: [
            { AttributeName: 'active', KeyType: 'HASH' },
            { AttributeName: 'id', KeyType: 'RANGE' },
          ],
          // No address: compose reads it.
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['confirmedAt', 'pausedUntil'] },
        },
      ],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('includes one secret in the form that the functions parse', () => {
    expect(one(stateful, 'AWS::SecretsManager::Secret', 'Secret')[1].Properties.GenerateSecretString).toEqual(
      {
        SecretStringTemplate: '{"tokenKeyVersion":"01"}',
        GenerateStringKey: 'master',
        PasswordLength: 64,
        ExcludePunctuation: true,
      },
    );
  });
});

describe('a bucket', () => {
  it.each([
    ['Inbox', 'Intake', ['s3:ObjectCreated:*', 's3:ObjectRemoved:DeleteMarkerCreated']],
    ['Outbox', 'Delivery', ['s3:ObjectCreated:*']],
  ])('%s tells its queue %s of every key', (bucketName, queueName, events) => {
    const [bucketId, bucket] = one(stateful, 'AWS::S3::Bucket', bucketName);
    const [queueId] = one(stateful, 'AWS::SQS::Queue', queueName);
    expect(bucket.Properties.NotificationConfiguration).toEqual({
      QueueConfigurations: events.map((Event) => ({ Event, Queue: arn(queueId) })),
    });
    const policies = all(stateful, 'AWS::SQS::QueuePolicy').map(([, { Properties }]) => Properties);
    const mine = policies.find(({ Queues }) => JSON.stringify(Queues) === JSON.stringify([ref(queueId)]));
    expect(mine?.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        {
          Sid: 'BucketMaySend',
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Principal: { Service: 's3.amazonaws.com' },
          Resource: arn(queueId),
          Condition: {
            StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
            ArnLike: {
              'aws:SourceArn': {
                'Fn::Join': [
                  '',
                  [
                    'arn:',
                    ref('AWS::Partition'),
                    `:s3:::${`communiquestateful-${bucketName.toLowerCase()}`.slice(0, 24)}*`,
                  ],
                ],
              },
            },
          },
        },
      ]),
    });
    // CloudFormation names a bucket after its stack and logical id: the pattern must fit.
    expect(`communiquestateful-${bucketId.toLowerCase()}`).toMatch(
      new RegExp(`^communiquestateful-${bucketName.toLowerCase()}`),
    );
  });

  it('lets compose keep drafts where the briefing asks for approval, and mail where it has editors', () => {
    const approval = { leadMinutes: 90, otherwise: 'hold' } as const;
    const editors = [{ address: 'ada@desk.example.org', role: 'approver' }] as const;
    const [, asking] = synthesized({ briefing: { approval, editors } });
    const variables = (template: Template) => {
      const [, { Properties }] = one(template, 'AWS::Lambda::Function', 'ComposeFunction');
      return JSON.stringify(Properties.Environment);
    };
    const grants = (template: Template) =>
      JSON.stringify(one(template, 'AWS::IAM::Policy', 'ComposeFunctionRoleDefaultPolicy')[1].Properties);
    expect(variables(asking)).toContain('ada@desk.example.org');
    expect(variables(pipeline)).toContain('"EDITORS":"[]"');
    for (const part of ['/drafts/*', '/decisions/*', 'ses:SendRawEmail', '"slots"']) {
      expect(grants(asking)).toContain(part);
      expect(grants(pipeline)).not.toContain(part);
    }
  });

  it('for uploads takes files from the briefing’s editors and from nobody else', () => {
    const editor = 'arn:aws:iam::123456789012:role/Editor';
    const [template] = synthesized({ briefing: { editors: [{ arn: editor }] } });
    const [, policy] = one(template, 'AWS::S3::BucketPolicy', 'InboxPolicy');
    const [, before] = one(stateful, 'AWS::S3::BucketPolicy', 'InboxPolicy');
    expect(JSON.stringify(before)).not.toContain('s3:PutObject');
    expect(policy.Properties.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { AWS: editor },
          Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'],
        }),
      ]),
    });
  });

  it('with articles shows the editors their receipts and nothing more', () => {
    const editor = 'arn:aws:iam::123456789012:role/Editor';
    const [template] = synthesized({ briefing: { editors: [{ arn: editor }] } });
    const [, policy] = one(template, 'AWS::S3::BucketPolicy', 'ArchivePolicy');
    const document: {
      readonly Statement: readonly { readonly Principal: unknown; readonly Sid?: string }[];
    } = JSON.parse(JSON.stringify(policy.Properties.PolicyDocument));
    const theirs = document.Statement.filter(({ Principal }) => JSON.stringify(Principal).includes(editor));
    expect(theirs).toEqual([
      expect.objectContaining({ Action: 's3:GetObject', Sid: 'EditorsMayReadReceipts' }),
      expect.objectContaining({
        Action: 's3:ListBucket',
        Condition: { StringLike: { 's3:prefix': 'receipts/*' } },
      }),
    ]);
    expect(JSON.stringify(theirs[0])).toContain('/receipts/*');
  });
});

describe('a queue', () => {
  it.each([
    ['Intake', 'IntakeFunction', 10],
    ['Delivery', 'DeliverFunction', 30],
    ['Feedback', 'FeedbackFunction', 12],
  ])(
    '%s feeds %s, gives it six times its time, and has dead letters of its own',
    (queueName, functionName, receives) => {
      const [queueId, queue] = one(stateful, 'AWS::SQS::Queue', queueName);
      const [deadId] = one(stateful, 'AWS::SQS::Queue', `${queueName}DeadLetters`);
      const [functionId, { Properties }] = one(pipeline, 'AWS::Lambda::Function', functionName);
      expect(queue.Properties).toMatchObject({
        RedrivePolicy: { deadLetterTargetArn: arn(deadId), maxReceiveCount: receives },
        SqsManagedSseEnabled: true,
      });
      expect(Number(queue.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(
        6 * Number(Properties.Timeout),
      );
      const sources = all(pipeline, 'AWS::Lambda::EventSourceMapping').map(([, source]) => source.Properties);
      const mine = sources.filter(
        ({ FunctionName }) => JSON.stringify(FunctionName) === JSON.stringify(ref(functionId)),
      );
      expect(mine).toHaveLength(1);
      expect(mine[0]?.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(mine[0]?.ScalingConfig).toMatchObject({
        MaximumConcurrency: expect.toSatisfy((n: number) => n >= 2),
      });
      expect(exported(stateful, mine[0]?.EventSourceArn)).toEqual(arn(queueId));
    },
  );

  it('that is a last stop is watched by an alarm', () => {
    const alarms = JSON.stringify(
      all(pipeline, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties.Dimensions),
    );
    const last = [...all(stateful, 'AWS::SQS::Queue'), ...all(pipeline, 'AWS::SQS::Queue')].filter(
      ([, { Properties }]) => Properties.RedrivePolicy === undefined,
    );
    expect(last).toHaveLength(5);
    for (const [id] of last) expect(alarms).toContain(id);
  });
});

describe('what SES tells of our mail', () => {
  it('goes through a topic into the feedback queue as it is, and opens and clicks are not among it', () => {
    const [topicId] = one(stateful, 'AWS::SNS::Topic', 'MailEvents');
    const [queueId] = one(stateful, 'AWS::SQS::Queue', 'Feedback');
    const [deadId] = one(stateful, 'AWS::SQS::Queue', 'FeedbackDeadLetters');
    const [, destination] = one(
      stateful,
      'AWS::SES::ConfigurationSetEventDestination',
      'MailEventDestination',
    );
    expect(destination.Properties).toEqual({
      ConfigurationSetName: ref(one(stateful, 'AWS::SES::ConfigurationSet', 'Mail')[0]),
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: [
          'send',
          'delivery',
          'deliveryDelay',
          'bounce',
          'complaint',
          'reject',
          'renderingFailure',
        ],
        SnsDestination: { TopicARN: ref(topicId) },
      },
    });
    expect(all(stateful, 'AWS::SNS::Subscription').map(([, { Properties }]) => Properties)).toEqual([
      {
        Protocol: 'sqs',
        TopicArn: ref(topicId),
        Endpoint: arn(queueId),
        RawMessageDelivery: true,
        RedrivePolicy: { deadLetterTargetArn: arn(deadId) },
      },
    ]);
  });

  it('is all that keeps a reader from mail: no list of the account’s swallows the confirmation that brings them back', () => {
    expect(one(stateful, 'AWS::SES::ConfigurationSet', 'Mail')[1].Properties).toEqual({
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: [] },
    });
  });

  it('is under no key that SES, SNS or CloudWatch could not use', () => {
    for (const template of [stateful, pipeline]) {
      // A topic without any setting has no properties in the template.
      for (const [, { Properties }] of all(template, 'AWS::SNS::Topic'))
        expect(Properties?.KmsMasterKeyId).toBeUndefined();
      for (const [, { Properties }] of all(template, 'AWS::SQS::Queue'))
        expect(Properties.KmsMasterKeyId).toBeUndefined();
    }
  });
});

/** Sources that functions are made of. */
const SOURCES = readdirSync('lambdas', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join('lambdas', path), 'utf8'));

describe('an operator', () => {
  const own = ALARMS.flatMap(({ id, watched: one }) => (one.kind === 'own' ? [{ ...one, id }] : []));

  it.each(own)('hears of $metric of $of', ({ id, metric, of, least, statistic }) => {
    const [, { Properties }] = one(pipeline, 'AWS::CloudWatch::Alarm', id);
    expect(Properties).toMatchObject({
      Namespace: 'Communique',
      MetricName: metric,
      Dimensions: [
        { Name: 'FunctionName', Value: ref(one(pipeline, 'AWS::Lambda::Function', `${of}Function`)[0]) },
        { Name: 'service', Value: 'communique' },
      ],
      Threshold: least,
      Statistic: statistic === 'sum' ? 'Sum' : 'Maximum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [ref(one(pipeline, 'AWS::SNS::Topic', 'Alarms')[0])],
    });
    const counted = new RegExp(`\\b${metric}: `);
    expect(SOURCES.filter((source) => counted.test(source))).not.toEqual([]);
  });

  it('hears of sums where things are counted one by one, and of levels where they are measured', () => {
    const rest = own.filter(({ least }) => least !== 1).map(({ metric, statistic }) => [metric, statistic]);
    expect(Object.fromEntries(rest)).toEqual({ ConfirmationBounces: 'sum', MemoryPercent: 'max' });
    expect(own.map(({ metric }) => metric)).toEqual(
      expect.arrayContaining(['EditionsStopped', 'UnknownSends', 'EditionsMissing', 'ReportsRefused']),
    );
  });
});

describe('an alarm', () => {
  const made = () => all(pipeline, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);

  it('stands for each entry of the list, is written to the operator, and says what to do', () => {
    expect(made().length).toBe(ALARMS.length);
    expect(ALARMS.length).toBeGreaterThanOrEqual(20);
    const topic = ref(one(pipeline, 'AWS::SNS::Topic', 'Alarms')[0]);
    for (const { AlarmDescription, AlarmActions } of made()) {
      expect(AlarmActions).toEqual([topic]);
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: 1,024 characters.
      expect(String(AlarmDescription).length).toBeLessThan(1024);
      expect(AlarmDescription).toMatch(/^[A-Z].{40,}[.]$/);
    }
  });

  it('names only commands that there are', () => {
    const named = ALARMS.flatMap(({ remedy }) =>
      [...remedy.matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(manifest.scripts)).toContain(name);
  });

  it('and every message of ours names only files that there are, with what is to be changed in them', () => {
    const named = [...SOURCES, ...ALARMS.map(({ remedy }) => remedy)].flatMap((text) =>
      [...text.matchAll(/\b(?:infra|lambdas|test|templates)\/[\w/-]+\.(?:ts|json|md)\b/g)].map(
        ([path]) => path,
      ),
    );
    expect(named).toContain('infra/handlers.ts');
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    // "Raise memorySize of ComposeFunction in infra/handlers.ts": these words must stand in that file.
    for (const { remedy } of ALARMS)
      for (const [sentence, path = ''] of remedy.matchAll(/[^.:;]*\bin ((?:infra|lambdas)\/[\w/-]+\.ts)/g))
        for (const [word] of sentence.matchAll(/(?<![\w/])[A-Za-z]+[a-z][A-Z]\w+/g))
          expect([word, path, readFileSync(path, 'utf8').includes(word)]).toEqual([word, path, true]);
  });

  it('watches the age of every queue, errors and throttles of every function', () => {
    const text = JSON.stringify(made().map(({ MetricName, Dimensions }) => [MetricName, Dimensions]));
    for (const [id] of all(pipeline, 'AWS::Lambda::Function')) {
      expect(text).toContain(`["Errors",[{"Name":"FunctionName","Value":{"Ref":"${id}"}}]]`);
      expect(text).toContain(`["Throttles",[{"Name":"FunctionName","Value":{"Ref":"${id}"}}]]`);
    }
    expect(made().filter(({ MetricName }) => MetricName === 'ApproximateAgeOfOldestMessage')).toHaveLength(4);
  });

  it('of the heartbeat rings when nothing is told, and none but that', () => {
    const silent = made().filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
    expect(silent).toMatchObject([{ MetricName: 'Heartbeats', TreatMissingData: 'breaching', Period: 3600 }]);
  });

  it('has its metric on the one dashboard', () => {
    const [[, { Properties }] = ['', { Properties: {} }]] = all(pipeline, 'AWS::CloudWatch::Dashboard');
    const body = JSON.stringify(Properties);
    for (const { MetricName } of made()) expect(body).toContain(String(MetricName));
  });

  it('reaches the mailbox that the briefing names', () => {
    expect(all(pipeline, 'AWS::SNS::Subscription')).toEqual([]);
    expect(all(watched, 'AWS::SNS::Subscription').map(([, { Properties }]) => Properties)).toMatchObject([
      { Protocol: 'email', Endpoint: 'operator@example.org' },
    ]);
  });
});

it('tells the operator of the account’s costs where the briefing has a budget, and else has none', () => {
  expect(all(pipeline, 'AWS::Budgets::Budget')).toEqual([]);
  const subscribers = [{ Address: 'operator@example.org', SubscriptionType: 'EMAIL' }];
  expect(all(watched, 'AWS::Budgets::Budget').map(([, { Properties }]) => Properties)).toMatchObject([
    {
      Budget: { BudgetLimit: { Amount: 30, Unit: 'USD' }, BudgetType: 'COST', TimeUnit: 'MONTHLY' },
      NotificationsWithSubscribers: [
        { Notification: { NotificationType: 'ACTUAL', Threshold: 80 }, Subscribers: subscribers },
        { Notification: { NotificationType: 'FORECASTED', Threshold: 100 }, Subscribers: subscribers },
      ],
    },
  ]);
});

it('stands behind the web ACL that the briefing names, and else behind none', () => {
  const config = (template: Template) =>
    one(template, 'AWS::CloudFront::Distribution', 'Web')[1].Properties.DistributionConfig;
  expect(config(watched)).toMatchObject({ WebACLId: WEB_ACL });
  expect(config(pipeline)).not.toHaveProperty('WebACLId');
});

describe('the daily mail', () => {
  const variables = (name: string) =>
    one(watched, 'AWS::Lambda::Function', name)[1].Properties.Environment as {
      readonly Variables: Readonly<Record<string, unknown>>;
    };

  it('has a function, a schedule an hour before the edition and alarms where the briefing names an operator, and else nothing', () => {
    for (const type of ['AWS::Lambda::Function', 'AWS::Scheduler::Schedule'])
      expect(JSON.stringify(all(pipeline, type))).not.toMatch(/"Daily|daily/);
    const [id] = one(watched, 'AWS::Lambda::Function', 'DailyFunction');
    expect(one(watched, 'AWS::Scheduler::Schedule', 'DailySchedule')[1].Properties).toMatchObject({
      ScheduleExpression: 'cron(0 6 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Kyiv',
      EndDate: '2023-10-07T21:00:00.000Z',
      Target: { Arn: arn(id), Input: '{"daily":"<aws.scheduler.scheduled-time>"}' },
    });
    const names = all(watched, 'AWS::CloudWatch::Alarm').map(([name]) => name.slice(0, -8));
    expect(names).toEqual(expect.arrayContaining(['DailyErrorsAlarm', 'DailyThrottlesAlarm']));
    expect(names).toHaveLength(ALARMS.length + DAILY_ALARMS.length);
  });

  it('knows every dead-letter queue, and mails the operator and nobody else', () => {
    const { Variables } = variables('DailyFunction');
    expect(Object.keys(Variables)).toEqual([
      'ARCHIVE_BUCKET',
      'TABLE_NAME',
      'CONFIGURATION_SET',
      'SCHEDULE',
      'DEAD_LETTERS',
      'ALARM_EMAIL',
      'BRIEFING',
    ]);
    for (const queue of ['Intake', 'Vectors', 'Delivery', 'Feedback', 'Missed'])
      expect(JSON.stringify(Variables.DEAD_LETTERS)).toContain(`${queue}\\":`);
    const mail = statements(watched).filter(
      ({ role, statement }) =>
        role.startsWith('Daily') && listOf(statement.Action).includes('ses:SendRawEmail'),
    );
    expect(mail.map(({ statement }) => statement.Condition)).toEqual([
      {
        StringEquals: { 'ses:FromAddress': briefing.sender.address },
        'ForAllValues:StringEquals': { 'ses:Recipients': ['operator@example.org'] },
        Null: { 'ses:Recipients': 'false' },
      },
    ]);
  });
});

describe('a function', () => {
  const named = (template: Template, type: string, name: string) => ref(one(template, type, name)[0]);

  it.each([
    ['IntakeFunction', ['INBOX_BUCKET', 'ARCHIVE_BUCKET', 'TABLE_NAME', 'MAX_RECEIVES', 'BRIEFING']],
    [
      'ComposeFunction',
      [
        'ARCHIVE_BUCKET',
        'OUTBOX_BUCKET',
        'WEB_BUCKET',
        'TABLE_NAME',
        'BRIEFING',
        'SECRET_ARN',
        'CONFIGURATION_SET',
        'EDITORS',
        'SCHEDULE',
        'INBOX_BUCKET',
        'DISTRIBUTION_ID',
      ],
    ],
    [
      'DeliverFunction',
      [
        'ARCHIVE_BUCKET',
        'OUTBOX_BUCKET',
        'TABLE_NAME',
        'SECRET_ARN',
        'CONFIGURATION_SET',
        'DELIVERY_QUEUE_URL',
        'BRIEFING',
      ],
    ],
    ['FeedbackFunction', ['TABLE_NAME', 'CONFIGURATION_SET', 'ACCOUNT_ID']],
    [
      'DeskFunction',
      [
        'INBOX_BUCKET',
        'ARCHIVE_BUCKET',
        'TABLE_NAME',
        'SECRET_ARN',
        'CONFIGURATION_SET',
        'EDITORS',
        'SCHEDULE',
        'BRIEFING',
      ],
    ],
    ['SubscribeFunction', ['TABLE_NAME', 'SECRET_ARN', 'CONFIGURATION_SET', 'DOOR', 'BRIEFING']],
  ])('%s has exactly the variables that its handler reads, each with its meaning', (name, variables) => {
    const [, { Properties }] = one(pipeline, 'AWS::Lambda::Function', name);
    const environment = Object.entries(
      (Properties.Environment as { Variables: Record<string, unknown> }).Variables,
    );
    expect(environment.map(([variable]) => variable)).toEqual(variables);
    const meaning: Readonly<Record<string, unknown>> = {
      INBOX_BUCKET: named(stateful, 'AWS::S3::Bucket', 'Inbox'),
      ARCHIVE_BUCKET: named(stateful, 'AWS::S3::Bucket', 'Archive'),
      OUTBOX_BUCKET: named(stateful, 'AWS::S3::Bucket', 'Outbox'),
      WEB_BUCKET: named(pipeline, 'AWS::S3::Bucket', 'Pages'),
      TABLE_NAME: named(stateful, 'AWS::DynamoDB::Table', 'Table'),
      SECRET_ARN: named(stateful, 'AWS::SecretsManager::Secret', 'Secret'),
      CONFIGURATION_SET: named(stateful, 'AWS::SES::ConfigurationSet', 'Mail'),
      DELIVERY_QUEUE_URL: named(stateful, 'AWS::SQS::Queue', 'Delivery'),
      ACCOUNT_ID: ref('AWS::AccountId'),
      MAX_RECEIVES: '10',
      DOOR: ref('AWS::StackId'),
      DISTRIBUTION_ID: named(pipeline, 'AWS::CloudFront::Distribution', 'Web'),
      EDITORS: JSON.stringify(deskEditors(briefing)),
      SCHEDULE: '0 7 * * mon,tue,wed,thu,fri,sat,sun',
      BRIEFING: JSON.stringify(settingsOf(briefing)),
    };
    for (const [variable, value] of environment) {
      expect([variable, exported(stateful, value) ?? value]).toEqual([variable, meaning[variable]]);
    }
  });

  it('is traced', () => {
    for (const [, { Properties }] of all(pipeline, 'AWS::Lambda::Function'))
      expect(Properties.TracingConfig).toEqual({ Mode: 'Active' });
  });

  it('runs on Node 24 and keeps its log for a while in a group of its own', () => {
    const functions = all(pipeline, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(7);
    for (const [, { Properties }] of functions) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
    }
    const groups = functions.map(([, { Properties }]) => JSON.stringify(Properties.LoggingConfig));
    expect(new Set(groups).size).toBe(7);
    for (const [, { Properties }] of all(pipeline, 'AWS::Logs::LogGroup'))
      expect(Properties.RetentionInDays).toBe(RETENTION.logDays);
  });
});

describe('the schedules', () => {
  const schedule = (template: Template, name: string) =>
    one(template, 'AWS::Scheduler::Schedule', name)[1].Properties;

  it('ask compose for an edition at the briefing’s hour in its zone, while the coverage lasts', () => {
    const [deadId] = one(pipeline, 'AWS::SQS::Queue', 'MissedDeadLetters');
    expect(schedule(pipeline, 'EditionSchedule')).toMatchObject({
      ScheduleExpression: 'cron(0 7 ? * MON,TUE,WED,THU,FRI,SAT,SUN *)',
      ScheduleExpressionTimezone: 'Europe/Kyiv',
      StartDate: '2023-09-09T21:00:00.000Z',
      EndDate: '2023-09-30T21:00:00.000Z',
      State: 'ENABLED',
      Target: {
        Arn: arn(one(pipeline, 'AWS::Lambda::Function', 'ComposeFunction')[0]),
        Input: '{"slot":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: { Arn: arn(deadId) },
      },
    });
  });

  it('ask compose every minute what the coming edition is like', () => {
    expect(schedule(pipeline, 'PreviewSchedule')).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      Target: {
        Arn: arn(one(pipeline, 'AWS::Lambda::Function', 'ComposeFunction')[0]),
        Input: '{"preview":"<aws.scheduler.scheduled-time>"}',
      },
    });
  });

  it('ask deliver to reconcile every quarter of an hour', () => {
    expect(schedule(pipeline, 'ReconcileSchedule')).toMatchObject({
      ScheduleExpression: 'rate(15 minutes)',
      Target: {
        Arn: arn(one(pipeline, 'AWS::Lambda::Function', 'DeliverFunction')[0]),
        Input: '{"reconcile":true}',
      },
    });
  });

  it.each([
    ['before the coverage', '2023-09-01T12:00:00Z', true, true, 'ENABLED'],
    ['during the coverage', '2023-09-14T12:00:00Z', false, true, 'ENABLED'],
    ['after the coverage', '2023-10-01T12:00:00Z', false, false, 'DISABLED'],
  ])('can be deployed %s: EventBridge refuses dates that are past', (_when, now, start, end, state) => {
    const [, template] = synthesized({ now: new Date(now) });
    const { StartDate, EndDate, State } = schedule(template, 'EditionSchedule');
    expect([StartDate !== undefined, EndDate !== undefined, State]).toEqual([start, end, state]);
  });

  it('follow the briefing’s days and minutes', () => {
    const [, template] = synthesized({ briefing: { schedule: { time: '18:05', days: ['fri', 'mon'] } } });
    expect(schedule(template, 'EditionSchedule').ScheduleExpression).toBe('cron(5 18 ? * MON,FRI *)');
  });
});

describe('the public address', () => {
  it('serves pages from the web bucket and readers from the function, uncached, with strict headers', () => {
    const [, distribution] = one(pipeline, 'AWS::CloudFront::Distribution', 'Web');
    const [requestsId, requests] = one(pipeline, 'AWS::CloudFront::OriginRequestPolicy', 'ReaderRequests');
    const [editorsId, editors] = one(pipeline, 'AWS::CloudFront::OriginRequestPolicy', 'EditorRequests');
    expect(editors.Properties.OriginRequestPolicyConfig).toMatchObject({
      CookiesConfig: { CookieBehavior: 'whitelist', Cookies: ['desk'] },
    });
    const policy = (name: string) => one(pipeline, 'AWS::CloudFront::ResponseHeadersPolicy', name);
    const [readersId, readers] = policy('SecurityHeaders');
    const [pagesId, pages] = policy('PageHeaders');
    expect(distribution.Properties.DistributionConfig).toMatchObject({
      CacheBehaviors: [
        {
          PathPattern: '/reader/*',
          AllowedMethods: expect.arrayContaining(['GET', 'HEAD', 'POST']),
          // The AWS-managed policy CachingDisabled.
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: ref(requestsId),
          ResponseHeadersPolicyId: ref(readersId),
        },
        {
          PathPattern: '/desk/*',
          ViewerProtocolPolicy: 'redirect-to-https',
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: ref(editorsId),
          ResponseHeadersPolicyId: ref(policy('DeskHeaders')[0]),
        },
      ],
      DefaultCacheBehavior: {
        ViewerProtocolPolicy: 'redirect-to-https',
        ResponseHeadersPolicyId: ref(pagesId),
      },
    });
    expect(requests.Properties.OriginRequestPolicyConfig).toMatchObject({
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['CloudFront-Viewer-Address', 'Accept-Language'],
      },
      QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['language'] },
    });
    for (const [headers, contentSecurityPolicy] of [
      [readers, /^default-src 'none'; .*form-action 'self'/],
      [
        pages,
        /^default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'$/,
      ],
    ] as const) {
      expect(headers.Properties.ResponseHeadersPolicyConfig).toMatchObject({
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: expect.stringMatching(contentSecurityPolicy) },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY' },
          ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
        },
      });
    }
  });

  it('shows the index at its top, and one page for whatever is not there; a reader’s own 404 is not replaced', () => {
    const { Properties } = one(pipeline, 'AWS::CloudFront::Distribution', 'Web')[1];
    expect(Properties.DistributionConfig).toMatchObject({ DefaultRootObject: INDEX });
    const { CustomErrorResponses } = Properties.DistributionConfig as {
      readonly CustomErrorResponses: unknown;
    };
    expect(CustomErrorResponses).toEqual([
      { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: `/${NOT_FOUND}`, ErrorCachingMinTTL: 10 },
    ]);
  });

  it('lets CloudFront read pages and not list them', () => {
    const [, policy] = one(pipeline, 'AWS::S3::BucketPolicy', 'PagesPolicy');
    const { Statement } = policy.Properties.PolicyDocument as {
      readonly Statement: readonly { readonly Effect: string; readonly Action: unknown }[];
    };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Action }) => Action)).toEqual([
      's3:GetObject',
    ]);
  });

  it('shows the readers’ function a value that nobody else can, so that it may believe the viewer’s address', () => {
    const { DistributionConfig } = one(pipeline, 'AWS::CloudFront::Distribution', 'Web')[1].Properties;
    expect(DistributionConfig).toMatchObject({
      Origins: expect.arrayContaining([
        expect.objectContaining({
          OriginCustomHeaders: [{ HeaderName: 'x-communique-door', HeaderValue: ref('AWS::StackId') }],
        }),
      ]),
    });
  });

  it('takes the name of the public address once there is a certificate for it', () => {
    const certificateArn =
      'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
    const [, template] = synthesized({ briefing: { certificateArn } });
    expect(
      one(template, 'AWS::CloudFront::Distribution', 'Web')[1].Properties.DistributionConfig,
    ).toMatchObject({
      Aliases: ['news.example.org'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
  });
});

describe('the templates', () => {
  it('are the same each time', () => {
    expect(synthesized()).toEqual([stateful, pipeline]);
  });
});
