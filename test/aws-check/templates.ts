import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Briefing, briefingFile, readBriefing } from '../../infra/briefing.ts';
import { buildApp } from '../../infra/stacks.ts';

/** The briefing as it stands, and one with everything that adds a resource. */
function variations(sample: Briefing): readonly Briefing[] {
  return [
    sample,
    {
      ...sample,
      id: 'checked',
      alarmEmail: 'operator@news.example.org',
      budget: { monthlyUsd: 30 },
      approval: { leadMinutes: 60, otherwise: 'hold' },
      withdrawnUpload: 'takeDown',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555',
      webAclArn:
        'arn:aws:wafv2:us-east-1:111122223333:global/webacl/checked/11111111-2222-3333-4444-555555555555',
    },
  ];
}

/** Synthesizes both stacks of each variation, without bundles; the paths of their templates. The folders are temporary. */
export function writeTemplates(): { readonly folders: readonly string[]; readonly files: readonly string[] } {
  const folders = variations(readBriefing(briefingFile())).map((briefing) => {
    const outdir = mkdtempSync(join(tmpdir(), 'aws-check-templates-'));
    buildApp({ briefing, context: { 'aws:cdk:bundling-stacks': [] }, outdir }).synth();
    return outdir;
  });
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.template.json'))
      .map((name) => join(folder, name)),
  );
  return { folders, files };
}
