import type { GetAccountResponse, GetEmailIdentityResponse, SendQuota } from '@aws-sdk/client-sesv2';
import { mailsASecond, workersFor } from '../../../lambdas/aws/mail/throughput.ts';
import type { Briefing } from '../../briefing.ts';
import { accountFor, deliveryWorkers } from '../../parts/function-limits.ts';
import { type AwsAnswer, type Finding, fail, findingFor, ok, warn } from './finding.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
export function sendingAccount(account: AwsAnswer<GetAccountResponse>): readonly Finding[] {
  const check = 'SES account';
  return findingFor(check, account, {
    none: () => fail(check, 'SES is not in this region', 'Choose a region that has SES.'),
    answered: ({ ProductionAccessEnabled, SendingEnabled, EnforcementStatus }) => {
      if (EnforcementStatus === 'SHUTDOWN' || SendingEnabled === false)
        return fail(
          check,
          'SES has paused it: nothing is sent',
          'Read what SES writes in its console (Account dashboard) and answer it there.',
        );
      if (EnforcementStatus === 'PROBATION')
        return warn(
          check,
          'SES reviews it for bounces or complaints',
          'Stop importing readers; npm run edition -- list tells which edition bounced.',
        );
      if (ProductionAccessEnabled !== true)
        return warn(
          check,
          'it is in the sandbox: only verified addresses get mail, 200 a day',
          'Ask for production access: https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html',
        );
      return ok(check, 'out of the sandbox, and sending');
    },
  });
}

/** Whether so many readers can be mailed in a day, and before an edition is too late: by SES's rate and by the workers that send. */
export function quota(
  sendQuota: AwsAnswer<SendQuota>,
  briefing: Pick<Briefing, 'sendByHours' | 'concurrency'>,
  readers: number | undefined,
): readonly Finding[] {
  const check = 'quota';
  return findingFor(check, sendQuota, {
    none: () => fail(check, 'SES tells none', 'Look at the SES console, Account dashboard.'),
    answered: ({ Max24HourSend: daily = 0, MaxSendRate: rate = 0, SentLast24Hours: sent = 0 }) => {
      // SES writes -1 for no bound: https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html
      const left = daily < 0 ? Number.POSITIVE_INFINITY : daily - sent;
      const answered = `${daily < 0 ? 'any number of' : daily} mails a day, ${rate} a second; ${sent} sent in 24 hours`;
      if (readers === undefined)
        return ok(check, `${answered}. Give --readers N to see whether it is enough`);
      if (left < readers)
        return fail(
          check,
          `${answered}: too few for ${readers} readers`,
          'Ask for more in Service Quotas (SES, Sending quota).',
        );
      return inTime({ answered, rate, readers }, briefing);
    },
  });
}

interface Sending {
  readonly answered: string;
  readonly rate: number;
  readonly readers: number;
}

function inTime(
  { answered, rate, readers }: Sending,
  { sendByHours, concurrency }: Pick<Briefing, 'sendByHours' | 'concurrency'>,
): Finding {
  const check = 'quota';
  const workers = deliveryWorkers(concurrency);
  const { mails, bound } = mailsASecond(rate, workers);
  const hours = readers / mails / 3_600;
  const time = hours < 1 ? `${Math.ceil(hours * 60)} minutes` : `${hours.toFixed(1)} hours`;
  const by =
    bound === 'rate'
      ? ''
      : ` by ${workers === 1 ? 'one worker' : `${workers} workers`} at some ${mails} a second`;
  const more =
    concurrency?.reserved?.deliver === workers
      ? 'Reserve more runs for deliver in the briefing’s "concurrency"'
      : `Set "concurrency": { "account": ${accountFor(workersFor(rate))} } or more in the briefing, if Lambda's quota allows it`;
  if (hours > sendByHours)
    return fail(
      check,
      `${answered}: ${readers} mails take ${time}${by}, and after ${sendByHours} nothing is sent`,
      bound === 'rate'
        ? 'Ask for a higher rate in Service Quotas (SES, Sending rate), or raise "sendByHours".'
        : `${more}, or raise "sendByHours".`,
    );
  const says = `${answered}: ${readers} mails take ${time}${by}`;
  return bound === 'rate' ? ok(check, says) : warn(check, `${says}; SES would take more`, `${more}.`);
}

