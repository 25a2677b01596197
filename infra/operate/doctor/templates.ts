import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Briefing } from '../../briefing.ts';
import { type StackNames, stackNames } from '../../parts/names.ts';
import type { AwsAnswer } from './finding.ts';
import type { Templates } from './holding-checks.ts';

/** What a deployment of this briefing would deploy now, but for the functions' code. CDK is loaded for it. */
export async function plannedTemplates(briefing: Briefing): Promise<Templates> {
  const { buildApp } = await import('../../stacks.ts');
  const outdir = mkdtempSync(join(tmpdir(), 'communique-doctor-'));
  try {
    const context = { 'aws:cdk:bundling-stacks': [] };
    const assembly = buildApp({ briefing, context, outdir, now: new Date() }).synth();
    const names = Object.values(stackNames(briefing));
    return Object.fromEntries(names.map((name) => [name, assembly.getStackByName(name).template]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The templates of a `cdk.out` that was kept. */
export function templatesIn(folder: string, { stateful, pipeline }: StackNames): AwsAnswer<Templates> {
  const files = [stateful, pipeline].map((name) => [name, join(folder, `${name}.template.json`)] as const);
  if (!files.every(([, file]) => existsSync(file)))
    return {
      kind: 'unseen',
      why: `${folder} has no ${stateful}.template.json and ${pipeline}.template.json`,
    };
  return {
    kind: 'answered',
    value: Object.fromEntries(files.map(([name, file]) => [name, JSON.parse(readFileSync(file, 'utf8'))])),
  };
}
