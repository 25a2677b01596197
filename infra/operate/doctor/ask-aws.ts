import type { SendQuota } from '@aws-sdk/client-sesv2';
import type { Briefing } from '../../briefing.ts';
import { stackNames } from '../../parts/names.ts';
import type { QueueUrls } from '../deployment.ts';
import { askQueues } from '../queues/ask-queues.ts';
import type { Answers } from './answers.ts';
import type { AwsAnswer } from './finding.ts';
import { identityOf } from './mail-checks.ts';
import { outputOf } from './stack-checks.ts';

/** A question to a service of AWS, asked with a client that is loaded only then. */
type Ask = <T>(service: string, question: () => Promise<T | undefined>) => Promise<AwsAnswer<T>>;

export interface AskOptions {
  /** Services that a local run has; undefined: those of AWS. */
  readonly local?: { readonly services: ReadonlySet<string>; readonly queues: QueueUrls };
}

type FromAws = Omit<Answers, 'dmarc' | 'envelope' | 'host' | 'distribution' | 'bundles' | 'planned'>;

/** How long a service may take, and how often it is asked. */
const CLIENT = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
} as const;

/** Asks all that AWS can answer of an account and of what is deployed in it. Nothing is changed. */
export async function askAws(briefing: Briefing, { local }: AskOptions): Promise<FromAws> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const sts = new STSClient(CLIENT);
  const region = await sts.config.region().catch(() => undefined);
  const account =
    local !== undefined
      ? notLookedAt('a local run has no AWS account')
      : region === undefined
        ? notLookedAt('no region is set, so nobody could be asked')
        : await answered(async () => (await sts.send(new GetCallerIdentityCommand({}))).Account);
  const ask: Ask = async (service, question) => {
    if (local !== undefined && !local.services.has(service))
      return notLookedAt(`a local run has no ${service}`);
    if (local === undefined && account.kind !== 'answered')
      return notLookedAt('AWS answers nothing without credentials');
    return answered(question);
  };
  const [bootstrap, stateful, pipeline] = await askStacks(ask, briefing);
  return {
    account,
    region,
    bootstrap,
    stateful,
    pipeline,
    templates: await askTemplates(ask, [stateful, pipeline]),
    ...(await askMail(ask, briefing, local !== undefined)),
    limit: await ask('Lambda', async () => {
      const { LambdaClient, GetAccountSettingsCommand } = await import('@aws-sdk/client-lambda');
      return (await new LambdaClient(CLIENT).send(new GetAccountSettingsCommand({}))).AccountLimit;
    }),
    certificate: await ask('ACM', async () => {
      if (briefing.certificateArn === undefined) return undefined;
      const { ACMClient, DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
      // CloudFront takes certificates of this region alone: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
      const acm = new ACMClient({ ...CLIENT, region: 'us-east-1' });
      const order = new DescribeCertificateCommand({ CertificateArn: briefing.certificateArn });
      return (await acm.send(order)).Certificate;
    }),
    subscriptions: await ask('SNS', async () => {
      const TopicArn = outputOf(pipeline, 'AlarmTopic');
      if (TopicArn === undefined) return undefined;
      const { SNSClient, ListSubscriptionsByTopicCommand } = await import('@aws-sdk/client-sns');
      return (
        (await new SNSClient(CLIENT).send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions ??
        []
      );
    }),
    queues: await ask('SQS', async () => {
      const urls = local?.queues ?? queueUrls(stateful, pipeline);
      return Object.keys(urls).length === 0 ? undefined : askQueues(urls, async () => null, Date.now());
    }),
  };
}

async function askStacks(ask: Ask, briefing: Briefing) {
  const names = stackNames(briefing);
  const stack = (StackName: string) =>
    ask('CloudFormation', async () => {
      const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
      const { Stacks } = await new CloudFormationClient(CLIENT).send(
        new DescribeStacksCommand({ StackName }),
      );
      return Stacks?.[0];
    });
  const [toolkit, stateful, pipeline] = await Promise.all(
    ['CDKToolkit', names.stateful, names.pipeline].map(stack),
  );
  const lost = notLookedAt('CloudFormation gave no answer');
  const bootstrap =
    toolkit?.kind === 'answered'
      ? ({ kind: 'answered', value: outputOf(toolkit, 'BootstrapVersion') ?? 'unknown' } as const)
      : (toolkit ?? lost);
  return [bootstrap, stateful ?? lost, pipeline ?? lost] as const;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html */
async function askTemplates(ask: Ask, stacks: readonly FromAws['stateful'][]): Promise<FromAws['templates']> {
  return ask('CloudFormation', async () => {
    const names = stacks.flatMap((stack) => (stack.kind === 'answered' ? (stack.value.StackName ?? []) : []));
    if (names.length === 0) return undefined;
    const { CloudFormationClient, GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
    const client = new CloudFormationClient(CLIENT);
    const templates = await Promise.all(
      names.map(async (StackName) => {
        const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
        return [StackName, JSON.parse(TemplateBody ?? '')] as const;
      }),
    );
    return Object.fromEntries(templates);
  });
}

async function askMail(ask: Ask, briefing: Briefing, isLocal: boolean) {
  const sending = await ask('SES', async () => {
    const { SESv2Client, GetAccountCommand } = await import('@aws-sdk/client-sesv2');
    return isLocal ? undefined : new SESv2Client(CLIENT).send(new GetAccountCommand({}));
  });
  const quota: AwsAnswer<SendQuota> = isLocal
    ? await ask('SES', async () => {
        const { SESClient, GetSendQuotaCommand } = await import('@aws-sdk/client-ses');
        return new SESClient(CLIENT).send(new GetSendQuotaCommand({}));
      })
    : sending.kind === 'answered'
      ? { kind: 'answered', value: sending.value.SendQuota ?? {} }
      : sending;
  const notHere = notLookedAt('a local run has no SES API v2');
  const identity = isLocal
    ? notHere
    : await ask('SES', async () => {
        const { SESv2Client, GetEmailIdentityCommand } = await import('@aws-sdk/client-sesv2');
        const order = new GetEmailIdentityCommand({ EmailIdentity: identityOf(briefing) });
        return new SESv2Client(CLIENT).send(order);
      });
  return { sending: isLocal ? notHere : sending, quota, identity };
}

function queueUrls(stateful: FromAws['stateful'], pipeline: FromAws['pipeline']): QueueUrls {
  const missed = outputOf(pipeline, 'MissedDeadLettersUrl');
  const names = ['Intake', 'Vectors', 'Delivery', 'Feedback'] as const;
  const urls = names.flatMap((name) => {
    const [waiting, deadLetters] = ['QueueUrl', 'DeadLettersUrl'].map((kind) =>
      outputOf(stateful, `${name}${kind}`),
    );
    return deadLetters === undefined ? [] : [[name, { waiting, deadLetters }] as const];
  });
  return Object.fromEntries([
    ...urls,
    ...(missed === undefined ? [] : [['Missed', { deadLetters: missed }] as const]),
  ]);
}

const notLookedAt = (why: string) => ({ kind: 'unseen', why }) as const;

const NOT_THERE = /^(NotFound|ResourceNotFound|NoSuchEntity)/;
const REFUSED = /^(AccessDenied|UnauthorizedOperation|AuthorizationError)/;
const UNKNOWN_KEY =
  /^(InvalidClientTokenId|UnrecognizedClient|ExpiredToken|InvalidSignature|SignatureDoesNotMatch)/;

/** What a question came to; the text of an error is never shown, since it may hold an address. */
export async function answered<T>(question: () => Promise<T | undefined>): Promise<AwsAnswer<T>> {
  try {
    const value = await question();
    return value === undefined ? { kind: 'none' } : { kind: 'answered', value };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (NOT_THERE.test(name) || (name === 'ValidationError' && /does not exist/.test(message)))
      return { kind: 'none' };
    if (/Credentials|TokenProvider/.test(name) || UNKNOWN_KEY.test(name))
      return name.startsWith('CredentialsProvider')
        ? { kind: 'none' }
        : notLookedAt(`AWS does not take these credentials (${name})`);
    if (REFUSED.test(name)) return notLookedAt(`these credentials may not ask (${name})`);
    return notLookedAt(`no answer (${name})`);
  }
}
