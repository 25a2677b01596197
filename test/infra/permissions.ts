import type { Call } from './recorder.ts';
import { all, one, type Template } from './synthesized.ts';

/** What a function's own role allows, with resources as `<Archive>/articles/*`: a construct's name and what follows. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** What the partition key must be like, where the statement says so. */
  readonly leading?: string;
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

/** Whether one of them allows a call. */
export function allows(
  permissions: readonly Permission[],
  { action, resource, leading = [] }: Pick<Call, 'action' | 'resource' | 'leading'>,
): boolean {
  return permissions.some((one) => {
    if (one.action !== action || !matches(one.resource, resource)) return false;
    const { leading: pattern } = one;
    return pattern === undefined || (leading.length > 0 && leading.every((key) => matches(pattern, key)));
  });
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

/** `dynamodb:LeadingKeys` of a statement; any other use of a condition on the table is a mistake here. */
function leadingOf({ Condition = {} }: Statement): Pick<Permission, 'leading'> {
  const [leading, ...others] = listOf(Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []);
  if (others.length > 0) throw new Error('One statement, one kind of row.');
  return leading === undefined ? {} : { leading };
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
