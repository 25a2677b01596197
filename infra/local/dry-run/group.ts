import * as v from 'valibot';
import { ofLegible } from '../../../lambdas/encoder/legible.ts';
import { openingText } from '../../../lambdas/encoder/opening.ts';
import { type GroupItem, groupArticles } from '../../../lambdas/stories/group.ts';
import { topicTexts } from '../../../lambdas/stories/topic.ts';
import type { Topic } from '../../../lambdas/types.ts';
import { readBriefing } from '../../briefing.ts';
import { type Call, defineCommand, runCommand } from '../../command.ts';
import { countProgress } from '../progress.ts';
import { encodeLocally } from './encoding.ts';
import { BadLine, jsonLines } from './one-file.ts';

const GROUP = defineCommand({
  call: 'npm run --silent group -- FILE.jsonl',
  words: { least: 1, most: 1 },
  about: `Groups articles: one { id, text, title?, outlet?, published?, language?, url? } per line in, one JSON object out:
copies [{ id, of, kind, score }], stories [{ id, articles }], offTopic [id] (only with --briefing). Title and
beginning of each text are encoded, once on each machine; progress goes to stderr.`,
  options: {
    briefing: { type: 'string', value: 'FILE', about: 'the briefing whose topic decides what is off topic' },
  },
  notes: 'Exit code 0; 1 when the file or a line of it cannot be read, 2 on a wrong call.',
});

const Optional = v.nullish(v.string(), null);
const Line = v.object({
  id: v.pipe(v.string(), v.nonEmpty('may not be empty')),
  text: v.string(),
  title: Optional,
  outlet: Optional,
  published: Optional,
  language: Optional,
  url: Optional,
});

async function main({ words: [file = ''], values }: Call<typeof GROUP.options>): Promise<number> {
  const topic: Topic | undefined =
    values.briefing === undefined ? undefined : readBriefing(values.briefing).topic;
  const items = itemsOf(file);
  const openings = items.map(({ title, text }) => openingText(title ?? null, text));
  const texts = [...(topic ? topicTexts(topic) : []), ...openings].filter((text) => text !== '');
  const vectors = await encodeLocally(texts, {
    most: texts.length,
    progress: countProgress('Reading sentences for comparison'),
  });
  const vectorsOf = ofLegible((text) => vectors.get(text) ?? null);
  const { copies, stories, offTopic } = groupArticles(
    items.map((item, at) => ({ ...item, opening: vectorsOf(openings[at] ?? '') })),
    topic,
    vectorsOf,
  );
  const answer = { copies, stories, offTopic: offTopic.map(({ id }) => id) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  return 0;
}

function itemsOf(file: string): readonly GroupItem[] {
  const seen = new Map<string, number>();
  return jsonLines(file, Line).map(({ value, number }) => {
    const before = seen.get(value.id);
    if (before !== undefined)
      throw new BadLine(`${file}, line ${number}: the id of line ${before} again: ${value.id}`);
    seen.set(value.id, number);
    return value;
  });
}

await runCommand(GROUP, main);
