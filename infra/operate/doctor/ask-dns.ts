import { Resolver } from 'node:dns/promises';
import type { Answers } from './answers.ts';
import type { AwsAnswer } from './finding.ts';

type FromDns = Pick<Answers, 'dmarc' | 'envelope' | 'host' | 'distribution'>;

export interface Names {
  readonly senderDomain: string;
  readonly mailFrom: string | undefined;
  readonly host: string;
  /** CloudFront's own name of the distribution. */
  readonly distribution: string | undefined;
}

/** Asks the DNS of this machine. Undefined `names`: nobody is asked, as in a local run, which has no names. */
export async function askDns(names: Names | undefined): Promise<FromDns> {
  if (names === undefined) return nobody('a local run has no DNS');
  const dns = new Resolver({ timeout: 3_000, tries: 2 });
  // A machine without a network may answer that nothing exists at all.
  if ((await dns.resolve4(SURELY_THERE).catch(() => [])).length === 0)
    return nobody('this machine’s DNS knows no public name');
  const texts = async (name: string) => (await dns.resolveTxt(name)).map((parts) => parts.join(''));
  const addresses = (name: string) => orNothing(() => dns.resolve4(name));
  const [dmarc, envelope, host] = await Promise.all([
    firstOf(above(names.senderDomain).map((domain) => () => texts(`_dmarc.${domain}`))),
    found(async () => {
      const { mailFrom } = names;
      if (mailFrom === undefined) return [];
      const mx = await orNothing(() => dns.resolveMx(mailFrom));
      const txt = await orNothing(() => texts(mailFrom));
      return mx.length + txt.length === 0 ? [] : [{ mx: mx.map(({ exchange }) => exchange), txt }];
    }),
    found(async () => {
      const cnames = await orNothing(() => dns.resolveCname(names.host));
      const led = await addresses(names.host);
      return cnames.length + led.length === 0 ? [] : [{ names: cnames, addresses: led }];
    }),
  ]);
  const { distribution: name } = names;
  return {
    dmarc,
    envelope: one(envelope),
    host: one(host),
    distribution: name === undefined ? undefined : { name, addresses: await addresses(name).catch(() => []) },
  };
}

const SURELY_THERE = 'aws.amazon.com';

function nobody(why: string): FromDns {
  const none = { kind: 'unseen', why } as const;
  return { dmarc: none, envelope: none, host: none, distribution: undefined };
}

/** `a.b.example.org` → itself, `b.example.org`, `example.org`: DMARC looks at the organization's domain in the end. */
function above(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}

/** The first that finds something; unseen if nobody could be asked. */
async function firstOf<T>(
  questions: readonly (() => Promise<readonly T[]>)[],
): Promise<AwsAnswer<readonly T[]>> {
  let last: AwsAnswer<readonly T[]> = { kind: 'none' };
  for (const question of questions) {
    last = await found(question);
    if (last.kind !== 'none') return last;
  }
  return last;
}

const one = <T>(answer: AwsAnswer<readonly T[]>): AwsAnswer<T> => {
  if (answer.kind !== 'answered') return answer;
  const [first] = answer.value;
  return first === undefined ? { kind: 'none' } : { kind: 'answered', value: first };
};

async function found<T>(question: () => Promise<readonly T[]>): Promise<AwsAnswer<readonly T[]>> {
  try {
    const value = await orNothing(question);
    return value.length === 0 ? { kind: 'none' } : { kind: 'answered', value };
  } catch (error) {
    return { kind: 'unseen', why: `the DNS gave no answer (${codeOf(error)})` };
  }
}

/** No such name and no such record are answers, too; anything else is none. */
async function orNothing<T>(question: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await question();
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes(codeOf(error))) return [];
    throw error;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'error');
