import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { type Briefing, briefingFile, readBriefing } from '../../briefing.ts';
import { helped, runCommand } from '../../local/command.ts';
import { stackNames } from '../../parts/names.ts';
import { billOf, PriceList, printed } from './bill.ts';
import prices from './prices.json' with { type: 'json' };
import { shapeOf } from './shape.ts';
import { LEFT_OUT, usageOf } from './usage.ts';

const HELP = `npm run cost -- --readers N --articles M [options]

What a month of thirty days costs on AWS, reckoned from the template of the briefing, measured and assumed amounts of work
(infra/operate/cost/usage.ts) and dated public prices (infra/operate/cost/prices.json). It asks nobody.

  --readers N      readers who get each edition
  --articles M     uploads a day
  --plan PLAN      SES's pricing plan: essentials (the default of accounts new since July 2026) or none
  --briefing FILE  another briefing than the one that cdk.json names
  --help           this text
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      readers: { type: 'string' },
      articles: { type: 'string' },
      plan: { type: 'string', default: 'essentials' },
      briefing: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [readers, articles] = [wholeNumber(values.readers), wholeNumber(values.articles)];
  const plan = (['essentials', 'none'] as const).find((one) => one === values.plan);
  const isWrong = readers === undefined || articles === undefined || plan === undefined;
  const code = helped(HELP, values.help, isWrong);
  if (code !== null || isWrong) return code ?? 2;
  const list = v.parse(PriceList, prices);
  const briefing = readBriefing(values.briefing ?? briefingFile());
  const { schedule, windowHours } = briefing;
  const load = { readers, articles, days: schedule.days.length, windowHours, plan };
  const lines = billOf(usageOf(shapeOf(await templatesOf(briefing)), load), list);
  const dates = Object.values(list.prices)
    .map(({ asOf }) => asOf)
    .sort();
  process.stdout.write(
    `${printed(lines, list)}\n\nPrices of ${list.region}, ${dates[0]} to ${dates.at(-1)} (infra/operate/cost/prices.json has their sources).\nLeft out: ${LEFT_OUT.join('; ')}.\n`,
  );
  return 0;
}

const wholeNumber = (text: string | undefined) =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;

/** The templates of a briefing, without bundles. */
async function templatesOf(briefing: Briefing): Promise<readonly unknown[]> {
  const { buildApp } = await import('../../stacks.ts');
  const outdir = mkdtempSync(join(tmpdir(), 'communique-cost-'));
  try {
    const assembly = buildApp({ briefing, context: { 'aws:cdk:bundling-stacks': [] }, outdir }).synth();
    return Object.values(stackNames(briefing)).map((name) => assembly.getStackByName(name).template);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (import.meta.main) await runCommand(main);
