import type { CertificateDetail } from '@aws-sdk/client-acm';
import type { AccountLimit } from '@aws-sdk/client-lambda';
import type { Briefing } from '../../briefing.ts';
import { ACCOUNT_CONCURRENCY } from '../../parts/function-limits.ts';
import { type AwsAnswer, type Finding, fail, findingFor, ok, warn } from './finding.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html; only the account is told: a role session may be named after a mailbox. */
export function credentials(account: AwsAnswer<string>): readonly Finding[] {
  return findingFor('credentials', account, {
    none: () =>
      fail(
        'credentials',
        'there are none',
        'Sign in (aws sso login, or AWS_PROFILE with a profile of ~/.aws/config), then run the doctor again.',
      ),
    answered: (id) => ok('credentials', `they belong to the account ${id}`),
  });
}

export function region(name: string | undefined): Finding {
  if (name !== undefined) return ok('region', name);
  return fail('region', 'none is set', 'Set AWS_REGION, or a region in the profile: the stacks go there.');
}

/** https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html */
export function bootstrap(version: AwsAnswer<string>): readonly Finding[] {
  return findingFor('bootstrap', version, {
    none: () =>
      fail(
        'bootstrap',
        'CDK is not bootstrapped in this account and region yet',
        'Run npx cdk bootstrap once; it makes the stack CDKToolkit.',
      ),
    answered: (number) => ok('bootstrap', `CDKToolkit, version ${number}`),
  });
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AccountLimit.html */
export function concurrency(limit: AwsAnswer<AccountLimit>, briefing: Briefing): readonly Finding[] {
  const check = 'concurrency';
  return findingFor(check, limit, {
    none: () =>
      fail(check, 'Lambda did not report a quota', 'Look at Service Quotas, Lambda, Concurrent executions.'),
    answered: ({ ConcurrentExecutions: account = 0 }) => {
      const planned = briefing.concurrency?.account ?? ACCOUNT_CONCURRENCY;
      if (account < planned)
        return fail(
          check,
          `the account may run ${account} functions at once, the briefing counts on ${planned}`,
          `Set "concurrency": { "account": ${account} } in the briefing, or ask for more in Service Quotas.`,
        );
      if (account > planned * 2)
        return warn(
          check,
          `the account may run ${account} functions at once, the briefing uses ${planned}`,
          `Set "concurrency": { "account": ${account} } in the briefing, unless other functions need them.`,
        );
      return ok(check, `${account} functions at once; the briefing counts on ${planned}`);
    },
  });
}

const DAY_MS = 86_400_000;
/** ACM begins to renew 60 days before the end. https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html */
const RENEWED_BEFORE_DAYS = 45;

/** https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
export function certificate(
  detail: AwsAnswer<CertificateDetail>,
  { certificateArn, publicAddress }: Briefing,
  now: number,
): readonly Finding[] {
  const check = 'certificate';
  const host = new URL(publicAddress).hostname;
  if (certificateArn === undefined)
    return [
      warn(
        check,
        'the briefing names none: the address is CloudFront’s own, and so is the oldest TLS that it takes',
        `Ask ACM in us-east-1 for a certificate of ${host} and put its ARN into "certificateArn".`,
      ),
    ];
  return findingFor(check, detail, {
    none: () =>
      fail(
        check,
        'ACM in us-east-1 does not know it',
        'Put the ARN of a certificate of this account into "certificateArn".',
      ),
    answered: ({ Status, DomainName = '', SubjectAlternativeNames = [], NotAfter }) => {
      if (Status !== 'ISSUED')
        return fail(
          check,
          `its status is ${Status}`,
          Status === 'PENDING_VALIDATION'
            ? 'Enter the CNAME record that ACM shows into the DNS of the domain; CloudFront takes no other than an issued one.'
            : 'Ask for a new certificate and put its ARN into "certificateArn".',
        );
      if (![DomainName, ...SubjectAlternativeNames].some((name) => covers(name, host)))
        return fail(check, `it is not for ${host}`, 'Ask for one with this name, or change "publicAddress".');
      const days = NotAfter === undefined ? Number.POSITIVE_INFINITY : (NotAfter.getTime() - now) / DAY_MS;
      if (days < RENEWED_BEFORE_DAYS)
        return warn(
          check,
          `it ends in ${Math.max(0, Math.floor(days))} days and is not renewed`,
          'Look at it in ACM: the CNAME record of its validation must stay in the DNS.',
        );
      return ok(check, `issued for ${host}`);
    },
  });
}

/** A star stands for one label. */
function covers(name: string, host: string): boolean {
  if (name.toLowerCase() === host) return true;
  return name.startsWith('*.') && host.slice(host.indexOf('.') + 1) === name.slice(2).toLowerCase();
}
