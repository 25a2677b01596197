import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { listOf, statements } from './permissions.ts';
import { all, briefing, one, synthesized, type Template } from './synthesized.ts';

interface Acknowledged {
  readonly path: string;
  readonly rule: string;
  readonly reason: string;
}

function acknowledgedIn(app: App): readonly Acknowledged[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries<string>(data))
      .map(([rule, reason]) => ({ path: node.path, rule, reason })),
  );
}

describe('cdk-nag', () => {
  it('lets the stacks pass, and would stop the synthesis for one open bucket', () => {
    expect(() => synthesized()).not.toThrow();
    const before = (app: App) => {
      new Bucket(new Stack(app, 'Extra'), 'Open');
    };
    expect(() => synthesized({ before })).toThrow(
      /Extra\/Open\/Resource.*AwsSolutions-S1\b.*AwsSolutions-S10\b/s,
    );
  });

  it('is answered resource by resource: no acknowledgement covers a stack, and each gives its reason', () => {
    let acknowledged: readonly Acknowledged[] = [];
    synthesized({
      before: (app) => {
        acknowledged = acknowledgedIn(app);
      },
    });
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const { path, rule, reason } of acknowledged) {
      expect([rule, path.includes('/')]).toEqual([rule, true]);
      expect(reason.length).toBeGreaterThan(40);
      if (rule.includes('IAM5')) expect(rule).toMatch(/IAM5\[Resource::.+\]$/);
    }
  });
});

describe('least privilege', () => {
  let templates: readonly Template[];
  beforeAll(() => {
    templates = synthesized();
  });

  it('names every action, and every resource but those of ses:GetSendQuota and X-Ray, which take none', () => {
    const everything = templates.flatMap(statements);
    expect(everything.length).toBeGreaterThan(20);
    for (const { statement } of everything) {
      for (const action of listOf(statement.Action)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z0-9]+$/);
      // CDK gathers into one statement what a role may do to any resource.
      const ofNone = ['ses:GetSendQuota', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
      if (listOf(statement.Resource).includes('*'))
        expect(ofNone).toEqual(expect.arrayContaining([...listOf(statement.Action)]));
    }
  });

  it('brings no managed policy and no role that AWS or CDK wrote', () => {
    const roles = templates.flatMap((template) => all(template, 'AWS::IAM::Role'));
    expect(roles.map(([id]) => id.slice(0, -8)).sort()).toEqual([
      'ComposeFunctionRole',
      'DeliverFunctionRole',
      'DeskFunctionRole',
      'FeedbackFunctionRole',
      'IntakeFunctionRole',
      'SchedulerRole',
      'SubscribeFunctionRole',
      'VectorsFunctionRole',
    ]);
    for (const [, { Properties }] of roles) expect(Properties.ManagedPolicyArns).toBeUndefined();
  });

  it('lets deliver, desk and subscribe send as the sender of the briefing only', () => {
    const sending = templates
      .flatMap(statements)
      .filter(({ statement }) => listOf(statement.Action).includes('ses:SendRawEmail'));
    expect(sending.map(({ role }) => role.slice(0, -8)).sort()).toEqual([
      'DeliverFunctionRole',
      'DeskFunctionRole',
      'SubscribeFunctionRole',
    ]);
    for (const { statement } of sending) {
      expect(statement).toMatchObject({
        Condition: { StringEquals: { 'ses:FromAddress': briefing.sender.address } },
      });
    }
  });

  it('lets SES publish events of our configuration set alone, and nobody else', () => {
    const [stateful] = templates;
    const policies = stateful ? all(stateful, 'AWS::SNS::TopicPolicy') : [];
    const [set] = stateful ? one(stateful, 'AWS::SES::ConfigurationSet', 'Mail') : [''];
    expect(policies).toHaveLength(1);
    expect(policies[0]?.[1].Properties.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        {
          Sid: 'OurMailMayPublish',
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'ses.amazonaws.com' },
          Resource: expect.anything(),
          Condition: {
            StringEquals: {
              'aws:SourceAccount': { Ref: 'AWS::AccountId' },
              'aws:SourceArn': {
                'Fn::Join': ['', expect.arrayContaining([':configuration-set/', { Ref: set }])],
              },
            },
          },
        },
      ]),
    });
  });

  it('grants actions in no bucket or queue policy to everybody, only denies them', () => {
    const policies = templates.flatMap((template) => [
      ...all(template, 'AWS::S3::BucketPolicy'),
      ...all(template, 'AWS::SQS::QueuePolicy'),
      ...all(template, 'AWS::SNS::TopicPolicy'),
    ]);
    for (const [id, { Properties }] of policies) {
      const { Statement } = Properties.PolicyDocument as {
        readonly Statement: readonly { readonly Effect: string; readonly Principal: unknown }[];
      };
      for (const { Effect, Principal } of Statement) {
        const everybody = JSON.stringify(Principal).includes('"*"');
        expect([id, everybody && Effect === 'Allow']).toEqual([id, false]);
      }
    }
  });
});
