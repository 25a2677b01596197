import type { CertificateDetail } from '@aws-sdk/client-acm';
import type { AccountLimit } from '@aws-sdk/client-lambda';
import type { GetAccountResponse, GetEmailIdentityResponse, SendQuota } from '@aws-sdk/client-sesv2';
import type { Subscription } from '@aws-sdk/client-sns';
import type { Briefing } from '../../briefing.ts';
import { stackNames } from '../../parts/names.ts';
import type { ListedState } from '../queues/queue-state.ts';
import { bootstrap, certificate, concurrency, credentials, region } from './account-checks.ts';
import { type BundleSize, briefingFindings, bundleSizes } from './briefing-checks.ts';
import { dmarc, type Envelope, envelope, type Led, publicName } from './dns-checks.ts';
import type { AwsAnswer, Finding } from './finding.ts';
import { type Templates, whatHoldsData } from './holding-checks.ts';
import { identity, quota, sendingAccount } from './mail-checks.ts';
import {
  alarmSubscription,
  type Deployed,
  deadLetters,
  outputOf,
  sameNewsletter,
  stackStatus,
} from './stack-checks.ts';

/** All that was asked, each with what was answered. */
export interface Answers {
  readonly account: AwsAnswer<string>;
  readonly region: string | undefined;
  readonly bootstrap: AwsAnswer<string>;
  readonly stateful: AwsAnswer<Deployed>;
  readonly pipeline: AwsAnswer<Deployed>;
  /** Both stacks' templates as they are deployed. */
  readonly templates: AwsAnswer<Templates>;
  readonly sending: AwsAnswer<GetAccountResponse>;
  readonly quota: AwsAnswer<SendQuota>;
  readonly identity: AwsAnswer<GetEmailIdentityResponse>;
  readonly limit: AwsAnswer<AccountLimit>;
  readonly certificate: AwsAnswer<CertificateDetail>;
  readonly subscriptions: AwsAnswer<readonly Subscription[]>;
  readonly queues: AwsAnswer<readonly ListedState[]>;
  readonly dmarc: AwsAnswer<readonly string[]>;
  readonly envelope: AwsAnswer<Envelope>;
  readonly host: AwsAnswer<Led>;
  /** Addresses of the distribution's own name; undefined before there is one. */
  readonly distribution: { readonly name: string; readonly addresses: readonly string[] } | undefined;
  readonly bundles: AwsAnswer<readonly BundleSize[]>;
  /** What would be deployed now; needed only where something is. */
  readonly planned: Templates | undefined;
}

export interface Circumstances {
  readonly readers: number | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What follows from the answers, in the order in which it is to be mended. */
export function findingsOf(
  briefing: Briefing,
  answers: Answers,
  { readers, now }: Circumstances,
): readonly Finding[] {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: briefing.timeZone }).format(now);
  const names = stackNames(briefing);
  const mailFrom = mailFromDomain(briefing, answers.identity);
  const isDeployed = outputOf(answers.stateful, 'SenderDkim1') !== undefined;
  return [
    ...briefingFindings(briefing, today),
    ...bundleSizes(answers.bundles),
    ...credentials(answers.account),
    region(answers.region),
    ...bootstrap(answers.bootstrap),
    ...stackStatus(answers.stateful, names.stateful),
    ...stackStatus(answers.pipeline, names.pipeline),
    ...sameNewsletter(answers.stateful, answers.pipeline, briefing),
    ...whatHoldsData(answers.templates, answers.planned),
    ...concurrency(answers.limit, briefing),
    ...sendingAccount(answers.sending),
    ...quota(answers.quota, briefing, readers),
    ...identity(answers.identity, briefing, isDeployed),
    ...(mailFrom === undefined ? [] : envelope(answers.envelope, mailFrom, answers.region ?? 'REGION')),
    ...dmarc(answers.dmarc, senderDomain(briefing)),
    ...certificate(answers.certificate, briefing, now),
    ...publicName(new URL(briefing.publicAddress).hostname, answers.host, answers.distribution),
    ...alarmSubscription(answers.subscriptions, briefing),
    ...deadLetters(answers.queues),
  ];
}

export function senderDomain({ sender: { address } }: Pick<Briefing, 'sender'>): string {
  return address.slice(address.indexOf('@') + 1);
}

/** What SES has been told, else what the deployment will tell it; it tells nothing about an identity that was there before. */
export function mailFromDomain(
  briefing: Pick<Briefing, 'sender'>,
  known: AwsAnswer<GetEmailIdentityResponse>,
): string | undefined {
  const answered = known.kind === 'answered' ? known.value.MailFromAttributes?.MailFromDomain : undefined;
  if (answered !== undefined || briefing.sender.existingIdentity !== undefined) return answered;
  return `${briefing.sender.mailFromSubdomain ?? 'bounce'}.${senderDomain(briefing)}`;
}
