import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type GroupItem, groupArticles } from '../../../lambdas/stories/group.ts';
import { openingOfText } from '../../../lambdas/stories/opening.ts';
import { topicTexts } from '../../../lambdas/stories/topic.ts';
import type { Topic } from '../../../lambdas/types.ts';
import { readBriefing } from '../../briefing.ts';
import { runCommand } from '../command.ts';
import { encodeLocally } from './encoding.ts';
import { encodingProgress } from './encoding-progress.ts';

const HELP = `Usage: npm run --silent group -- [--briefing FILE] FILE.jsonl

Groups articles: { id, text, title?, outlet?, published?, language?, url? } per line in, one JSON object out:
copies [{ id, of, kind, score }], stories [{ id, articles }], offTopic [id] (only with --briefing).
Title and beginning of each text are encoded, once on each machine; progress goes to stderr.
Exit code 0; 1 when the file or a line of it cannot be read, 2 on a wrong call.
`;

const OPTIONAL = ['title', 'outlet', 'published', 'language', 'url'] as const;

class BadLine extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { briefing: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    process.stderr.write(HELP);
    return 2;
  }
  const topic: Topic | undefined = values.briefing ? readBriefing(values.briefing).topic : undefined;
  const items = readLines(file);
  const openings = items.map(({ title, text }) => openingOfText(title ?? null, text));
  const texts = [...(topic ? topicTexts(topic) : []), ...openings].filter((text) => text !== '');
  const vectors = await encodeLocally(texts, { most: texts.length, progress: encodingProgress() });
  const vectorsOf = (text: string) => vectors.get(text) ?? null;
  const { copies, stories, offTopic } = groupArticles(
    items.map((item, at) => ({ ...item, opening: vectorsOf(openings[at] ?? '') })),
    topic,
    vectorsOf,
  );
  const answer = { copies, stories, offTopic: offTopic.map(({ id }) => id) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  return 0;
}

function readLines(file: string): GroupItem[] {
  const seen = new Map<string, number>();
  const items: GroupItem[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const item = readLine(line, `${file}, line ${index + 1}`);
    const before = seen.get(item.id);
    if (before !== undefined)
      throw new BadLine(`${file}, line ${index + 1}: the id of line ${before} again: ${item.id}`);
    seen.set(item.id, index + 1);
    items.push(item);
  }
  return items;
}

function readLine(line: string, where: string): GroupItem {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new BadLine(`${where}: not JSON`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadLine(`${where}: an object with id and text is wanted`);
  const fields = new Map<string, unknown>(Object.entries(value));
  const [id, text] = [fields.get('id'), fields.get('text')];
  if (typeof id !== 'string' || id === '') throw new BadLine(`${where}: id has to be a string`);
  if (typeof text !== 'string') throw new BadLine(`${where}: text has to be a string`);
  const known = OPTIONAL.map((name) => {
    const field = fields.get(name) ?? null;
    if (field !== null && typeof field !== 'string')
      throw new BadLine(`${where}: ${name} has to be a string or null`);
    return [name, field] as const;
  });
  return { id, text, ...Object.fromEntries(known) };
}

await runCommand(main);
