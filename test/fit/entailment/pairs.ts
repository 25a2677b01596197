/** Writes what the cross-encoder is trained on as JSON for `train.py`: pairs of sentences as word pieces, with what each tells of the other. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { readFiles } from '../../../infra/local/dry-run/edition-of-files.ts';
import { readModel } from '../../../lambdas/aws/bundled/model.ts';
import { chosenSentences } from '../../../lambdas/claims/statements/chosen.ts';
import { pairKey } from '../../../lambdas/encoder/pair-key.ts';
import { readVocabulary, tokensOf, type Vocabulary } from '../../../lambdas/encoder/tokens.ts';
import { sentenceKey } from '../../../lambdas/encoder/vectors-file.ts';
import { sentencesOf } from '../../../lambdas/language/sentences.ts';
import { type LabelledPair, readPairs } from '../claims/pairs.ts';
import { madePairs, type TrainedPair } from './made.ts';

const PAIRS = defineCommand({
  call: 'node test/fit/entailment/pairs.ts FOLDER SUMMITS OUT.json',
  words: { least: 3, most: 3 },
  about: `FOLDER holds stories-ecbplus.jsonl, stories-semeval22.jsonl and translations-*.jsonl. Their sentences are found by judged.txt, which names
them by a hash and holds what readers found; its claims-*.jsonl are judged pairs of summits; SUMMITS holds a folder of articles for every summit, whose sentences judged-summits.txt names; to them come pairs of our own writing (written.jsonl) and pairs that are made of sentences.`,
  options: {},
});

const MOST_TOKENS = 90;
/** After all of these summits: an edition's time only dates what has no date. */
const SLOT = '2026-11-26T00:00:00.000Z';

/** F: everything is told; f: all that matters; p: a whole fact at least; n: nothing. */
type Judgement = 'F' | 'f' | 'p' | 'n';
const ALL: Readonly<Record<Judgement, number>> = { F: 1, f: 0.9, p: 0, n: 0 };
const SOME: Readonly<Record<Judgement, number>> = { F: 1, f: 1, p: 1, n: 0 };

