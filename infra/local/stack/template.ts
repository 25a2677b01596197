import { ACCOUNT, arnOfType, NAME_PROPERTY, urlId } from './physical-names.ts';
import { type RawResource, type Stack, TemplateError } from './stack.ts';

/** What CloudFormation would make of the synthesized stacks: every reference becomes the local resource's own name, URL or ARN. */

export interface Resource {
  readonly stack: Stack;
  readonly id: string;
  readonly type: string;
  /** What `Ref` gives. */
  readonly ref: string;
  /** The physical name, whatever `Ref` gives. */
  readonly name: string;
  readonly arn: string;
  /** One top-level property, every intrinsic in it resolved; undefined where the template has none. */
  property(name: string): unknown;
  /** What `Fn::GetAtt` gives. */
  attribute(name: string): string;
}

export interface Resolver {
  all(...types: readonly string[]): readonly Resource[];
  /** The resource that a resolved value names: by reference, ARN or name. */
  named(value: unknown, ...types: readonly string[]): Resource | undefined;
  /** The value of a stack's output, as `cdk deploy --outputs-file` would write it. @throws TemplateError when it has none of that name. */
  output(stack: string, name: string): string;
}

export interface Surroundings {
  readonly region: string;
  /** `http://127.0.0.1:PORT`, where the queues' URLs point. */
  readonly queueOrigin: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Resolves lazily, so that only what the local run uses must be understood. @throws TemplateError naming the resource. */
export function createResolver(stacks: readonly Stack[], surroundings: Surroundings): Resolver {
  const { region, queueOrigin } = surroundings;
  const names = new Map<string, string>();
  const resources: Resource[] = [];

  const rawOf = (stack: Stack, id: string): RawResource | undefined => stack.template.Resources?.[id];

  function physicalName(stack: Stack, id: string, raw: RawResource): string {
    const cached = names.get(`${stack.name}/${id}`);
    if (cached !== undefined) return cached;
    const property = NAME_PROPERTY[raw.Type];
    const given = property === undefined ? undefined : raw.Properties?.[property];
    let name =
      given === undefined
        ? `${stack.name}-${id}`
        : text(resolve(given, stack, `${id}.${property}`), stack, id);
    if (given === undefined && raw.Type === 'AWS::S3::Bucket') name = name.toLowerCase().slice(0, 63);
    names.set(`${stack.name}/${id}`, name);
    return name;
  }

  function arnOf(stack: Stack, id: string, raw: RawResource): string {
    const name = physicalName(stack, id, raw);
    return arnOfType(raw.Type, name, region);
  }

  function refOf(stack: Stack, id: string, raw: RawResource): string {
    if (raw.Type === 'AWS::SQS::Queue') return `${queueOrigin}/${ACCOUNT}/${physicalName(stack, id, raw)}`;
    if (raw.Type === 'AWS::SecretsManager::Secret' || raw.Type === 'AWS::SNS::Topic')
      return arnOf(stack, id, raw);
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html
    if (raw.Type === 'AWS::Lambda::Url')
      return text(resolve(raw.Properties?.TargetFunctionArn, stack, id), stack, id);
    return physicalName(stack, id, raw);
  }

  function attribute(stack: Stack, id: string, name: string): string {
    const raw = rawOf(stack, id);
    if (!raw)
      throw new TemplateError(`${stack.name}: Fn::GetAtt names ${id}, which the template does not have.`);
    if (name === 'Arn' || (raw.Type.endsWith('Function') && name === 'FunctionArn'))
      return arnOf(stack, id, raw);
    const physical = physicalName(stack, id, raw);
    const known: Readonly<Record<string, string>> = {
      'AWS::S3::Bucket.DomainName': `${physical}.s3.amazonaws.com`,
      'AWS::S3::Bucket.RegionalDomainName': `${physical}.s3.${region}.amazonaws.com`,
      'AWS::SQS::Queue.QueueName': physical,
      'AWS::SQS::Queue.QueueUrl': refOf(stack, id, raw),
      'AWS::SecretsManager::Secret.Id': arnOf(stack, id, raw),
      'AWS::Lambda::Url.FunctionUrl': `https://${urlId(stack.name, id)}.lambda-url.${region}.on.aws/`,
      'AWS::CloudFront::Distribution.DomainName': `${urlId(stack.name, id)}.cloudfront.net`,
      'AWS::CloudFront::Distribution.Id': physical,
      'AWS::CloudFront::OriginAccessControl.Id': physical,
      'AWS::CloudFront::ResponseHeadersPolicy.Id': physical,
    };
    const value = known[`${raw.Type}.${name}`];
    if (value === undefined)
      throw new TemplateError(
        `${stack.name}/${id}: the local run knows no attribute ${name} of ${raw.Type}.`,
      );
    return value;
  }

  function reference(name: string, stack: Stack, where: string): string | undefined {
    switch (name) {
      case 'AWS::Region':
        return region;
      case 'AWS::AccountId':
        return ACCOUNT;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stack.name;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${stack.name}/local`;
      case 'AWS::NoValue':
        return undefined;
    }
    const raw = rawOf(stack, name);
    if (raw) return refOf(stack, name, raw);
    const parameter = stack.template.Parameters?.[name];
    if (parameter?.Default !== undefined) return String(parameter.Default);
    throw new TemplateError(`${stack.name}/${where}: Ref names ${name}, which the template does not have.`);
  }

  function imported(name: string, where: string, stack: Stack): unknown {
    for (const other of stacks) {
      for (const output of Object.values(other.template.Outputs ?? {})) {
        if (output.Export && resolve(output.Export.Name, other, 'Outputs') === name)
          return resolve(output.Value, other, 'Outputs');
      }
    }
    throw new TemplateError(
      `${stack.name}/${where}: Fn::ImportValue asks for ${name}, which no stack exports.`,
    );
  }

  function substitute(argument: unknown, stack: Stack, where: string): string {
    const [pattern, own] = Array.isArray(argument) ? argument : [argument, {}];
    return text(pattern, stack, where).replace(
      /\$\{(!?)([^}]+)\}/g,
      (whole, literal: string, name: string) => {
        if (literal) return `\${${name}}`;
        if (isRecord(own) && name in own) return text(resolve(own[name], stack, where), stack, where);
        const dot = name.indexOf('.');
        const value =
          dot > 0 ? attribute(stack, name.slice(0, dot), name.slice(dot + 1)) : reference(name, stack, where);
        return value === undefined ? whole : String(value);
      },
    );
  }

  function intrinsic(name: string, argument: unknown, stack: Stack, where: string): unknown {
    const list = (): readonly unknown[] => {
      if (!Array.isArray(argument)) throw new TemplateError(`${stack.name}/${where}: ${name} needs a list.`);
      return argument;
    };
    switch (name) {
      case 'Ref':
        return reference(text(argument, stack, where), stack, where);
      case 'Fn::GetAtt': {
        const [id, ...path] = typeof argument === 'string' ? argument.split('.') : list().map(String);
        return attribute(stack, id ?? '', path.join('.'));
      }
      case 'Fn::Join': {
        const [separator, parts] = list();
        const pieces = resolve(parts, stack, where);
        if (!Array.isArray(pieces)) throw new TemplateError(`${stack.name}/${where}: Fn::Join needs a list.`);
        return pieces.map((piece) => text(piece, stack, where)).join(String(separator));
      }
      case 'Fn::Select': {
        const [index, from] = list();
        const choices = resolve(from, stack, where);
        const chosen: unknown = Array.isArray(choices) ? choices[Number(index)] : undefined;
        if (chosen === undefined)
          throw new TemplateError(`${stack.name}/${where}: Fn::Select finds nothing at ${index}.`);
        return chosen;
      }
      case 'Fn::Split': {
        const [separator, from] = list();
        return text(resolve(from, stack, where), stack, where).split(String(separator));
      }
      case 'Fn::Sub':
        return substitute(argument, stack, where);
      case 'Fn::ImportValue':
        return imported(text(resolve(argument, stack, where), stack, where), where, stack);
      default:
        throw new TemplateError(`${stack.name}/${where}: the local run does not know ${name}.`);
    }
  }

  function resolve(value: unknown, stack: Stack, where: string): unknown {
    if (Array.isArray(value))
      return value.map((item) => resolve(item, stack, where)).filter((item) => item !== undefined);
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const only = entries.length === 1 ? entries[0] : undefined;
    if (only && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
      return intrinsic(only[0], only[1], stack, where);
    return Object.fromEntries(
      entries
        .map(([key, inner]) => [key, resolve(inner, stack, `${where}.${key}`)] as const)
        .filter(([, inner]) => inner !== undefined),
    );
  }

  for (const stack of stacks) {
    for (const [id, raw] of Object.entries(stack.template.Resources ?? {})) {
      resources.push({
        stack,
        id,
        type: raw.Type,
        get ref() {
          return refOf(stack, id, raw);
        },
        get name() {
          return physicalName(stack, id, raw);
        },
        get arn() {
          return arnOf(stack, id, raw);
        },
        property: (name) => resolve(raw.Properties?.[name], stack, `${id}.${name}`),
        attribute: (name) => attribute(stack, id, name),
      });
    }
  }

  function output(stackName: string, name: string): string {
    const stack = stacks.find((one) => one.name === stackName);
    const value = stack?.template.Outputs?.[name]?.Value;
    if (!stack || value === undefined) throw new TemplateError(`${stackName} has no output ${name}.`);
    return text(resolve(value, stack, 'Outputs'), stack, 'Outputs');
  }

  const all = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type));
  return {
    all,
    output,
    named: (value, ...types) =>
      all(...types).find((resource) =>
        [resource.arn, resource.ref, resource.name].some((is) => is === value),
      ),
  };
}

function text(value: unknown, stack: Stack, where: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new TemplateError(`${stack.name}/${where}: a text was expected, found ${JSON.stringify(value)}.`);
}
