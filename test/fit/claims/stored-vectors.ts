/** Writes the vectors of a file of test sentences, so that tests compare without the model. */
import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand } from '../../../infra/local/command.ts';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { sentenceKey, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';

const HELP = `Usage: node test/fit/claims/stored-vectors.ts FILE.jsonl OUT.vec

FILE holds pairs { a: [text, language], b: [text, language] }, as test/claims/pairs.jsonl does.
`;

async function main(): Promise<number> {
  const [file, out] = process.argv.slice(2);
  if (file === undefined || out === undefined) {
    process.stdout.write(HELP);
    return file === '--help' ? 0 : 2;
  }
  const texts: string[] = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      const { a, b } = JSON.parse(line);
      return [a[0], b[0]];
    });
  const vectors = await encodeLocally(texts, { most: texts.length });
  writeFileSync(out, writeVectors(new Map([...vectors].map(([text, one]) => [sentenceKey(text), one]))));
  return 0;
}

await runCommand(main);
