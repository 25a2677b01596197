/** Writes the vectors of a file of test sentences, so that tests compare without the model. */
import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand } from '../../../infra/local/command.ts';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { sentenceKey, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';

const HELP = `Usage: node test/fit/claims/stored-vectors.ts FILE.jsonl… OUT.vec

A line of FILE is a pair { a: [text, language], b: [text, language] }, as in test/claims/pairs.jsonl, or one sentence { text }.
`;

async function main(): Promise<number> {
  const files = process.argv.slice(2);
  const out = files.pop();
  if (files.length === 0 || out === undefined) {
    process.stdout.write(HELP);
    return out === '--help' ? 0 : 2;
  }
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

await runCommand(main);
