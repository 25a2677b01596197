import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Briefing, briefingFile, readBriefing } from '../../briefing.ts';
import { BRIEFING_ABOUT, type Call, defineCommand, runCommand, WrongCall } from '../../command.ts';
import { stackNames } from '../../parts/names.ts';
import { billOf, PriceList, printed } from './bill.ts';
import prices from './prices.json' with { type: 'json' };
import { shapeOf } from './shape.ts';
import { LEFT_OUT, usageOf } from './usage.ts';

const COST = defineCommand({
  call: 'npm run cost -- --readers N --articles M',
  words: { least: 0, most: 0 },
  about: `What a month of thirty days costs on AWS, computed from the template of the briefing, measured and assumed amounts of
work (infra/operate/cost/usage.ts) and dated public prices (infra/operate/cost/prices.json). It asks nobody.`,
  options: {
    readers: { type: 'string', value: 'N', about: 'readers who get each edition' },
    articles: { type: 'string', value: 'M', about: 'uploads a day' },
    plan: {
      type: 'string',
      value: 'PLAN',
      default: 'essentials',
      about: "SES's pricing plan: essentials (the default of accounts new since July 2026) or none",
    },
    briefing: { type: 'string', value: 'FILE', about: BRIEFING_ABOUT },
  },
});

async function main({ values }: Call<typeof COST.options>): Promise<number> {
  const readers = wholeNumber('readers', values.readers);
  const articles = wholeNumber('articles', values.articles);
  const plan = (['essentials', 'none'] as const).find((one) => one === values.plan);
  if (plan === undefined) throw new WrongCall(`--plan takes essentials or none, not "${values.plan}".`);
  const list = v.parse(PriceList, prices);
  const briefing = readBriefing(values.briefing ?? briefingFile());
  const { schedule, windowHours } = briefing;
  const load = { readers, articles, days: schedule.days.length, windowHours, plan };
  const lines = billOf(usageOf(shapeOf(await templatesOf(briefing)), load), list);
  const dates = Object.values(list.prices)
    .map(({ asOf }) => asOf)
    .sort();
  process.stdout.write(
    `${printed(lines, list)}\n\nPrices of ${list.region}, ${dates[0]} to ${dates.at(-1)} (infra/operate/cost/prices.json has their sources; AWS's own pages could not be opened from where they were collected, so each is as others quote it).\nLeft out: ${LEFT_OUT.join('; ')}.\n`,
  );
  return 0;
}

function wholeNumber(option: string, text = ''): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new WrongCall(`--${option} needs a whole number${text === '' ? '' : `, not "${text}"`}.`);
}

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

if (import.meta.main) await runCommand(COST, main);
