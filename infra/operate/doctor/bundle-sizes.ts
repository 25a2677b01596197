import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { BundleSize } from './briefing-checks.ts';
import type { AwsAnswer } from './finding.ts';

/** https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html */
const Assets = v.object({
  files: v.record(
    v.string(),
    v.object({
      displayName: v.optional(v.string()),
      source: v.object({ path: v.string(), packaging: v.string() }),
    }),
  ),
});

/** What the last synthesis made of the functions of this stack. */
export function readBundles(folder: string, stackName: string): AwsAnswer<readonly BundleSize[]> {
  const file = join(folder, `${stackName}.assets.json`);
  if (!existsSync(file))
    return { kind: 'unseen', why: 'there is no cdk.out of this briefing; npm run synth makes it' };
  const { files } = v.parse(Assets, JSON.parse(readFileSync(file, 'utf8')));
  const value = Object.values(files)
    .filter(({ source }) => source.packaging === 'zip')
    .map(({ displayName = 'function', source }) => ({
      name: displayName.split('/').at(-2) ?? displayName,
      bytes: sizeOf(resolve(folder, source.path)),
    }));
  return { kind: 'answered', value };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
