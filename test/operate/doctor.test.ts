import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bootstrap,
  certificate,
  concurrency,
  credentials,
  region,
} from '../../infra/operate/doctor/account-checks.ts';
import { type Answers, findingsOf, mailFromDomain } from '../../infra/operate/doctor/answers.ts';
import { answered, askAws } from '../../infra/operate/doctor/ask-aws.ts';
import { briefingFindings, bundleSizes } from '../../infra/operate/doctor/briefing-checks.ts';
import { readBundles } from '../../infra/operate/doctor/bundle-sizes.ts';
import { dmarc, envelope, publicName } from '../../infra/operate/doctor/dns-checks.ts';
import { type AwsAnswer, type Finding, lineOf, sumOf } from '../../infra/operate/doctor/finding.ts';
import { identity, quota, sendingAccount } from '../../infra/operate/doctor/mail-checks.ts';
import {
  alarmSubscription,
  deadLetters,
  sameNewsletter,
  stackStatus,
} from '../../infra/operate/doctor/stack-checks.ts';
import { QUEUES } from '../../infra/operate/queues/queue-list.ts';
import { briefing as sample } from '../infra/synthesized.ts';

const NOW = Date.parse('2023-09-14T12:00:00Z');
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const briefing = {
  ...sample,
  sender: { ...sample.sender, address: 'brief@news.summit-brief.org' },
  publicAddress: 'https://news.summit-brief.org',
  alarmEmail: 'operator@summit-brief.org',
  certificateArn: CERTIFICATE,
};
const said = <T>(value: T): AwsAnswer<T> => ({ kind: 'answered', value });
const NONE = { kind: 'none' } as const;
const UNSEEN = { kind: 'unseen', why: 'these credentials may not ask' } as const;
const states = (findings: readonly Finding[]) => findings.map(({ check, state }) => `${check}: ${state}`);

describe('of the account', () => {
  it.each([
    ['credentials of an account', credentials(said('123456789012')), ['credentials: ok']],
    ['none', credentials(NONE), ['credentials: fail']],
    ['a region', [region('eu-west-1')], ['region: ok']],
    ['no region', [region(undefined)], ['region: fail']],
    ['CDK at home', bootstrap(said('28')), ['bootstrap: ok']],
    ['CDK not yet at home', bootstrap(NONE), ['bootstrap: fail']],
    ['who may not ask', bootstrap(UNSEEN), ['bootstrap: unseen']],
  ])('answers of %s what was found', (_, findings, expected) => expect(states(findings)).toEqual(expected));

  it.each([
    [10, undefined, 'ok'],
    [1000, undefined, 'warn'],
    [1000, { account: 1000 }, 'ok'],
    [10, { account: 1000 }, 'fail'],
  ] as const)('a concurrency of %d, with %j in the briefing: %s', (account, setting, state) => {
    const limit = said({ ConcurrentExecutions: account, UnreservedConcurrentExecutions: account });
    expect(concurrency(limit, { ...briefing, ...(setting && { concurrency: setting }) })[0]?.state).toBe(
      state,
    );
  });

  const issued = {
    Status: 'ISSUED',
    DomainName: 'news.summit-brief.org',
    NotAfter: new Date('2024-08-01'),
  } as const;
  it.each([
    ['issued', issued, 'ok'],
    ['for all names of the domain', { ...issued, DomainName: '*.summit-brief.org' }, 'ok'],
    ['for the domain above', { ...issued, DomainName: 'summit-brief.org' }, 'fail'],
    [
      'with the name beside',
      { ...issued, DomainName: 'a.example', SubjectAlternativeNames: ['news.summit-brief.org'] as string[] },
      'ok',
    ],
    ['waiting for its record', { ...issued, Status: 'PENDING_VALIDATION' }, 'fail'],
    ['about to end', { ...issued, NotAfter: new Date('2023-10-01') }, 'warn'],
  ] as const)('a certificate %s', (_, detail, state) => {
    expect(certificate(said(detail), briefing, NOW)[0]?.state).toBe(state);
  });

  it('no certificate in the briefing is told without asking', () => {
    const { certificateArn: _, ...without } = briefing;
    expect(certificate(NONE, without, NOW)[0]).toMatchObject({ state: 'warn' });
    expect(certificate(NONE, briefing, NOW)[0]).toMatchObject({ state: 'fail' });
  });
});

