/** Writes what the cross-encoder is trained on as JSON for `train.py`: pairs of sentences as word pieces, with what each tells of the other. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { readModel } from '../../../lambdas/aws/bundled/model.ts';
import { readVocabulary, tokensOf, type Vocabulary } from '../../../lambdas/encoder/tokens.ts';
import { sentenceKey } from '../../../lambdas/encoder/vectors-file.ts';
import { sentencesOf } from '../../../lambdas/language/sentences.ts';
import { madePairs, type TrainedPair } from './made.ts';

const PAIRS = defineCommand({
  call: 'node test/fit/entailment/pairs.ts FOLDER OUT.json',
  words: { least: 2, most: 2 },
  about: `FOLDER holds stories-ecbplus.jsonl, stories-semeval22.jsonl and translations-*.jsonl. Their sentences are found by judged.txt, which names
them by a hash and holds what readers found; to them come pairs of our own writing (written.jsonl) and pairs that are made of sentences.`,
  options: {},
});

const MOST_TOKENS = 90;

/** F: everything is told; f: all that matters; p: a whole fact at least; n: nothing. */
type Judgement = 'F' | 'f' | 'p' | 'n';
const ALL: Readonly<Record<Judgement, number>> = { F: 1, f: 0.9, p: 0, n: 0 };
const SOME: Readonly<Record<Judgement, number>> = { F: 1, f: 1, p: 1, n: 0 };

function trained(a: string, b: string, [ab, ba]: readonly [Judgement, Judgement]): TrainedPair {
  return { a, b, all: [ALL[ab], ALL[ba]], some: [SOME[ab], SOME[ba]] };
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

interface Sentence {
  readonly text: string;
  readonly language: string;
}

function sentencesIn(folder: string): readonly Sentence[] {
  return ['stories-ecbplus.jsonl', 'stories-semeval22.jsonl'].flatMap((name) =>
    linesOf(join(folder, name)).flatMap((line) => {
      const { text, language }: Sentence = JSON.parse(line);
      const lines = text.split('\n');
      return lines.flatMap((one) =>
        sentencesOf(one.trim(), language).map((sentence) => ({ text: sentence.text.trim(), language })),
      );
    }),
  );
}

function judgedPairs(sentences: readonly Sentence[]): readonly TrainedPair[] {
  const byKey = new Map(sentences.map(({ text }) => [sentenceKey(text), text]));
  return linesOf(join(import.meta.dirname, 'judged.txt')).flatMap((line) => {
    const [keyA = '', keyB = '', ab, ba] = line.split(' ');
    const [a, b] = [byKey.get(keyA), byKey.get(keyB)];
    return a === undefined || b === undefined ? [] : [trained(a, b, [ab as Judgement, ba as Judgement])];
  });
}

function writtenPairs(): readonly TrainedPair[] {
  return linesOf(join(import.meta.dirname, 'written.jsonl')).map((line) => {
    const { a, b, ab, ba } = JSON.parse(line);
    return trained(a[0], b[0], [ab, ba]);
  });
}

function withTokens(vocabulary: Vocabulary) {
  const ids = (text: string) => tokensOf(text, vocabulary, MOST_TOKENS).map(({ id }) => id);
  return ({ a, b, all, some }: TrainedPair) => ({ a: ids(a), b: ids(b), all, some });
}

async function main({ words: [folder = '', out = ''] }: Call<typeof PAIRS.options>): Promise<number> {
  const vocabulary = readVocabulary(readModel().pieces);
  const sentences = sentencesIn(folder);
  const judged = judgedPairs(sentences);
  const made = madePairs(sentences, folder);
  const tokens = withTokens(vocabulary);
  const { begin, end } = vocabulary;
  const phases = [made, [...judged, ...writtenPairs()]].map((pairs) => pairs.map(tokens));
  writeFileSync(out, JSON.stringify({ begin, end, phases }));
  process.stdout.write(
    `${made.length} made, ${judged.length} judged, ${phases[1]?.length} in the second phase\n`,
  );
  return 0;
}

await runCommand(PAIRS, main);
