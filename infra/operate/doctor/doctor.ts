import { type Briefing, BriefingError, briefingFile, readBriefing } from '../../briefing.ts';
import { BRIEFING_ABOUT, type Call, defineCommand, runCommand, WrongCall } from '../../command.ts';
import { stackNames } from '../../parts/names.ts';
import { DEPLOYMENT_OPTIONS, type Deployment, findDeployment, useDeployment } from '../deployment.ts';
import { type Answers, findingsOf, mailFromDomain, senderDomain } from './answers.ts';
import { askAws } from './ask-aws.ts';
import { askDns } from './ask-dns.ts';
import { readBundles } from './bundle-sizes.ts';
import { fail, lineOf, sumOf } from './finding.ts';
import { outputOf } from './stack-checks.ts';
import { plannedTemplates, templatesIn } from './templates.ts';

const DOCTOR = defineCommand({
  call: 'npm run doctor --',
  words: { least: 0, most: 0 },
  about: `Looks at all that a deployment needs, before and after it, and says of each thing whether it is well and what to do:
briefing, bundles, credentials, region, bootstrap, the stacks and whose they are, whether a deployment would replace or leave
behind what holds data, concurrency, the SES account and its quota, the sender's identity with DKIM, MAIL FROM and DMARC,
certificate, public address, alarms, dead letters.
It only asks, changes nothing, and prints no mail address. What it could not ask, for lack of credentials or of a
network, it lists as "not looked at".`,
  options: {
    briefing: { type: 'string', value: 'FILE', about: BRIEFING_ABOUT },
    readers: { type: 'string', value: 'N', about: "says whether SES's quota is enough for so many readers" },
    deployed: {
      type: 'string',
      value: 'FOLDER',
      about: 'compares what holds data with the templates of a cdk.out that was deployed, without asking AWS',
    },
    local: DEPLOYMENT_OPTIONS.local,
  },
  notes: 'Exit code 0 when nothing failed, 1 when something did, 2 on a wrong call.',
});

async function main({ values }: Call<typeof DOCTOR.options>): Promise<number> {
  if (values.readers !== undefined && !/^\d{1,9}$/.test(values.readers))
    throw new WrongCall(`--readers needs a whole number, not "${values.readers}".`);
  try {
    const local = values.local ? findDeployment({ local: true }) : undefined;
    const briefing = readBriefing(values.briefing ?? local?.briefing ?? briefingFile());
    if (local !== undefined) useDeployment(local);
    const answers = await ask(briefing, { local, deployed: values.deployed });
    const readers = values.readers === undefined ? undefined : Number(values.readers);
    return print(findingsOf(briefing, answers, { readers, now: local?.now() ?? Date.now() }));
  } catch (error) {
    if (!(error instanceof BriefingError)) throw error;
    return print(
      error.problems.map((problem) =>
        fail('briefing', problem, 'Correct it; infra/README.md explains each key.'),
      ),
    );
  }
}

interface Asked {
  readonly local: Deployment | undefined;
  /** A folder. */
  readonly deployed: string | undefined;
}

async function ask(briefing: Briefing, { local, deployed }: Asked): Promise<Answers> {
  const fromAws = await askAws(
    briefing,
    local === undefined ? {} : { local: { services: new Set(['SES', 'SQS']), queues: local.queues } },
  );
  const names = stackNames(briefing);
  const templates = deployed === undefined ? fromAws.templates : templatesIn(deployed, names);
  const web = outputOf(fromAws.pipeline, 'WebAddress');
  return {
    ...fromAws,
    ...(await askDns(
      local === undefined
        ? {
            senderDomain: senderDomain(briefing),
            mailFrom: mailFromDomain(briefing, fromAws.identity),
            host: new URL(briefing.publicAddress).hostname,
            distribution: web === undefined ? undefined : new URL(web).hostname,
          }
        : undefined,
    )),
    bundles: readBundles('cdk.out', names.pipeline),
    templates,
    planned: templates.kind === 'answered' ? await plannedTemplates(briefing) : undefined,
  };
}

function print(findings: ReturnType<typeof findingsOf>): number {
  process.stdout.write(`${findings.map(lineOf).join('\n')}\n\n${sumOf(findings)}\n`);
  return findings.some(({ state }) => state === 'fail') ? 1 : 0;
}

if (import.meta.main) await runCommand(DOCTOR, main);
