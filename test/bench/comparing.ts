import { readFileSync } from 'node:fs';
import { readModel } from '../../lambdas/aws/bundled/model.ts';
import { compareRead } from '../../lambdas/claims/compare/compare.ts';
import { read } from '../../lambdas/claims/compare/pair.ts';
import { openEncoder } from '../../lambdas/encoder/encode.ts';
import { writeVectors } from '../../lambdas/encoder/vectors-file.ts';

type Measure = (what: string, size: number, work: () => unknown, times?: number) => Promise<void>;

/** Each of their sentences is compared with each. */
const PAIRS = 25;

/** What a sentence costs to encode, to keep and to compare. */
export async function benchComparing(measure: Measure): Promise<void> {
  const texts: string[] = readFileSync(new URL('../claims/pairs.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .slice(0, PAIRS)
    .flatMap((line) => [JSON.parse(line).a[0], JSON.parse(line).b[0]]);
  await measure('open the encoder', 1, async () => (await openEncoder(readModel())).close(), 2);
  const encoder = await openEncoder(readModel());
  await measure(
    'encode sentences',
    texts.length,
    async () => {
      for (const text of texts) await encoder.encode(text);
    },
    2,
  );
  const statements = await Promise.all(
    texts.map(async (text) => ({
      text,
      language: 'en',
      published: null,
      encoded: await encoder.encode(text),
    })),
  );
  await encoder.close();
  const reads = statements.map(read);
  await measure('read statements', reads.length, () => statements.map(read));
  await measure('compare statements, each with each', reads.length ** 2, () => {
    for (const a of reads) for (const b of reads) compareRead(a, b);
  });
  const file = writeVectors(new Map(statements.map(({ text, encoded }) => [text, encoded])));
  process.stderr.write(
    `${Math.round(file.length / new Set(texts).size)} bytes a sentence of ${Math.round(reads.reduce((sum, { statement }) => sum + statement.encoded.words.length, 0) / reads.length)} words\n`,
  );
}