describe('of the sender', () => {
  const account = { ProductionAccessEnabled: true, SendingEnabled: true, EnforcementStatus: 'HEALTHY' };
  it.each([
    ['out of the sandbox', account, 'ok'],
    ['in the sandbox', { ...account, ProductionAccessEnabled: false }, 'warn'],
    ['under review', { ...account, EnforcementStatus: 'PROBATION' }, 'warn'],
    ['shut down', { ...account, EnforcementStatus: 'SHUTDOWN' }, 'fail'],
    ['paused', { ...account, SendingEnabled: false }, 'fail'],
  ])('an account %s', (_, value, state) => expect(sendingAccount(said(value))[0]?.state).toBe(state));

  const sends = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1_000 };
  it.each([
    [undefined, sends, 'ok'],
    [40_000, sends, 'ok'],
    [49_500, sends, 'fail'],
    [40_000, { ...sends, MaxSendRate: 1 }, 'fail'],
    [1_000_000, { ...sends, Max24HourSend: -1, MaxSendRate: 100 }, 'ok'],
  ])('for %s readers a quota of %j: %s', (readers, value, state) => {
    expect(quota(said(value), { sendByHours: 6 }, readers)[0]?.state).toBe(state);
  });

  it.each([
    ['few workers', {}, 'warn', /1\.2 hours by 2 workers.*SES would take more/, /"account": 16 }/],
    ['as many as the rate needs', { concurrency: { account: 16 } }, 'ok', /42 minutes$/, /^$/],
    [
      'too few for the deadline',
      { sendByHours: 1, concurrency: { account: 1000, reserved: { deliver: 1 } } },
      'fail',
      /2\.3 hours by one worker at some 120 .*after 1 nothing/,
      /^Reserve more runs.*or raise "sendByHours"/,
    ],
  ] as const)('a million readers, a rate of 500 and %s', (_, set, state, says, remedy) => {
    const fast = said({ Max24HourSend: -1, MaxSendRate: 500, SentLast24Hours: 0 });
    const [finding] = quota(fast, { sendByHours: 6, ...set }, 1_000_000);
    expect(finding?.state).toBe(state);
    expect(finding?.says).toMatch(says);
    expect(finding?.remedy ?? '').toMatch(remedy);
  });

  const known = {
    VerifiedForSendingStatus: true,
    DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' },
    MailFromAttributes: {
      MailFromDomain: 'bounce.news.summit-brief.org',
      MailFromDomainStatus: 'SUCCESS',
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    },
    FeedbackForwardingStatus: false,
  } as const;
  const well = ['identity: ok', 'DKIM: ok', 'MAIL FROM: ok'];
  const pending = {
    ...known,
    VerifiedForSendingStatus: false,
    DkimAttributes: { SigningEnabled: true, Status: 'PENDING' },
    MailFromAttributes: { ...known.MailFromAttributes, MailFromDomainStatus: 'PENDING' },
  } as const;
  it.each([
    ['after the deployment', said(known), true, well],
    ['without its records', said(pending), true, ['identity: fail', 'DKIM: fail', 'MAIL FROM: warn']],
    [
      'with feedback by mail',
      said({ ...known, FeedbackForwardingStatus: true }),
      true,
      [...well, 'bounces: warn'],
    ],
    ['there before the deployment', said(known), false, ['identity: fail']],
    ['not there before it', NONE, false, ['identity: ok']],
    ['gone after it', NONE, true, ['identity: fail']],
  ] as const)('an identity %s', (_, answer, isDeployed, expected) => {
    expect(states(identity(answer, briefing, isDeployed))).toEqual(expected);
  });

  it('an identity that the briefing names must be there, and has the envelope that SES tells of', () => {
    const named = { sender: { ...briefing.sender, existingIdentity: briefing.sender.address } };
    expect(states(identity(said(known), named, false))).toEqual(well);
    const [missing] = identity(NONE, named, false);
    expect(missing).toMatchObject({ state: 'fail', says: 'SES does not know the sender’s address' });
    expect(mailFromDomain(named, NONE)).toBeUndefined();
    expect(mailFromDomain(named, said(known))).toBe('bounce.news.summit-brief.org');
    expect(mailFromDomain(briefing, NONE)).toBe('bounce.news.summit-brief.org');
  });
});

