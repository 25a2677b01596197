import { type AwsAnswer, type Finding, fail, findingFor, ok, warn } from './finding.ts';

/** Records of the domain and of those above it, the nearest first: a policy of the organization's domain holds below it. */
export function dmarc(records: AwsAnswer<readonly string[]>, domain: string): readonly Finding[] {
  const check = 'DMARC';
  const missing = () =>
    fail(
      check,
      `${domain} has no policy`,
      `Enter the record of the output SenderDmarc: _dmarc.${domain} TXT "v=DMARC1; p=none". Gmail and Yahoo refuse bulk mail without one.`,
    );
  return findingFor(check, records, {
    none: missing,
    answered: (texts) => {
      const policies = texts.filter((text) => /^v=DMARC1\s*;/i.test(text));
      const [policy] = policies;
      if (policy === undefined) return missing();
      // RFC 7489, 6.6.3: of several records none counts.
      if (policies.length > 1)
        return fail(
          check,
          'there are several policies, so that none counts',
          'Leave one of the _dmarc TXT records.',
        );
      return ok(check, `the policy is p=${/[;\s]p\s*=\s*(\w+)/i.exec(policy)?.[1] ?? 'none'}`);
    },
  });
}

export interface Envelope {
  readonly mx: readonly string[];
  readonly txt: readonly string[];
}

/** What https://docs.aws.amazon.com/ses/latest/dg/mail-from.html asks of the MAIL FROM domain. */
export function envelope(records: AwsAnswer<Envelope>, domain: string, region: string): readonly Finding[] {
  const check = 'MAIL FROM records';
  const wanted = `feedback-smtp.${region}.amazonses.com`;
  const remedy = `Enter ${domain} MX 10 ${wanted} and ${domain} TXT "v=spf1 include:amazonses.com ~all", and no other MX there.`;
  return findingFor(check, records, {
    none: () => warn(check, `${domain} has none; SES uses its own name until then`, remedy),
    answered: ({ mx, txt }) => {
      if (mx.length !== 1 || mx[0]?.toLowerCase().replace(/\.$/, '') !== wanted)
        return warn(
          check,
          mx.length === 0 ? `${domain} has no MX` : `the MX of ${domain} is not ${wanted} alone`,
          remedy,
        );
      if (!txt.some((text) => /^v=spf1\s.*\binclude:amazonses\.com\b/i.test(text)))
        return warn(check, `${domain} has no SPF record that includes amazonses.com`, remedy);
      return ok(check, `MX and SPF of ${domain} are there`);
    },
  });
}

/** Where a name leads: names it stands for, and addresses. */
export interface Led {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

/** `distribution` is CloudFront's own name of it, undefined before the first deployment. */
export function publicName(
  host: string,
  led: AwsAnswer<Led>,
  distribution: { readonly name: string; readonly addresses: readonly string[] } | undefined,
): readonly Finding[] {
  const check = 'public address';
  if (distribution === undefined) {
    if (led.kind === 'answered')
      return [
        warn(
          check,
          `${host} leads somewhere already`,
          'After the deployment point it at the distribution (output WebAddress); until then links lead where it points now.',
        ),
      ];
    return findingFor(check, led, {
      none: () =>
        ok(check, `${host} leads nowhere yet; after the deployment point it at the output WebAddress`),
      answered: () => [],
    });
  }
  const { name, addresses } = distribution;
  if (host === name) return [ok(check, 'it is CloudFront’s own name')];
  const remedy = `Enter ${host} CNAME ${name} (or an alias record) into the DNS: every link of every mail goes there.`;
  return findingFor(check, led, {
    none: () => fail(check, `${host} leads nowhere`, remedy),
    answered: (found) => {
      const isThere =
        found.names.some((one) => one.toLowerCase().replace(/\.$/, '') === name) ||
        found.addresses.some((one) => addresses.includes(one));
      return isThere
        ? ok(check, `${host} leads to ${name}`)
        : fail(check, `${host} does not lead to ${name}`, remedy);
    },
  });
}
