import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { whatHoldsData } from '../../infra/operate/doctor/holding-checks.ts';
import { templatesIn } from '../../infra/operate/doctor/templates.ts';
import { concurrencyBudget } from '../../infra/parts/function-limits.ts';
import { all, briefing, one, type Resource, synthesized, type Template } from './synthesized.ts';

/** Logical ids of all that holds data, as version 0.1.0 has them: another id is an empty resource beside the full one. */
const HOLDING: Readonly<Record<string, string>> = {
  IntakeDeadLettersC79D6A89: 'AWS::SQS::Queue',
  IntakeA0CA28E8: 'AWS::SQS::Queue',
  DeliveryDeadLettersB0889D5D: 'AWS::SQS::Queue',
  Delivery5F6C039D: 'AWS::SQS::Queue',
  InboxA8E05DC3: 'AWS::S3::Bucket',
  ArchiveDA4CB258: 'AWS::S3::Bucket',
  VectorsDeadLettersDA8FA0E7: 'AWS::SQS::Queue',
  VectorsF49AECB1: 'AWS::SQS::Queue',
  Outbox27BBF20A: 'AWS::S3::Bucket',
  Mail6A3D1F64: 'AWS::SES::ConfigurationSet',
  SenderF5F9B8E0: 'AWS::SES::EmailIdentity',
  FeedbackDeadLetters07994F3B: 'AWS::SQS::Queue',
  Feedback2A073F76: 'AWS::SQS::Queue',
  TableCD117FA1: 'AWS::DynamoDB::Table',
  SecretA720EF05: 'AWS::SecretsManager::Secret',
  Pages127DFD1A: 'AWS::S3::Bucket',
  MissedDeadLettersD88E890D: 'AWS::SQS::Queue',
};

const TYPES =
  /^AWS::(S3::Bucket|SQS::Queue|DynamoDB::Table|SecretsManager::Secret|SES::(EmailIdentity|ConfigurationSet))$/;

const today = synthesized();

const seeds = Array.from({ length: 40 }, (_, n) => `Seed ${n}: ${'the leaders meet. '.repeat(20).trim()}`);
/** Another newsletter in a large account with all that a briefing may ask for. */
const other = synthesized({
  briefing: {
    id: 'orbit',
    name: 'The Orbit Brief',
    topic: { ...briefing.topic, seeds },
    sender: { ...briefing.sender, existingIdentity: 'example.org' },
    concurrency: { account: 1000, reserved: { subscribe: 50 } },
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
  },
});

/** Every physical name that a template gives, and the names of its exports; CloudFront's are one list for the account, a role's own policies none. */
function namesIn(template: Template): readonly string[] {
  const given = Object.values(template.Resources).flatMap(({ Properties = {} }) =>
    [Properties, ...Object.values(Properties)].flatMap((part) =>
      Object.entries(Object(part))
        .filter(
          ([key]) =>
            /(^|[a-z])Name$/.test(key) && !/^(Policy|Function|Attribute|Bucket|Metric|DomainName)/.test(key),
        )
        .map(([key, name]) => `${key}: ${JSON.stringify(name)}`),
    ),
  );
  const exports = Object.values(template.Outputs).flatMap(({ Export }) => (Export ? [Export.Name] : []));
  return [
    ...given.filter((name) => !/ContextKey|"(pk|sk|ttl|day|window|active)"|"Ref"/.test(name)),
    ...exports,
  ];
}

describe('what holds data', () => {
  it('keeps its logical ids, whatever a later version changes', () => {
    const found = today.flatMap((template) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => TYPES.test(Type))
        .map(([id, { Type }]) => [id, Type]),
    );
    expect(Object.fromEntries(found)).toMatchObject(HOLDING);
  });
});

