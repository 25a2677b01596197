import type { Briefing } from '../../briefing.ts';
import { type AwsAnswer, type Finding, fail, findingFor, ok, warn } from './finding.ts';

/** Names that nobody can own: RFC 2606. */
const EXAMPLE = /(^|\.)(example|invalid|test|localhost)$|(^|\.)example\.(com|net|org)$/;

/** What a briefing that is well formed can still be wrong about. `today`: `YYYY-MM-DD` in its time zone. */
export function briefingFindings(briefing: Briefing, today: string): readonly Finding[] {
  const check = 'briefing';
  const { sender, publicAddress, coverage, alarmEmail } = briefing;
  const domain = sender.address.slice(sender.address.indexOf('@') + 1);
  const samples = [domain, new URL(publicAddress).hostname].filter((name) => EXAMPLE.test(name));
  const findings = [
    ...(samples.length === 0
      ? []
      : [
          fail(
            check,
            `${[...new Set(samples)].join(' and ')} is a name for examples, which nobody can own`,
            'Put your own domain into "sender.address" and "publicAddress"; npm run briefing -- new asks for all that is needed.',
          ),
        ]),
    ...(coverage.last >= today
      ? []
      : [
          warn(
            check,
            `the coverage ended on ${coverage.last}: the schedule makes no edition`,
            'Set "coverage" to the days of your event.',
          ),
        ]),
    ...(alarmEmail !== undefined
      ? []
      : [
          warn(
            check,
            'it has no "alarmEmail": nobody hears of alarms, and there is no daily mail',
            'Put a mailbox that somebody reads into "alarmEmail".',
          ),
        ]),
  ];
  return findings.length === 0
    ? [ok(check, `${briefing.name}, ${coverage.first} to ${coverage.last}`)]
    : findings;
}

export interface BundleSize {
  readonly name: string;
  /** Unzipped, with all that lies beside it. */
  readonly bytes: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 250 MB unzipped. */
const MOST_BYTES = 250 * 2 ** 20;

export function bundleSizes(bundles: AwsAnswer<readonly BundleSize[]>): readonly Finding[] {
  const check = 'bundles';
  return findingFor(check, bundles, {
    none: () => fail(check, 'there are none in cdk.out', 'Run npm run synth.'),
    answered: (all) => {
      const [largest] = all.toSorted((a, b) => b.bytes - a.bytes);
      if (largest === undefined) return fail(check, 'there are none in cdk.out', 'Run npm run synth.');
      const answered = `${all.length} bundles, the largest (${largest.name}) ${megabytes(largest.bytes)} of 250 MB`;
      if (largest.bytes > MOST_BYTES)
        return fail(
          check,
          `${answered}: Lambda refuses it`,
          'Find what grew: npm run licences lists what each bundle holds.',
        );
      return largest.bytes > MOST_BYTES * 0.8
        ? warn(check, answered, 'Little is left: npm run licences lists what each bundle holds.')
        : ok(check, answered);
    },
  });
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
