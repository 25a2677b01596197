import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawResource, Stack } from '../../infra/local/stack/stack.ts';
import { createResolver, type Resolver } from '../../infra/local/stack/template.ts';

export interface SmallStack {
  readonly stack: Stack;
  /** What a test's function wrote with `remember(…)`, one JSON value per line. */
  readonly memory: string;
  remove(): void;
}

/** A stack of these resources whose functions are the given sources; `MEMORY` in their environment names a file to write to. */
export function smallStack(
  resources: Readonly<Record<string, RawResource>>,
  sources: Readonly<Record<string, string>> = {},
): SmallStack {
  const folder = mkdtempSync(join(tmpdir(), 'small-stack-'));
  const memory = join(folder, 'memory.jsonl');
  writeFileSync(memory, '');
  const assets = new Map<string, string>();
  const functions: Record<string, RawResource> = {};
  for (const [id, source] of Object.entries(sources)) {
    mkdirSync(join(folder, id));
    writeFileSync(join(folder, id, 'index.mjs'), source);
    assets.set(`hash-${id}`, join(folder, id));
    functions[id] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: 'assets', S3Key: `hash-${id}.zip` },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Timeout: 2,
        Environment: { Variables: { MEMORY: memory } },
        ...resources[id]?.Properties,
      },
    };
  }
  return {
    stack: { name: 'Small', assets, template: { Resources: { ...resources, ...functions } } },
    memory,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const resolverOf = (stacks: readonly Stack[], queueOrigin = 'http://127.0.0.1:1'): Resolver =>
  createResolver(stacks, { region: 'eu-central-1', queueOrigin });

/** A queue with a dead-letter queue behind it. */
export function queueWithDeadLetters(maxReceiveCount: number): Readonly<Record<string, RawResource>> {
  return {
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 30,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue' },
  };
}

/** A bucket that tells the queue `Work` of these events. */
export function bucketTelling(
  events: readonly string[],
  extra: Readonly<Record<string, unknown>> = {},
): RawResource {
  return {
    Type: 'AWS::S3::Bucket',
    Properties: {
      NotificationConfiguration: {
        QueueConfigurations: events.map((Event) => ({
          Event,
          Queue: { 'Fn::GetAtt': ['Work', 'Arn'] },
          ...extra,
        })),
      },
    },
  };
}
