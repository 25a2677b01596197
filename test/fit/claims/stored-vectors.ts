/** Writes the vectors of a file of test sentences, so that tests compare without the model. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { sentenceKey, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';

const STORED_VECTORS = defineCommand({
  call: 'node test/fit/claims/stored-vectors.ts FILE.jsonl… OUT.vec',
  words: { least: 2, most: Number.POSITIVE_INFINITY },
  about: `A line of FILE is a pair { a: [text, language], b: [text, language] }, as in test/claims/pairs.jsonl, or one sentence { text }.`,
  options: {},
});

async function main({ words }: Call<typeof STORED_VECTORS.options>): Promise<number> {
  const files = words.slice(0, -1);
  const out = words.at(-1) ?? '';
  const texts: string[] = files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
    .flatMap((line) => {
      const { a, b, text } = JSON.parse(line);
      return text === undefined ? [a[0], b[0]] : [text];
    });
  const vectors = await encodeLocally(texts, { most: texts.length });
  writeFileSync(out, writeVectors(new Map([...vectors].map(([text, one]) => [sentenceKey(text), one]))));
  return 0;
}

await runCommand(STORED_VECTORS, main);
