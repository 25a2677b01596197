import { execFileSync } from 'node:child_process';
import { expect, it, test } from 'vitest';
import ACCEPTED from '../../infra/licences/accepted.json' with { type: 'json' };
import { misfits } from '../../infra/licences/accepted.ts';
import type { Bundled } from '../../infra/licences/bundled.ts';
import { fits } from '../../infra/licences/expression.ts';

it('the command prints what the bundles of all functions hold, and all of it fits', () => {
  const printed = execFileSync(process.execPath, ['infra/licences/licences.ts'], { encoding: 'utf8' });
  const lines = printed.trimEnd().split('\n');
  expect(lines.every((line) => /^(@[^/\s]+\/)?\S+@\d[^\t]*\t[^\t]+\t[a-z ]+$/.test(line))).toBe(true);
  expect(lines).toContainEqual(expect.stringMatching(/^mjml@.*\tMIT\tcompose$/));
  expect(lines).toContainEqual(expect.stringMatching(/^unpdf@.*\tMIT\tintake$/));
  // What only tests and the local run use is nobody's business.
  expect(printed).not.toMatch(/^(vitest|aws-cdk-lib|dynalite|fauxqs)@/m);
});

test.each([
  ['MIT', true],
  ['GPL-3.0-only', false],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['GPL-3.0-only OR ISC', true],
  ['MIT AND Zlib', true],
  ['MIT AND GPL-3.0-only', false],
  ['(GPL-3.0-only OR MIT) AND (ISC OR AGPL-3.0-only)', true],
  ['MIT AND (GPL-3.0-only OR AGPL-3.0-only)', false],
  ['(MIT', false],
  ['MIT ISC', false],
  ['SEE LICENSE IN LICENSE.md', false],
  ['UNLICENSED', false],
  ['', false],
])('the expression "%s" fits: %s', (expression, expected) => {
  expect(fits(expression, new Set(ACCEPTED.accepted))).toBe(expected);
});

it('a package is named whose licence does not fit, is missing, or was read in another version', () => {
  const made = (name: string, version: string, licence: string): Bundled => ({
    name,
    version,
    licence,
    functions: ['intake'],
  });
  const read = ACCEPTED.read[0] ?? { package: '', version: '', says: '', licence: '' };
  const packages = [
    made('good', '1.0.0', 'MIT'),
    made('copyleft', '1.0.0', 'AGPL-3.0-only'),
    made('silent', '1.0.0', ''),
    made(read.package, read.version, read.says),
    made(read.package, '99.0.0', read.says),
  ];
  expect(misfits(packages, ACCEPTED).map(({ name, version }) => `${name}@${version}`)).toEqual([
    'copyleft@1.0.0',
    'silent@1.0.0',
    `${read.package}@99.0.0`,
  ]);
});