describe('a later deployment, as the doctor reads it', () => {
  const [stateful, pipeline] = today;
  const planned = { S: stateful, P: pipeline };
  const changed = (id: string, change: (resource: Resource) => Resource | undefined): Template => {
    const Resources = Object.entries(stateful.Resources).flatMap(([key, resource]) => {
      const after = key === id ? change(resource) : resource;
      return after === undefined ? [] : [[key, after] as const];
    });
    return { ...stateful, Resources: Object.fromEntries(Resources) };
  };
  const withProperty = (name: string, value: unknown) => (resource: Resource) => ({
    ...resource,
    Properties: { ...resource.Properties, [name]: value },
  });
  const deployed = { kind: 'answered', value: planned } as const;

  it('of the same templates keeps all that holds data', () => {
    expect(whatHoldsData(deployed, planned)).toEqual([
      {
        check: 'what holds data',
        state: 'ok',
        says: expect.stringMatching(/^\d\d resources, .* keeps each$/),
      },
    ]);
  });

  it.each<[string, Template, string, RegExp]>([
    ['leaves a bucket', changed('InboxA8E05DC3', () => undefined), 'fail', /^Inbox.* would leave the stack$/],
    [
      'makes another table of the same name',
      changed('TableCD117FA1', withProperty('KeySchema', [])),
      'fail',
      /^Table.* would be replaced by an empty one, since KeySchema changes$/,
    ],
    [
      'names a queue',
      changed('IntakeA0CA28E8', withProperty('QueueName', 'intake')),
      'fail',
      /^Intake.* since QueueName changes$/,
    ],
    [
      'makes a new secret',
      changed('SecretA720EF05', withProperty('GenerateSecretString', { PasswordLength: 20 })),
      'fail',
      /^Secret.* would get a new value/,
    ],
    [
      'lets the archive go with its stack',
      changed('ArchiveDA4CB258', (resource) => ({ ...resource, DeletionPolicy: 'Delete' })),
      'fail',
      /^Archive.* no longer stay when its stack goes \(DeletionPolicy\)$/,
    ],
    [
      'changes the sender',
      changed('SenderF5F9B8E0', withProperty('EmailIdentity', 'other.example.org')),
      'warn',
      /^Sender.* since EmailIdentity changes$/,
    ],
  ])('that %s is told', (_, next, state, says) => {
    const findings = whatHoldsData(deployed, { ...planned, S: next });
    expect(findings).toEqual([
      { check: 'what holds data', state, says: expect.stringMatching(says), remedy: expect.any(String) },
    ]);
  });

  it('that changes what may change is not', () => {
    const next = changed('IntakeA0CA28E8', withProperty('VisibilityTimeout', 720));
    expect(whatHoldsData(deployed, { ...planned, S: next })[0]?.state).toBe('ok');
  });

  it('of a briefing with another id compares nothing, and says so', () => {
    expect(whatHoldsData(deployed, { Other: stateful })[0]?.state).toBe('fail');
  });

  it('is compared with a folder that was kept, where there is one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kept-'));
    try {
      const names = { stateful: 'S', pipeline: 'P' };
      expect(templatesIn(folder, names).kind).toBe('unseen');
      for (const [name, template] of Object.entries(planned))
        writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
      expect(whatHoldsData(templatesIn(folder, names), planned)[0]?.state).toBe('ok');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('two briefings in one account', () => {
  it('have no name in common: stacks, exports, policies, origin access', () => {
    const [mine, theirs] = [today, other].map((templates) => new Set(templates.flatMap(namesIn)));
    expect(mine?.size).toBeGreaterThan(5);
    expect([...(mine ?? [])].filter((name) => theirs?.has(name))).toEqual([]);
  });

  it('have the same resources, but for the sender that one has already', () => {
    const types = (templates: readonly Template[]) =>
      templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)).sort();
    const identity = 'AWS::SES::EmailIdentity';
    expect([...types(other), identity].sort()).toEqual(types(today));
  });
});

describe('the sender', () => {
  const record = (template: Template, name: string) => JSON.stringify(template.Outputs[name]?.Value);

  it('is made without feedback forwarding, with a MAIL FROM of its own that falls back', () => {
    expect(one(today[0], 'AWS::SES::EmailIdentity', 'Sender')[1].Properties).toMatchObject({
      FeedbackAttributes: { EmailForwardingEnabled: false },
      MailFromAttributes: {
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
        MailFromDomain: 'bounce.news.example.org',
      },
    });
  });

  it('has its DNS records as outputs', () => {
    for (const name of ['SenderDkim1', 'SenderDkim2', 'SenderDkim3'])
      expect(record(today[0], name)).toContain('CNAME');
    expect(record(today[0], 'SenderMailFrom')).toMatch(/bounce\.news\.example\.org MX 10 feedback-smtp\./);
    expect(record(today[0], 'SenderSpf')).toContain('v=spf1 include:amazonses.com ~all');
    expect(record(today[0], 'SenderDmarc')).toContain('_dmarc.news.example.org TXT');
  });

  it('is not made where SES knows it already', () => {
    expect(all(other[0], 'AWS::SES::EmailIdentity')).toEqual([]);
    expect(all(other[0], 'AWS::SES::ConfigurationSet')).toHaveLength(1);
  });

  it('may change its domain: no export holds it', () => {
    const exported = Object.values(today[0].Outputs).filter(({ Export }) => Export !== undefined);
    expect(exported.length).toBeGreaterThan(5);
    expect(JSON.stringify(exported)).not.toMatch(/Sender|news\.example\.org/);
  });

  it('may write to any identity, which the sandbox asks for, and from one address only', () => {
    const sending = all(today[1], 'AWS::IAM::Policy')
      .flatMap(
        ([, { Properties }]) => (Properties.PolicyDocument as { Statement: readonly object[] }).Statement,
      )
      .filter((statement) => JSON.stringify(statement).includes('ses:SendRawEmail'));
    expect(sending.length).toBeGreaterThanOrEqual(3);
    for (const statement of sending) {
      expect(JSON.stringify(statement)).toContain(':identity/*');
      expect(statement).toMatchObject({
        Condition: { StringEquals: { 'ses:FromAddress': briefing.sender.address } },
      });
    }
  });
});

