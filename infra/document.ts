import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { briefingJsonSchema, keyTable, withSection } from './briefing/documents.ts';
import { defineCommand, runCommand } from './command.ts';

const DOCUMENT = defineCommand({
  call: 'npm run document',
  words: { least: 0, most: 0 },
  about:
    "Writes what is made of the code for readers: the briefing's JSON Schema and the tables of infra/README.md.",
  options: {},
});

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const generated = (): Readonly<Record<string, string>> => ({
  [file('briefing.schema.json')]: briefingJsonSchema(),
  [file('README.md')]: withSection(readFileSync(file('README.md'), 'utf8'), 'keys', keyTable()),
});

function main(): number {
  for (const [path, content] of Object.entries(generated())) writeFileSync(path, content);
  return 0;
}

if (import.meta.main) await runCommand(DOCUMENT, main);
