/** Fits `lambdas/claims/data/verbs.json`: which direction of word vectors tells verbs from other words. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { WORD_WIDTH } from '../../../lambdas/encoder/projection.ts';
import { type Example, fitLogistic } from './logistic.ts';

const FIT_VERBS = defineCommand({
  call: 'node test/fit/claims/verbs.ts FOLDER',
  words: { least: 1, most: 1 },
  about: `FOLDER holds weak-*.jsonl (pairs { a: { text, language }, b } of English sentences; no label is looked at).`,
  options: {},
});
/** English verbs of news that are hardly ever other words; whatever ends in -ed counts as one, too. */
const VERBS = new Set(
  (
    'said says told tells met meets arrived arrives signed agreed announced left leaves visited went goes gave gives given ' +
    'received receives took takes taken made makes called asked asks wants won killed died dies fired launched tested ended ends ' +
    'began begins started starts opened opens closed closes held holds hosted accepted rejected refused denied confirmed warned ' +
    'criticized praised blamed accused arrested charged sentenced returned returns traveled flew departed watched presented offered ' +
    'promised vowed threatened imposed lifted cancelled suspended resumed failed reached collapsed walked talked spoke speaks ' +
    'discussed added wrote writes posted sent sends delivered bought buys sold sells paid pays found finds saw sees knew knows ' +
    'think believes expects planned decided tried urged demanded raised dropped rose fell struck crashed attacked wounded escaped rescued'
  ).split(' '),
);
const LEAST_RARITY = 6 * 8;
const SHORTEST_PAST = 6;
const PENALTY = 1;

async function main({ words: [folder = ''] }: Call<typeof FIT_VERBS.options>): Promise<number> {
  const texts = readdirSync(folder)
    .filter((name) => name.startsWith('weak-') && name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .flatMap((line): string[] => {
      const { a, b } = JSON.parse(line);
      return [a.text, b.text];
    });
  const vectors = await encodeLocally(texts, { most: texts.length });
  const words: { readonly features: readonly number[]; readonly is: boolean }[] = [];
  for (const [text, encoded] of [...vectors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [at, { start, end, rarity }] of encoded.words.entries()) {
      const word = text.slice(start, end);
      if (!/^[a-z]+$/.test(word) || rarity < LEAST_RARITY) continue;
      words.push({
        features: Array.from(
          encoded.vectors.subarray(at * WORD_WIDTH, (at + 1) * WORD_WIDTH),
          (value) => value / 127,
        ),
        is: VERBS.has(word) || (word.endsWith('ed') && word.length >= SHORTEST_PAST),
      });
    }
  }
  const share = words.filter(({ is }) => is).length / words.length;
  // Both kinds weigh the same.
  const examples = words.map((one): Example => ({ ...one, weight: 0.5 / (one.is ? share : 1 - share) }));
  const { bias, means, spreads, weights } = fitLogistic(examples, PENALTY);
  const scaled = weights.map((weight, n) => weight / (spreads[n] ?? 1));
  const moved = bias - scaled.reduce((sum, weight, n) => sum + weight * (means[n] ?? 0), 0);
  const oddsOf = (features: readonly number[]) =>
    scaled.reduce((sum, weight, n) => sum + weight * (features[n] ?? 0), moved);
  const right = words.filter(({ features, is }) => oddsOf(features) > 0 === is).length / words.length;
  console.log(`${words.length} words, right in ${right.toFixed(3)}`);
  const short = (value: number) => Number(value.toPrecision(5));
  writeFileSync(
    fileURLToPath(new URL('../../../lambdas/claims/data/verbs.json', import.meta.url)),
    `${JSON.stringify({ bias: short(moved), weights: scaled.map(short) })}\n`,
  );
  return 0;
}

await runCommand(FIT_VERBS, main);
