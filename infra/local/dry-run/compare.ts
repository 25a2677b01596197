import * as v from 'valibot';
import { compareRead } from '../../../lambdas/claims/compare/compare.ts';
import { read } from '../../../lambdas/claims/compare/pair.ts';
import { type Call, defineCommand, runCommand } from '../../command.ts';
import { countProgress } from '../progress.ts';
import { encodeLocally, entailLocally } from './encoding.ts';
import { jsonLines } from './one-file.ts';

const COMPARE = defineCommand({
  call: 'npm run --silent compare -- FILE.jsonl',
  words: { least: 1, most: 1 },
  about: `Compares sentences of two outlets: a line { id, a: { text, language?, outlet?, published? }, b: { … } } for each pair
in, one JSON line { id, ab, ba, conflict } for each out, in order. ab is full, part or no: may a be printed with
"also reported by" b's outlet; ba is the other way round; conflict is true when both speak of the same thing and
cannot both be right. Vectors and entailments are kept in the user's cache folder, so that each is made once; progress goes
to stderr.`,
  options: {},
  notes: 'Exit code 0; 1 when the file or a line of it cannot be read, 2 on a wrong call.',
});

const Text = v.object({
  text: v.string(),
  language: v.nullish(v.string(), null),
  published: v.nullish(v.string(), null),
});
const Line = v.object({ id: v.string(), a: Text, b: Text });

async function main({ words: [file = ''] }: Call<typeof COMPARE.options>): Promise<number> {
  const lines = jsonLines(file, Line).map(({ value }) => value);
  const texts = lines.flatMap(({ a, b }) => [a.text, b.text]);
  const vectors = await encodeLocally(texts, {
    most: texts.length,
    progress: countProgress('Reading sentences for comparison'),
  });
  const pairs = lines.map(({ a, b }) => [a.text, b.text] as const);
  const entailments = await entailLocally(pairs);
  for (const [at, { id, a, b }] of lines.entries()) {
    const [encodedA, encodedB] = [vectors.get(a.text), vectors.get(b.text)];
    if (!encodedA || !encodedB) throw new Error(`The sentences of ${id} were not encoded.`);
    const { ab, ba, conflict } = compareRead(
      read({ ...a, encoded: encodedA }),
      read({ ...b, encoded: encodedB }),
      entailments.get(pairs[at] ?? ['', '']),
    );
    process.stdout.write(`${JSON.stringify({ id, ab, ba, conflict })}\n`);
  }
  return 0;
}

await runCommand(COMPARE, main);
