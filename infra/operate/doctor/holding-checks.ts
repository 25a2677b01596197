import { isDeepStrictEqual } from 'node:util';
import { type AwsAnswer, type Finding, fail, findingFor, ok, warn } from './finding.ts';

/** Of a CloudFormation template what this check reads. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Templates by the names of their stacks. */
export type Templates = Readonly<Record<string, Template>>;

/**
 * What holds data, and which of its properties cannot change without a new, empty resource ("Update requires: Replacement" in
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html; not tried).
 */
const REPLACED_BY: Readonly<Record<string, readonly string[]>> = {
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::SES::EmailIdentity': ['EmailIdentity'],
  'AWS::SES::ConfigurationSet': ['Name'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
};

/** A change of this property makes a new value: every link in mails that are out would be dead. */
const NEW_VALUE: Readonly<Record<string, string>> = { 'AWS::SecretsManager::Secret': 'GenerateSecretString' };

/** Another sender is the operator's own wish; its records must be entered anew. */
const SENDER = 'AWS::SES::EmailIdentity';

const CHECK = 'what holds data';

/** Whether deploying `planned` over what is `deployed` would leave behind or empty anything that holds data. */
export function whatHoldsData(
  deployed: AwsAnswer<Templates>,
  planned: Templates | undefined,
): readonly Finding[] {
  return findingFor(CHECK, deployed, {
    none: () => ok(CHECK, 'not deployed yet'),
    answered: (templates) => {
      const compared = Object.entries(templates).filter(([stack]) => planned?.[stack] !== undefined);
      const held = compared.flatMap(([stack, { Resources }]) =>
        Object.entries(Resources)
          .filter(([, { Type }]) => REPLACED_BY[Type] !== undefined)
          .map(([id, before]) => ({ id, before, after: planned?.[stack]?.Resources[id] })),
      );
      if (held.length === 0)
        return fail(
          CHECK,
          'the templates that are deployed have nothing that holds data of this briefing',
          'Look whether the briefing’s "id" is the one that is deployed.',
        );
      const findings = held.flatMap(({ id, before, after }) => changeOf(id, before, after));
      return findings.length === 0
        ? ok(CHECK, `${held.length} resources, and the deployment keeps each`)
        : findings;
    },
  });
}

function changeOf(id: string, before: Resource, after: Resource | undefined): readonly Finding[] {
  const { Type } = before;
  const name = `${id} (${Type})`;
  if (after === undefined || after.Type !== Type) return [gone(name, Type, 'would leave the stack')];
  const property = (key: string, { Properties }: Resource) => Properties?.[key];
  const isChanged = (key: string) => !isDeepStrictEqual(property(key, before), property(key, after));
  const replaced = (REPLACED_BY[Type] ?? []).filter(isChanged);
  if (replaced.length > 0)
    return [gone(name, Type, `would be replaced by an empty one, since ${replaced.join(' and ')} changes`)];
  const value = NEW_VALUE[Type];
  if (value !== undefined && isChanged(value))
    return [gone(name, Type, `would get a new value, since ${value} changes`)];
  const policies = (['DeletionPolicy', 'UpdateReplacePolicy'] as const).filter(
    (policy) => /^Retain/.test(before[policy] ?? '') && !/^Retain/.test(after[policy] ?? ''),
  );
  if (policies.length > 0)
    return [gone(name, Type, `would no longer stay when its stack goes (${policies.join(', ')})`)];
  return [];
}

function gone(name: string, type: string, what: string): Finding {
  if (type === SENDER)
    return warn(
      CHECK,
      `${name} ${what}`,
      'Right if you change the sender: enter the new records after the deployment.',
    );
  return fail(
    CHECK,
    `${name} ${what}`,
    'Do not deploy. Take the change back; if you changed nothing of the kind, it is a bug: report it with this line.',
  );
}
