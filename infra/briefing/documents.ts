import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { BriefingSchema } from './schema.ts';

/** What is written down of the schema for people and their editors; a test says that the files are current. */

/** The briefing as JSON Schema, for completion and checks while typing. What one key asks of another it cannot say. */
export function briefingJsonSchema(): string {
  const schema = toJsonSchema(BriefingSchema, { typeMode: 'input', errorMode: 'ignore' });
  return `${JSON.stringify({ ...schema, title: 'Communiqué briefing' }, null, 2)}\n`;
}

/** The table of keys, in Markdown: a row for each key that does something. */
export function keyTable(): string {
  const rows = Object.entries(BriefingSchema.entries).flatMap(([key, entry]) => {
    const row = v.getDescription(entry);
    return row === undefined ? [] : [`| \`${key}\` | ${row} |`];
  });
  return ['| key | what it is |', '|---|---|', ...rows].join('\n');
}

/** A Markdown file with what stands between the two marks of this name replaced. Throws when it has none. */
export function withSection(markdown: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [markdown.indexOf(begin), markdown.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The file has no ${begin} … ${end}.`);
  return `${markdown.slice(0, from + begin.length)}\n\n${content}\n\n${markdown.slice(to)}`;
}
