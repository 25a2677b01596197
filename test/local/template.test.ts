// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes references so.
import { expect, test } from 'vitest';
import { type RawResource, type Stack, TemplateError } from '../../infra/local/stack/stack.ts';
import { createResolver } from '../../infra/local/stack/template.ts';

const surroundings = { region: 'eu-central-1', queueOrigin: 'http://127.0.0.1:9' };

const near: Stack = {
  name: 'Near',
  assets: new Map(),
  template: {
    Parameters: { Stage: { Default: 'prod' } },
    Resources: {
      Inbox1: { Type: 'AWS::S3::Bucket' },
      Named: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: { 'Fn::Join': ['-', ['x', { Ref: 'AWS::AccountId' }]] } },
      },
      Work: { Type: 'AWS::SQS::Queue' },
      Rows: { Type: 'AWS::DynamoDB::Table' },
      Run: { Type: 'AWS::Lambda::Function' },
      Door: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Run', 'Arn'] } } },
      Key: { Type: 'AWS::SecretsManager::Secret' },
      Topic: { Type: 'AWS::SNS::Topic' },
    },
    Outputs: { Out: { Value: { Ref: 'Rows' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Rows' } } } },
  },
};

function resolved(value: unknown): unknown {
  const probe: RawResource = { Type: 'Test::Probe', Properties: { Value: value } };
  const stack: Stack = {
    ...near,
    name: 'Near',
    template: { ...near.template, Resources: { ...near.template.Resources, Probe: probe } },
  };
  const far: Stack = {
    name: 'Far',
    assets: new Map(),
    template: { Resources: { FarProbe: { Type: 'Test::FarProbe', Properties: { Value: value } } } },
  };
  const isImport = JSON.stringify(value).includes('ImportValue');
  const resolver = createResolver([stack, far], surroundings);
  return resolver.all(isImport ? 'Test::FarProbe' : 'Test::Probe')[0]?.property('Value');
}

test.each([
  ['a bucket by Ref', { Ref: 'Inbox1' }, 'near-inbox1'],
  ['a bucket with its own name', { Ref: 'Named' }, 'x-000000000000'],
  ['a queue by Ref', { Ref: 'Work' }, 'http://127.0.0.1:9/000000000000/Near-Work'],
  ['a queue ARN', { 'Fn::GetAtt': ['Work', 'Arn'] }, 'arn:aws:sqs:eu-central-1:000000000000:Near-Work'],
  ['a queue name written with a dot', { 'Fn::GetAtt': 'Work.QueueName' }, 'Near-Work'],
  [
    'a secret by Ref',
    { Ref: 'Key' },
    'arn:aws:secretsmanager:eu-central-1:000000000000:secret:Near-Key-local0',
  ],
  ['a function URL by Ref', { Ref: 'Door' }, 'arn:aws:lambda:eu-central-1:000000000000:function:Near-Run'],
  ['a parameter', { Ref: 'Stage' }, 'prod'],
  [
    'pseudo parameters',
    { 'Fn::Sub': '${AWS::Partition}/${AWS::Region}/${AWS::URLSuffix}' },
    'aws/eu-central-1/amazonaws.com',
  ],
  ['Sub with an attribute', { 'Fn::Sub': 'q=${Work.QueueName}' }, 'q=Near-Work'],
  [
    'Sub with its own variables',
    { 'Fn::Sub': ['${a}-${Rows}', { a: { Ref: 'Inbox1' } }] },
    'near-inbox1-Near-Rows',
  ],
  ['Sub with a literal', { 'Fn::Sub': '${!Rows}' }, '${Rows}'],
  [
    'Join of references',
    { 'Fn::Join': ['', ['https://', { Ref: 'Inbox1' }, '.test']] },
    'https://near-inbox1.test',
  ],
  [
    'the host of a function URL',
    { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Door', 'FunctionUrl'] }] }] },
    'neardoor.lambda-url.eu-central-1.on.aws',
  ],
  ['an export of another stack', { 'Fn::ImportValue': 'Near:Rows' }, 'Near-Rows'],
  ['no value', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
  [
    'lists and objects inside',
    [{ deep: [{ Ref: 'Rows' }] }, 2, true, null],
    [{ deep: ['Near-Rows'] }, 2, true, null],
  ],
])('%s is resolved', (_, value, expected) => {
  expect(resolved(value)).toEqual(expected);
});

test.each([
  [
    'an intrinsic that it does not know',
    { 'Fn::FindInMap': ['a', 'b', 'c'] },
    'Near/Probe.Value: the local run does not know Fn::FindInMap',
  ],
  ['a reference to nothing', { Ref: 'Lost' }, 'Ref names Lost'],
  ['an attribute of nothing', { 'Fn::GetAtt': ['Lost', 'Arn'] }, 'Fn::GetAtt names Lost'],
  [
    'an attribute that it does not know',
    { 'Fn::GetAtt': ['Work', 'Colour'] },
    'Near/Work: the local run knows no attribute Colour',
  ],
  [
    'an import that no stack exports',
    { 'Fn::ImportValue': 'Lost' },
    'Far/FarProbe.Value: Fn::ImportValue asks for Lost',
  ],
  ['a choice out of range', { 'Fn::Select': [3, ['a']] }, 'finds nothing at 3'],
])('%s is an error that names the resource', (_, value, message) => {
  expect(() => resolved(value)).toThrow(TemplateError);
  expect(() => resolved(value)).toThrow(message);
});

test('what the run does not use is never resolved', () => {
  const odd: RawResource = { Type: 'AWS::SQS::Queue', Properties: { Policy: { 'Fn::Unheard': 1 } } };
  const resolver = createResolver([{ ...near, template: { Resources: { Odd: odd } } }], surroundings);
  expect(resolver.all('AWS::SQS::Queue')[0]?.name).toBe('Near-Odd');
});

test('a resource is found by its reference, its ARN and its name', () => {
  const resolver = createResolver([near], surroundings);
  const [queue] = resolver.all('AWS::SQS::Queue');
  for (const value of [queue?.ref, queue?.arn, queue?.name])
    expect(resolver.named(value, 'AWS::SQS::Queue')).toBe(queue);
  expect(resolver.named(queue?.arn, 'AWS::S3::Bucket')).toBeUndefined();
});