describe('a small account', () => {
  it.each([10, 11, 20, 50, 100, 1000, 100_000])(
    'of %i runs at once is not used up by the queues',
    (account) => {
      const parts = Object.values(concurrencyBudget(account));
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(2);
      expect(parts.reduce((a, b) => a + b)).toBeLessThanOrEqual(account - 2);
    },
  );

  it('is what the template fits unless the briefing says more', () => {
    const sum = (templates: readonly Template[]) =>
      all(templates[1] ?? today[1], 'AWS::Lambda::EventSourceMapping')
        .map(([, { Properties }]) =>
          Number((Properties.ScalingConfig as { MaximumConcurrency: number }).MaximumConcurrency),
        )
        .reduce((a, b) => a + b);
    expect(sum(today)).toBeLessThanOrEqual(8);
    expect(sum(other)).toBeGreaterThan(40);
    expect(one(other[1], 'AWS::Lambda::Function', 'SubscribeFunction')[1].Properties).toMatchObject({
      ReservedConcurrentExecutions: 50,
    });
  });

  it('loses no upload to throttled receives', () => {
    const queues = all(today[0], 'AWS::SQS::Queue').flatMap(([, { Properties }]) =>
      Properties.RedrivePolicy === undefined ? [] : [Properties.RedrivePolicy],
    );
    for (const policy of queues)
      expect((policy as { maxReceiveCount: number }).maxReceiveCount).toBeGreaterThanOrEqual(10);
  });
});

describe('a long briefing', () => {
  it('lies beside the bundle; no environment comes near 4 KB', () => {
    for (const [id, { Properties }] of all(other[1], 'AWS::Lambda::Function')) {
      const size = JSON.stringify((Properties.Environment as object | undefined) ?? {}).length;
      expect([id, size < 3500]).toEqual([id, true]);
    }
    expect(JSON.stringify(all(other[1], 'AWS::Lambda::Function'))).toContain('file:environment/BRIEFING');
  });

  it('is read from there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'communique-env-'));
    try {
      const outfile = join(folder, 'index.mjs');
      await build({
        entryPoints: ['lambdas/aws/settings.ts'],
        bundle: true,
        platform: 'node',
        format: 'esm',
        outfile,
      });
      const text = JSON.stringify({ languages: ['en'], publicAddress: 'x', seeds });
      mkdirSync(join(folder, 'environment'));
      writeFileSync(join(folder, 'environment', 'BRIEFING'), text);
      process.env.BRIEFING = 'file:environment/BRIEFING';
      const { settings } = await import(pathToFileURL(outfile).href);
      expect(createHash('sha256').update(JSON.stringify(settings())).digest('hex')).toBe(
        createHash('sha256').update(text).digest('hex'),
      );
    } finally {
      delete process.env.BRIEFING;
      rmSync(folder, { recursive: true });
    }
  });
});

describe('http:// typed', () => {
  it('is led to https, on every path', () => {
    const text = JSON.stringify(one(today[1], 'AWS::CloudFront::Distribution', 'Web')[1].Properties);
    const policies = [...text.matchAll(/"ViewerProtocolPolicy":"([a-z-]+)"/g)].map(([, policy]) => policy);
    expect(new Set(policies)).toEqual(new Set(['redirect-to-https']));
  });

  it('meets TLS 1.2 at least where the briefing has a certificate', () => {
    const text = JSON.stringify(other[1].Resources);
    expect(text).toContain('"MinimumProtocolVersion":"TLSv1.2_2021"');
  });
});