/** The name under which SES must know the sender. */
export function identityOf({ sender }: Pick<Briefing, 'sender'>): string {
  return sender.existingIdentity ?? sender.address.slice(sender.address.indexOf('@') + 1);
}

/** An identity may be a mailbox; a doctor's line holds none. */
const shown = (identity: string) => (identity.includes('@') ? 'the sender’s address' : identity);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html */
export function identity(
  answer: AwsAnswer<GetEmailIdentityResponse>,
  briefing: Pick<Briefing, 'sender'>,
  isDeployed: boolean,
): readonly Finding[] {
  const name = shown(identityOf(briefing));
  const isNamed = briefing.sender.existingIdentity !== undefined;
  return findingFor('identity', answer, {
    none: () =>
      isNamed || isDeployed
        ? fail(
            'identity',
            `SES does not know ${name}`,
            isNamed
              ? 'Verify it in SES, or take "existingIdentity" out of the briefing: the deployment then makes the domain’s.'
              : 'Deploy again: the stack makes it.',
          )
        : ok('identity', `SES does not know ${name} yet; the deployment makes it`),
    answered: (found) =>
      !isNamed && !isDeployed
        ? fail(
            'identity',
            `SES knows ${name} already, and the deployment would fail`,
            'Put it into "sender.existingIdentity": it is then used and not made.',
          )
        : [verified(found, name), dkim(found), mailFrom(found, isNamed), ...forwarding(found)],
  });
}

function verified(
  { VerifiedForSendingStatus, VerificationStatus }: GetEmailIdentityResponse,
  name: string,
): Finding {
  if (VerifiedForSendingStatus === true) return ok('identity', `${name} is verified`);
  return fail(
    'identity',
    `${name} is not verified (${VerificationStatus ?? 'no status'})`,
    'Enter the records of the outputs SenderDkim1…3 into its DNS; SES looks for 72 hours.',
  );
}

function dkim({ DkimAttributes: { SigningEnabled, Status } = {} }: GetEmailIdentityResponse): Finding {
  if (SigningEnabled === true && Status === 'SUCCESS') return ok('DKIM', 'mails are signed');
  return fail(
    'DKIM',
    `mails are not signed (${Status ?? 'off'})`,
    'Enter the records of the outputs SenderDkim1…3 into the DNS of the sender’s domain. Gmail and Yahoo refuse bulk mail without it.',
  );
}

function mailFrom({ MailFromAttributes }: GetEmailIdentityResponse, isNamed: boolean): Finding {
  const { MailFromDomain, MailFromDomainStatus: status } = MailFromAttributes ?? {};
  if (!MailFromDomain)
    return warn(
      'MAIL FROM',
      'the envelope is SES’s own',
      isNamed
        ? 'Give the identity a custom MAIL FROM domain in SES, so that SPF passes for your own domain.'
        : 'Deploy again: the stack sets one.',
    );
  if (status === 'SUCCESS') return ok('MAIL FROM', `${MailFromDomain} is verified`);
  return warn(
    'MAIL FROM',
    `${MailFromDomain} is not verified (${status ?? 'no status'}); SES uses its own name until then`,
    'Enter the records of the outputs SenderMailFrom and SenderSpf into the DNS.',
  );
}

/** https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity-using-notifications-email.html */
function forwarding({ FeedbackForwardingStatus }: GetEmailIdentityResponse): readonly Finding[] {
  if (FeedbackForwardingStatus !== true) return [];
  return [
    warn(
      'bounces',
      'SES forwards each bounce, with the reader’s address, to the sender’s mailbox',
      'Switch off email feedback forwarding of the identity in SES: events tell of bounces already.',
    ),
  ];
}
