import type { Call } from './recorder.ts';
import { all, one, type Template } from './synthesized.ts';

/** What a function's own role allows, with resources as `<Archive>/articles/*`: a construct's name and what follows. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** What every partition key of a call must be like, where the statement says so. */
  readonly leading?: readonly string[];
  /** Whether a call that names no partition key at all, as a Scan, is refused. */
  readonly wantsKey: boolean;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Every statement of every IAM policy in a template, by the logical id of the role that has it. */
export function statements(
  template: Template,
): readonly { readonly role: string; readonly statement: Statement }[] {
  return all(template, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const { PolicyDocument, Roles } = Properties as {
      readonly PolicyDocument: { readonly Statement: readonly Statement[] };
      readonly Roles: readonly { readonly Ref: string }[];
    };
    return Roles.flatMap(({ Ref: role }) =>
      PolicyDocument.Statement.map((statement) => ({ role, statement })),
    );
  });
}

/** All that `name`, a function's construct id, may do. Throws when its role does not have a policy. */
export function permissionsOf(
  [stateful, pipeline]: readonly [Template, Template],
  name: string,
): readonly Permission[] {
  const [role] = one(pipeline, 'AWS::IAM::Role', `${name}Role`);
  const mine = statements(pipeline).filter((entry) => entry.role === role);
  if (mine.length === 0) throw new Error(`${name} has no policy.`);
  return mine.flatMap(({ statement }) =>
    listOf(statement.Action).flatMap((action) =>
      listOf(statement.Resource).map((resource) => ({
        action: String(action),
        resource: written(resource, stateful),
        ...leadingOf(statement),
      })),
    ),
  );
}

/**
 * Whether one of them allows a call, as IAM reads the two conditions: `ForAllValues` holds for a call without any key, `Null` does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function allows(
  permissions: readonly Permission[],
  { action, resource, leading = [] }: Pick<Call, 'action' | 'resource' | 'leading'>,
): boolean {
  return permissions.some((one) => {
    if (one.action !== action || !matches(one.resource, resource)) return false;
    if (one.wantsKey && leading.length === 0) return false;
    const { leading: patterns } = one;
    return patterns === undefined || leading.every((key) => patterns.some((pattern) => isLike(key, pattern)));
  });
}

/** `StringLike`: a star is any text, a question mark any one character. */
function isLike(text: string, pattern: string): boolean {
  const parts = [...pattern].map((sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : sign.replace(/[^\w]/, '\\$&'),
  );
  return new RegExp(`^${parts.join('')}$`, 's').test(text);
}

/** A star stands for anything, slashes too. */
function matches(pattern: string, resource: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return resource === pattern;
  const end = parts.pop() ?? '';
  if (parts.length > 0) throw new Error(`${pattern} has more than one star: nothing here needs two.`);
  const isLong = resource.length >= start.length + end.length;
  return isLong && resource.startsWith(start) && resource.endsWith(end);
}

/** What a statement asks of partition keys; any other condition on a row is a mistake here. */
function leadingOf({ Action, Condition = {} }: Statement): Pick<Permission, 'leading' | 'wantsKey'> {
  const { 'ForAllValues:StringLike': like = {}, Null = {}, ...others } = Condition;
  const isAboutRows = listOf(Action).some((action) => action.startsWith('dynamodb:'));
  if (isAboutRows && Object.keys(others).length > 0)
    throw new Error(`Nothing here evaluates ${Object.keys(others).join(', ')}.`);
  const patterns = like['dynamodb:LeadingKeys'];
  return {
    ...(patterns === undefined ? {} : { leading: listOf(patterns) }),
    wantsKey: Null['dynamodb:LeadingKeys'] === 'false',
  };
}

export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

/** A resource of a statement as text: references become the name of the construct that they mean. */
function written(resource: unknown, stateful: Template): string {
  if (typeof resource === 'string') return resource;
  const [[kind, value] = ['', '']] = Object.entries(resource as Record<string, unknown>);
  if (kind === 'Fn::Join') {
    const [separator, parts] = value as [string, readonly unknown[]];
    return parts.map((part) => written(part, stateful)).join(separator);
  }
  if (kind === 'Fn::ImportValue') {
    const output = Object.values(stateful.Outputs).find(({ Export }) => Export?.Name === value);
    return written(output?.Value, stateful);
  }
  const id = String(listOf(value)[0]);
  return `<${id.startsWith('AWS::') ? id : id.slice(0, -8)}>`;
}
