import { defineCommand, runCommand } from '../command.ts';
import ACCEPTED from './accepted.json' with { type: 'json' };
import { misfits } from './accepted.ts';
import { bundledPackages, handlers } from './bundled.ts';

const LICENCES = defineCommand({
  call: 'npm run --silent licences',
  words: { least: 0, most: 0 },
  about: `Every package of which the functions' bundles hold code, one a line: name@version, licence, functions, with tabs
between.`,
  options: {},
  notes: `Exit code 1 when a licence does not fit infra/licences/accepted.json; stderr then names the package.`,
});

async function main(): Promise<number> {
  const packages = await bundledPackages(handlers());
  for (const { name, version, licence, functions } of packages)
    process.stdout.write(`${name}@${version}\t${licence}\t${functions.join(' ')}\n`);
  const strange = misfits(packages, ACCEPTED);
  for (const { name, version, licence } of strange) {
    const what = licence === '' ? 'names no licence' : `is under ${licence}`;
    process.stderr.write(
      `${name}@${version} ${what}, which infra/licences/accepted.json does not accept: read it, then add it or leave the package out.\n`,
    );
  }
  return strange.length === 0 ? 0 : 1;
}

await runCommand(LICENCES, main);
