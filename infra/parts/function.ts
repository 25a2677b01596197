import { type Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { bundledCode } from './bundle.ts';
import type { Grant, Star } from './grant.ts';
import type { Files } from './notices.ts';

export interface FunctionSettings {
  /** The handler's file name without `.ts`, in `lambdas/`. */
  readonly entry: string;
  readonly description: string;
  readonly templates?: boolean;
  /** Whether the encoder's model is laid beside the bundle. */
  readonly model?: boolean;
  /** Whether what draws pictures is laid beside the bundle. */
  readonly pictures?: boolean;
  /** Laid beside the bundle. */
  readonly files?: Files;
  readonly timeout: Duration;
  /** Megabytes; 1769 are one whole processor. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly grants: readonly Grant[];
  /** Runs that are kept for it, and the most that it may have. */
  readonly reserved?: number | undefined;
}

/** A function with a role and a log group of its own: it may do what its grants say, and write its log. */
export function pipelineFunction(scope: Construct, id: string, settings: FunctionSettings): LambdaFunction {
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  for (const grant of settings.grants) allowTo(role, grant);
  role.addToPolicy(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  );
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    reason: 'X-Ray takes no resource for traces; elsewhere only ses:GetSendQuota has this star.',
  });
  const long = longVariables(settings.environment);
  return new LambdaFunction(scope, id, {
    description: settings.description,
    code: bundledCode({
      entry: settings.entry,
      templates: settings.templates ?? false,
      model: settings.model ?? false,
      pictures: settings.pictures ?? false,
      files: { ...settings.files, ...long },
    }),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    timeout: settings.timeout,
    memorySize: settings.memorySize,
    environment: {
      ...settings.environment,
      ...Object.fromEntries(
        Object.keys(long).map((path) => [path.replace('environment/', ''), `file:${path}`]),
      ),
    },
    ...(settings.reserved === undefined ? {} : { reservedConcurrentExecutions: settings.reserved }),
    role,
    logGroup,
    tracing: Tracing.ACTIVE,
  });
}

/** Lambda takes 4 KB of environment, all variables together: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LONG_BYTES = 1_200;

/** Variables that would fill it lie beside the bundle instead; `env` of `lambdas/aws/settings.ts` reads them there, once. */
function longVariables(environment: FunctionSettings['environment']): Files {
  return Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [`environment/${name}`, Buffer.from(value)] as const)
      .filter(([, value]) => value.byteLength > LONG_BYTES),
  );
}

/** Lets a role do what a grant says. */
export function allowTo(role: IRole, { statement, stars }: Grant): void {
  role.addToPrincipalPolicy(statement);
  for (const star of stars) acknowledge(role, star);
}

/** Acknowledges this one star and no other; cdk-nag calls it by the text of the resource in the template. */
function acknowledge(role: IRole, { bucket, prefix, suffix = '', reason }: Star): void {
  const resource =
    typeof bucket === 'string' ? bucket : `${nameInTemplate(bucket, Stack.of(role))}/${prefix}*${suffix}`;
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
}

function nameInTemplate(bucket: Bucket, from: Stack): string {
  const home = Stack.of(bucket);
  if (home === from) {
    const { 'Fn::GetAtt': path }: { readonly 'Fn::GetAtt': readonly string[] } = home.resolve(
      bucket.bucketArn,
    );
    return `<${path.join('.')}>`;
  }
  // The export that CDK makes for this reference anyway: asking for it tells its name.
  const imported: { readonly 'Fn::ImportValue': string } = home.resolve(home.exportValue(bucket.bucketArn));
  return imported['Fn::ImportValue'];
}