function trained(
  a: string,
  b: string,
  {
    said: [ab, ba],
    conflict,
  }: { readonly said: readonly [Judgement, Judgement]; readonly conflict: boolean },
): TrainedPair {
  return { a, b, all: [ALL[ab], ALL[ba]], some: [SOME[ab], SOME[ba]], conflict: conflict ? 1 : 0 };
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

interface Sentence {
  readonly text: string;
  readonly language: string;
}

/** Its sentences, by line. */
type Text = readonly Sentence[];

/** A pair, the summit or set that it is of, and whether it is left out of all training, to be measured on. */
interface Of {
  readonly subject: string;
  readonly held: boolean;
}

function textsIn(folder: string): readonly Text[] {
  return ['stories-ecbplus.jsonl', 'stories-semeval22.jsonl'].flatMap((name) =>
    linesOf(join(folder, name)).map((line) => {
      const { text, language }: Sentence = JSON.parse(line);
      const lines = text.split('\n').map((one) => one.trim());
      return lines.flatMap((one) =>
        sentencesOf(one, language).map((sentence) => ({ text: sentence.text.trim(), language })),
      );
    }),
  );
}

/** What the product compares of the articles of each summit: a folder of folders. */
async function summitSentences(folder: string): Promise<readonly Sentence[]> {
  const { articles } = await readFiles([folder], SLOT);
  return articles.flatMap((one) =>
    'article' in one
      ? chosenSentences(one.article).map(({ text }) => ({ text, language: one.article.language ?? '' }))
      : [],
  );
}

interface JudgedLine {
  readonly keys: readonly [string, string];
  readonly said: readonly [Judgement, Judgement];
  readonly rest: readonly string[];
}

function judgedLines(name: string): readonly JudgedLine[] {
  return linesOf(join(import.meta.dirname, name)).map((line) => {
    const [a = '', b = '', ab, ba, ...rest] = line.split(' ');
    return { keys: [a, b], said: [ab as Judgement, ba as Judgement], rest };
  });
}

function judgedPairs(
  name: string,
  sentences: readonly Sentence[],
  of: (rest: readonly string[]) => Of,
): readonly (TrainedPair & Of)[] {
  const byKey = new Map(sentences.map(({ text }) => [sentenceKey(text), text]));
  return judgedLines(name).flatMap(({ keys, said, rest }) => {
    const [a, b] = keys.map((key) => byKey.get(key));
    return a === undefined || b === undefined
      ? []
      : [{ ...trained(a, b, { said, conflict: rest.includes('c') }), ...of(rest) }];
  });
}

type WrittenPhase = 'judged' | 'again' | 'conflicts';

/** Those of the last rounds are learned in phases of their own. */
function writtenPairs(phase: WrittenPhase): readonly (TrainedPair & Of)[] {
  return linesOf(join(import.meta.dirname, 'written.jsonl')).flatMap((line) => {
    const { a, b, ab, ba, conflict, held, phase: own = 'judged' } = JSON.parse(line);
    return own === phase
      ? [
          {
            ...trained(a[0], b[0], { said: [ab, ba], conflict: conflict === true }),
            subject: 'written',
            held: held === true,
          },
        ]
      : [];
  });
}

/** Nothing is made of a text whose subject is held out. */
function madeOf(texts: readonly Text[], folder: string): readonly (TrainedPair & Of)[] {
  const heldKeys = new Set(
    judgedLines('judged.txt').flatMap(({ keys, rest }) => (rest.includes('held') ? keys : [])),
  );
  const isHeld = (text: Text) => text.some((one) => heldKeys.has(sentenceKey(one.text)));
  const held = new Set(texts.filter(isHeld).flatMap((text) => text.map((one) => one.text)));
  const used = texts.flat().filter(({ text }) => !held.has(text));
  return madePairs(used, folder)
    .filter(({ a, b }) => !held.has(a) && !held.has(b))
    .map((pair) => ({ ...pair, subject: 'made', held: false }));
}

function withTokens(vocabulary: Vocabulary) {
  const ids = (text: string) => tokensOf(text, vocabulary, MOST_TOKENS).map(({ id }) => id);
  return <Pair extends { a: string; b: string }>({ a, b, ...rest }: Pair) => ({
    ...rest,
    a: ids(a),
    b: ids(b),
  });
}

/** In a later phase every so manieth of what was learned before comes again, so that nothing is lost. */
const EVERY = { again: 3, summits: 10 } as const;

/** Of two sets that cover one summit neither may teach what the other is judged on. */
const ONE_SUMMIT: Readonly<Record<string, string>> = {
  'vostochny-2023-half': 'fareast-2023',
  'vostochny-2023': 'fareast-2023',
};

function summitOf(set: string): string {
  return ONE_SUMMIT[set] ?? set;
}

/** Pairs of `claims-*.jsonl`, which two readers judged: they teach too, and are what is asked about when their summit is left out. */
function claimPairs(folder: string): {
  readonly taught: readonly (TrainedPair & Of)[];
  readonly asked: readonly Asked[];
} {
  const judged = readPairs(folder).filter(({ kind }) => kind === 'real' || kind === 'made');
  const said = (one: LabelledPair['ab']): Judgement => (one === 'full' ? 'F' : one === 'part' ? 'p' : 'n');
  return {
    taught: judged
      .filter(({ kind }) => kind === 'real')
      .map(({ a, b, ab, ba, conflict, group }) => ({
        ...trained(a.text, b.text, { said: [said(ab), said(ba)], conflict }),
        subject: summitOf(group),
        held: false,
      })),
    asked: judged.map(({ a, b, group }) => ({
      key: pairKey([a.text, b.text]),
      a: a.text,
      b: b.text,
      subject: summitOf(group),
    })),
  };
}

interface Asked {
  readonly key: string;
  readonly a: string;
  readonly b: string;
  readonly subject: string;
}

async function main({
  words: [folder = '', summits = '', out = ''],
}: Call<typeof PAIRS.options>): Promise<number> {
  const vocabulary = readVocabulary(readModel().pieces);
  const texts = textsIn(folder);
  const judged = [
    ...judgedPairs('judged.txt', texts.flat(), (rest) => ({
      subject: 'judged',
      held: rest.includes('held'),
    })),
    ...writtenPairs('judged'),
  ];
  const ofSummits = judgedPairs('judged-summits.txt', await summitSentences(summits), (rest) => ({
    subject: summitOf(rest.at(-1) ?? ''),
    held: false,
  }));
  const { taught, asked } = claimPairs(folder);
  const learned = [...judged, ...writtenPairs('again'), ...writtenPairs('conflicts')];
  const phases = {
    made: madeOf(texts, folder),
    judged,
    conflicts: learned,
    again: [...judged.filter((_, at) => at % EVERY.again === 0), ...writtenPairs('again')],
    summits: [...ofSummits, ...taught, ...judged.filter((_, at) => at % EVERY.summits === 0)],
  };
  const { begin, end } = vocabulary;
  const tokens = withTokens(vocabulary);
  const asTokens = Object.entries(phases).map(([name, pairs]) => [name, pairs.map(tokens)]);
  writeFileSync(
    out,
    JSON.stringify({ begin, end, phases: Object.fromEntries(asTokens), asked: asked.map(tokens) }),
  );
  process.stdout.write(
    `${phases.made.length} made, ${judged.length} judged or written, ${ofSummits.length + taught.length} of summits\n`,
  );
  return 0;
}

await runCommand(PAIRS, main);
