/** Prints how often the comparison is right about sentences of summits that were invented for it (`invented.jsonl`). */
import { readFileSync } from 'node:fs';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { encodeLocally, entailLocally } from '../../../infra/local/dry-run/encoding.ts';
import { countProgress } from '../../../infra/local/progress.ts';
import { compareRead, isWorthAsking } from '../../../lambdas/claims/compare/compare.ts';
import { read } from '../../../lambdas/claims/compare/pair.ts';
import type { Said } from '../../../lambdas/claims/types.ts';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';

const INVENTED_PAIRS = defineCommand({
  call: 'node test/fit/claims/invented-pairs.ts',
  words: { least: 0, most: 0 },
  about: `Of 1,232 pairs of sentences of six invented summits, in eleven languages, on which nothing is fitted: how many sides would be named in an
edition or called "also reported", and how many of them rightly, with what the cross-encoder says of the pairs that an edition asks about.`,
  options: {
    wrong: {
      type: 'boolean',
      about: 'also prints each sentence under which an outlet would be named falsely',
    },
  },
});

type Sentence = readonly [text: string, language: string, published: string | null];

interface Labelled {
  readonly id: string;
  readonly a: Sentence;
  readonly b: Sentence;
  readonly ab: Said;
  readonly ba: Said;
  readonly conflict?: true;
}

interface Side {
  readonly labelled: Labelled;
  readonly sentences: readonly [own: string, other: string];
  readonly isAcross: boolean;
  readonly wanted: Said;
  readonly said: Said;
  readonly named: boolean;
}

/** Shorter ones are never printed. */
const FEWEST_WORDS = 6;

async function sides(): Promise<readonly Side[]> {
  const rows: readonly Labelled[] = readFileSync(new URL('invented.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const texts = rows.flatMap(({ a, b }) => [a[0], b[0]]);
  const vectors = await encodeLocally(texts, {
    most: texts.length,
    progress: countProgress('Reading sentences for comparison'),
  });
  const pairs = rows.map(({ a, b }) => [a[0], b[0]] as const);
  const entailments = await entailLocally(pairs);
  return rows.flatMap((labelled, at): readonly Side[] => {
    const [a, b] = [labelled.a, labelled.b].map((sentence) => readOf(sentence, vectors));
    if (a === undefined || b === undefined) return [];
    const byWords = compareRead(a, b);
    const pair = pairs[at];
    const asked = pair !== undefined && isWorthAsking(byWords.odds) ? entailments.get(pair) : undefined;
    const { ab, ba, names } = asked === undefined ? byWords : compareRead(a, b, asked);
    const isAcross = labelled.a[1] !== labelled.b[1];
    const [left, right] = [labelled.a[0], labelled.b[0]];
    const both: readonly Side[] = [
      { labelled, sentences: [left, right], isAcross, wanted: labelled.ab, said: ab, named: names[0] },
      { labelled, sentences: [right, left], isAcross, wanted: labelled.ba, said: ba, named: names[1] },
    ];
    return both.filter((_, n) => (n === 0 ? a : b).statement.encoded.words.length >= FEWEST_WORDS);
  });
}

function readOf([text, language, published]: Sentence, vectors: ReadonlyMap<string, EncodedSentence>) {
  const encoded = vectors.get(text);
  return encoded === undefined ? undefined : read({ text, language, published, encoded });
}

function row(name: string, some: readonly Side[]): string {
  const told = some.filter(({ wanted }) => wanted === 'full').length;
  const figures = (found: readonly Side[]) => {
    const right = found.filter(({ wanted }) => wanted === 'full').length;
    return `${(right / found.length).toFixed(3)} (${found.length})  ${(right / told).toFixed(3)} (${told})`;
  };
  const named = some.filter((side) => side.named);
  const apart = named.filter(({ labelled }) => labelled.conflict === undefined);
  const rightApart = apart.filter(({ wanted }) => wanted === 'full').length / apart.length;
  const said = some.filter((side) => side.said === 'full');
  return `${name.padEnd(18)} named ${figures(named)}, planted contradictions aside ${rightApart.toFixed(3)}; also reported ${figures(said)}`;
}

async function main({ values }: Call<typeof INVENTED_PAIRS.options>): Promise<number> {
  const all = await sides();
  console.log('precision and recall, and of how many');
  console.log(
    row(
      'one language',
      all.filter(({ isAcross }) => !isAcross),
    ),
  );
  console.log(
    row(
      'across languages',
      all.filter(({ isAcross }) => isAcross),
    ),
  );
  for (const { named, wanted, labelled, sentences } of values.wrong ? all : [])
    if (named && wanted !== 'full') console.log([labelled.id, wanted, ...sentences].join('\n  '));
  return 0;
}

await runCommand(INVENTED_PAIRS, main);