describe('of the DNS', () => {
  it.each([
    ['a policy', said(['v=DMARC1; p=quarantine; rua=mailto:x@example.org']), 'ok', 'p=quarantine'],
    ['another record only', said(['v=spf1 -all']), 'fail', 'no policy'],
    ['two policies', said(['v=DMARC1; p=none', 'v=DMARC1; p=reject']), 'fail', 'several'],
    ['none', NONE, 'fail', 'no policy'],
  ] as const)('DMARC: %s', (_, records, state, says) => {
    expect(dmarc(records, 'news.summit-brief.org')).toMatchObject([
      { state, says: expect.stringContaining(says) },
    ]);
    expect(JSON.stringify(dmarc(records, 'd'))).not.toContain('mailto');
  });

  const there = { mx: ['feedback-smtp.eu-west-1.amazonses.com'], txt: ['v=spf1 include:amazonses.com ~all'] };
  it.each([
    ['both records', said(there), 'ok'],
    ['the MX of another region', said({ ...there, mx: ['feedback-smtp.us-east-1.amazonses.com'] }), 'warn'],
    ['two MX, which SES refuses', said({ ...there, mx: [...there.mx, 'mx.example.org'] }), 'warn'],
    ['no SPF', said({ ...there, txt: [] }), 'warn'],
    ['nothing', NONE, 'warn'],
  ] as const)('MAIL FROM with %s', (_, records, state) => {
    expect(envelope(records, 'bounce.x.org', 'eu-west-1')[0]?.state).toBe(state);
  });

  const cloud = { name: 'd1.cloudfront.net', addresses: ['192.0.2.7'] };
  it.each([
    ['its CNAME', said({ names: ['d1.cloudfront.net.'], addresses: [] }), cloud, 'ok'],
    ['an alias to it', said({ names: [], addresses: ['192.0.2.7'] }), cloud, 'ok'],
    ['another server', said({ names: [], addresses: ['192.0.2.9'] }), cloud, 'fail'],
    ['nothing', NONE, cloud, 'fail'],
    ['nothing yet', NONE, undefined, 'ok'],
    ['something before the deployment', said({ names: [], addresses: ['192.0.2.9'] }), undefined, 'warn'],
  ] as const)('a public address that leads to %s', (_, led, distribution, state) => {
    expect(publicName('news.x.org', led, distribution)[0]?.state).toBe(state);
  });

  it('CloudFront’s own name needs no record', () => {
    expect(publicName('d1.cloudfront.net', NONE, cloud)[0]?.state).toBe('ok');
  });
});

describe('of what is deployed', () => {
  it.each([
    ['CREATE_COMPLETE', 'ok'],
    ['UPDATE_COMPLETE', 'ok'],
    ['ROLLBACK_COMPLETE', 'fail'],
    ['UPDATE_ROLLBACK_COMPLETE', 'warn'],
    ['UPDATE_ROLLBACK_FAILED', 'fail'],
    ['UPDATE_IN_PROGRESS', 'warn'],
  ] as const)('a stack in %s', (StackStatus, state) => {
    expect(stackStatus(said({ StackName: 's', StackStatus }), 's')[0]?.state).toBe(state);
  });

  const stateful = (name: string, domain: string) =>
    said({
      StackName: 'CommuniqueStateful',
      StackStatus: 'CREATE_COMPLETE' as const,
      Description: `${name}: uploads, archive, outbox, table, secret and sender`,
      Outputs: [{ OutputKey: 'SenderDmarc', OutputValue: `_dmarc.${domain} TXT "v=DMARC1; p=none"` }],
    });
  const pipeline = (host: string) =>
    said({
      StackName: 'CommuniquePipeline',
      StackStatus: 'CREATE_COMPLETE' as const,
      Outputs: [
        {
          OutputKey: 'WebAddress',
          OutputValue: 'https://d1.cloudfront.net',
          Description: `Point ${host} here.`,
        },
      ],
    });
  it.each([
    ['this newsletter', briefing.name, 'news.summit-brief.org', 'news.summit-brief.org', 'ok'],
    ['this one under an older name', 'The Brief', 'news.summit-brief.org', 'news.summit-brief.org', 'warn'],
    ['another one', 'The Orbit Brief', 'orbit.org', 'www.orbit.org', 'fail'],
  ] as const)('is judged as what it is: %s', (_, name, domain, host, state) => {
    expect(sameNewsletter(stateful(name, domain), pipeline(host), briefing)[0]?.state).toBe(state);
  });
  it('another one whose second stack never came is known as well', () => {
    expect(sameNewsletter(stateful('Orbit', 'orbit.org'), NONE, briefing)[0]?.state).toBe('fail');
    expect(sameNewsletter(NONE, NONE, briefing)).toEqual([]);
  });

  const confirmed = {
    SubscriptionArn: 'arn:aws:sns:eu-west-1:1:t:1',
    Protocol: 'email',
    Endpoint: 'a@b.example',
  };
  const waiting = { ...confirmed, SubscriptionArn: 'PendingConfirmation' };
  it.each([
    ['confirmed', said([confirmed]), 'ok'],
    ['waiting', said([waiting]), 'fail'],
    ['one of two waiting', said([confirmed, waiting]), 'warn'],
    ['none', said([]), 'fail'],
  ] as const)('alarms heard by a subscription %s', (_, all, state) => {
    const findings = alarmSubscription(all, briefing);
    expect(findings[0]?.state).toBe(state);
    expect(JSON.stringify(findings)).not.toContain('@');
  });

  it('dead letters are told by their queue', () => {
    const [queue] = QUEUES;
    if (queue === undefined) throw new Error('There are queues.');
    const of = (count: number) => said([{ queue, dead: { count, oldest: null, slots: [] } }]);
    expect(deadLetters(of(0))[0]?.state).toBe('ok');
    expect(deadLetters(of(2))[0]).toMatchObject({ state: 'warn', says: 'Intake 2' });
  });
});

