import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { alarmPaper } from './alarm-table.ts';
import { briefingJsonSchema, keyTable, withSection } from './briefing/documents.ts';
import { defineCommand, runCommand } from './command.ts';
import { interfaceWords } from './interface-words.ts';

const DOCUMENT = defineCommand({
  call: 'npm run document',
  words: { least: 0, most: 0 },
  about:
    "Writes what is made of other files: of the briefing's schema its JSON Schema and its table in infra/README.md, of the list of alarms infra/alarms.md, of the wording of mails and pages the list of our own words (lambdas/article/rules/interface-words.json). Run it after changing any of these.",
  options: {},
});

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const generated = (): Readonly<Record<string, string>> => ({
  [file('briefing.schema.json')]: briefingJsonSchema(),
  [file('README.md')]: withSection(readFileSync(file('README.md'), 'utf8'), 'keys', keyTable()),
  [file('alarms.md')]: alarmPaper(),
  [file('../lambdas/article/rules/interface-words.json')]: `${JSON.stringify(interfaceWords(), null, 2)}\n`,
});

function main(): number {
  for (const [path, content] of Object.entries(generated())) writeFileSync(path, content);
  return 0;
}

if (import.meta.main) await runCommand(DOCUMENT, main);
