import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { briefingJsonSchema, keyTable, withSection } from './briefing/documents.ts';

/** `npm run document`: writes what is made of the code for readers: the briefing's JSON Schema and the tables of infra/README.md. */

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const generated = (): Readonly<Record<string, string>> => ({
  [file('briefing.schema.json')]: briefingJsonSchema(),
  [file('README.md')]: withSection(readFileSync(file('README.md'), 'utf8'), 'keys', keyTable()),
});

if (import.meta.main) for (const [path, content] of Object.entries(generated())) writeFileSync(path, content);
