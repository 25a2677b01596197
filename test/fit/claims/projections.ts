/** Fits `lambdas/encoder/model/projections.f32`: the directions in which words and sentences of real text differ most. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { sentencesOf } from '../../../lambdas/article/roles/sentences.ts';
import { MODEL_FOLDER, readModel } from '../../../lambdas/aws/bundled/model.ts';
import { unit, wordVector } from '../../../lambdas/encoder/encode.ts';
import { SENTENCE_WIDTH, WORD_WIDTH } from '../../../lambdas/encoder/projection.ts';
import { openSession } from '../../../lambdas/encoder/session.ts';
import { readVocabulary } from '../../../lambdas/encoder/tokens.ts';
import { WIDTH } from '../../../lambdas/encoder/word-table.ts';
import { wordsOf } from '../../../lambdas/encoder/words.ts';
import { directions } from './eigen.ts';

const PROJECTIONS = defineCommand({
  call: 'node test/fit/claims/projections.ts FOLDER',
  words: { least: 1, most: 1 },
  about: `FOLDER holds *.jsonl files with lines { text, language }. Takes 60 sentences of each language and writes
lambdas/encoder/model/projections.f32. Raise MODEL_VERSION afterwards: vectors made before no longer fit.`,
  options: {},
});
const SENTENCES_PER_LANGUAGE = 60;
const SENTENCES_PER_TEXT = 2;

/** Sums over vectors, from which mean and covariance follow. */
class Spread {
  private readonly sum = new Float64Array(WIDTH);
  private readonly products = Array.from({ length: WIDTH }, () => new Float64Array(WIDTH));
  private count = 0;

  add(vector: Float32Array): void {
    this.count += 1;
    for (const [n, value] of vector.entries()) {
      this.sum[n] = (this.sum[n] ?? 0) + value;
      const line = this.products[n];
      if (!line) continue;
      for (let m = 0; m <= n; m += 1) line[m] = (line[m] ?? 0) + value * (vector[m] ?? 0);
    }
  }

  mean(): Float64Array {
    return this.sum.map((value) => value / this.count);
  }

  covariance(): Float64Array[] {
    const mean = this.mean();
    const at = (n: number, m: number) => this.products[Math.max(n, m)]?.[Math.min(n, m)] ?? 0;
    return Array.from(mean, (a, n) => Float64Array.from(mean, (b, m) => at(n, m) / this.count - a * b));
  }
}

function sentencesIn(folder: string): string[] {
  const byLanguage = new Map<string, string[]>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      const { text, language } = JSON.parse(line);
      if (typeof text !== 'string' || typeof language !== 'string') continue;
      const found = byLanguage.get(language) ?? [];
      byLanguage.set(language, found);
      const fit = sentencesOf(text).filter((one) => one.text.length > 40 && one.text.length < 300);
      for (const one of fit.slice(0, SENTENCES_PER_TEXT)) found.push(one.text);
    }
  }
  return [...byLanguage.values()].flatMap((list) => evenly(list, SENTENCES_PER_LANGUAGE));
}

/** `count` of them, from all over the list. */
function evenly(list: readonly string[], count: number): string[] {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, n) => list[Math.floor(n * step)] ?? '');
}

async function main({ words: [folder = ''] }: Call<typeof PROJECTIONS.options>): Promise<number> {
  const files = readModel({ projections: false });
  const vocabulary = readVocabulary(files.pieces);
  const session = await openSession(files, vocabulary);
  const [words, sentences] = [new Spread(), new Spread()];
  const texts = sentencesIn(folder);
  for (const [n, text] of texts.entries()) {
    const hidden = await session.run(text);
    sentences.add(unit(hidden.mean));
    for (const word of wordsOf(text, hidden.tokens, vocabulary)) words.add(wordVector(hidden, word));
    if (n % 100 === 0) process.stderr.write(`${n} of ${texts.length} sentences\n`);
  }
  const parts = [
    words.mean(),
    ...directions(words.covariance(), WORD_WIDTH),
    sentences.mean(),
    ...directions(sentences.covariance(), SENTENCE_WIDTH),
  ];
  const bytes = Buffer.alloc(parts.length * WIDTH * 4);
  for (const [row, part] of parts.entries())
    for (const [n, value] of part.entries()) bytes.writeFloatLE(value, (row * WIDTH + n) * 4);
  writeFileSync(join(MODEL_FOLDER, 'projections.f32'), bytes);
  return 0;
}

await runCommand(PROJECTIONS, main);