describe('of this machine', () => {
  it.each([
    ['ready', briefing, '2023-09-14', ['ok']],
    ['the sample', sample, '2023-09-14', ['fail', 'warn']],
    ['over', briefing, '2023-10-01', ['warn']],
  ] as const)('a briefing that is %s', (_, one, today, expected) => {
    expect(briefingFindings(one, today).map(({ state }) => state)).toEqual(expected);
  });

  it('bundles are weighed with all that lies beside them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    try {
      expect(readBundles(folder, 'P').kind).toBe('unseen');
      mkdirSync(join(folder, 'asset.1', 'model'), { recursive: true });
      writeFileSync(join(folder, 'asset.1', 'index.mjs'), 'x'.repeat(10));
      writeFileSync(join(folder, 'asset.1', 'model', 'm'), 'x'.repeat(5));
      const files = {
        a: { displayName: 'P/ComposeFunction/Code', source: { path: 'asset.1', packaging: 'zip' } },
        b: { displayName: 'P Template', source: { path: 'P.template.json', packaging: 'file' } },
      };
      writeFileSync(join(folder, 'P.assets.json'), JSON.stringify({ version: '1', files }));
      expect(readBundles(folder, 'P')).toEqual(said([{ name: 'ComposeFunction', bytes: 15 }]));
    } finally {
      rmSync(folder, { recursive: true });
    }
    const size = (megabytes: number) =>
      bundleSizes(said([{ name: 'C', bytes: megabytes * 2 ** 20 }]))[0]?.state;
    expect([size(60), size(220), size(251)]).toEqual(['ok', 'warn', 'fail']);
  });
});

describe('an error of AWS', () => {
  const named = (name: string, message = 'for reader@example.org') =>
    Object.assign(new Error(message), { name });
  it.each([
    [named('NotFoundException'), NONE],
    [named('ValidationError', 'Stack with id X does not exist'), NONE],
    [named('CredentialsProviderError'), NONE],
    [named('AccessDeniedException'), { kind: 'unseen', why: expect.stringContaining('may not ask') }],
    [named('ExpiredTokenException'), { kind: 'unseen', why: expect.stringContaining('does not take') }],
    [named('TimeoutError'), { kind: 'unseen', why: 'no answer (TimeoutError)' }],
  ])('%s is an answer, too, and is not repeated', async (error, expected) => {
    const answer = await answered(() => Promise.reject(error));
    expect(answer).toEqual(expected);
    expect(JSON.stringify(answer)).not.toContain('@');
  });
});

describe('the doctor', () => {
  const unasked: Answers = {
    account: NONE,
    region: 'eu-west-1',
    bootstrap: UNSEEN,
    stateful: UNSEEN,
    pipeline: UNSEEN,
    sending: UNSEEN,
    quota: UNSEEN,
    identity: UNSEEN,
    limit: UNSEEN,
    certificate: UNSEEN,
    subscriptions: UNSEEN,
    queues: UNSEEN,
    dmarc: UNSEEN,
    envelope: UNSEEN,
    host: UNSEEN,
    distribution: undefined,
    bundles: UNSEEN,
    templates: UNSEEN,
    planned: undefined,
  };

  it('without credentials says of each thing that it was not looked at, and what it could see', () => {
    const findings = findingsOf(briefing, unasked, { readers: undefined, now: NOW });
    expect(findings.filter(({ state }) => state === 'unseen').length).toBeGreaterThanOrEqual(12);
    expect(states(findings)).toEqual(
      expect.arrayContaining(['briefing: ok', 'credentials: fail', 'region: ok']),
    );
    expect(sumOf(findings)).toMatch(/^2 ok, 0 warn, 1 fail, \d+ not looked at$/);
  });

  it('gives a remedy with everything that is not well, and prints no address', () => {
    const findings = findingsOf(sample, unasked, { readers: 10, now: Date.parse('2026-01-01') });
    for (const { state, remedy } of findings)
      expect([state, remedy !== undefined]).toEqual([state, state === 'warn' || state === 'fail']);
    const lines = findings.map(lineOf).join('\n');
    expect(lines).not.toMatch(/\S+@\S+\.\S+/);
    expect(lines).toMatch(/^FAIL {11}briefing: .*\n {15}→ Put your own domain/);
  });

  it('asks nobody on behalf of a local run but the emulators that it has', async () => {
    const answers = await askAws(briefing, { local: { services: new Set(['SQS']), queues: {} } });
    const { region: _, queues, ...others } = answers;
    expect(queues).toEqual(NONE);
    for (const answer of Object.values(others)) expect(answer).toMatchObject({ kind: 'unseen' });
  });
});
