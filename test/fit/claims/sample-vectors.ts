/**
 * Writes the vectors of the sample articles' sentences, and of the topic's, to `test/articles.vec`, and what the cross-encoder says of their pairs to
 * `test/articles.entailments.json`, so that tests and a first `npm start` load no model: `node test/fit/claims/sample-vectors.ts`. To be run again when a
 * sample article, a model or the comparison changes; a test says so.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { briefingFile, readBriefing, settingsOf } from '../../../infra/briefing.ts';
import { localVectors, readFiles } from '../../../infra/local/dry-run/edition-of-files.ts';
import { encodeLocally, entailLocally } from '../../../infra/local/dry-run/encoding.ts';
import { SAMPLE_ENTAILMENTS, SAMPLE_VECTORS } from '../../../infra/local/dry-run/sample-vectors.ts';
import { InvalidUpload } from '../../../lambdas/article/invalid-upload.ts';
import { textsToEncode } from '../../../lambdas/claims/statements/chosen.ts';
import { makeEntailedEdition } from '../../../lambdas/edition/make-entailed.ts';
import type { Entailment } from '../../../lambdas/encoder/entailment.ts';
import { writeEntailments } from '../../../lambdas/encoder/entailments-file.ts';
import { pairKey } from '../../../lambdas/encoder/pair-key.ts';
import { sentenceKey, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';
import { readGuarded } from '../../../lambdas/guard/guard.ts';
import type { Article } from '../../../lambdas/types.ts';

const FOLDER = fileURLToPath(new URL('../../articles/', import.meta.url));

const articles: Article[] = [];
for (const name of readdirSync(FOLDER).sort()) {
  try {
    articles.push(await readGuarded({ key: name, bytes: readFileSync(`${FOLDER}${name}`) }));
  } catch (error) {
    // Some samples are there to be refused.
    if (!(error instanceof InvalidUpload)) throw error;
  }
}
const texts = textsToEncode(articles, readBriefing(briefingFile()).topic);
const vectors = await encodeLocally(texts, { most: texts.length });
writeFileSync(
  SAMPLE_VECTORS,
  writeVectors(new Map([...vectors].map(([text, sentence]) => [sentenceKey(text), sentence]))),
);
process.stdout.write(`${texts.length} sentences in ${SAMPLE_VECTORS}\n`);

// What is asked depends on what else is there: all samples, and all without each one.
const files = readdirSync(FOLDER).map((name) => `${FOLDER}${name}`);
const settings = settingsOf(readBriefing(briefingFile()));
const slot = '2023-09-14T04:00:00.000Z';
const entailments = new Map<string, Entailment>();
for (const left of [undefined, ...files]) {
  const { articles: given } = await readFiles(
    files.filter((path) => path !== left),
    slot,
  );
  const vectorsOf = await localVectors(given, settings.topic);
  const input = { articles: given, previous: null, settings, slot, vectorsOf };
  await makeEntailedEdition(input, async (pairs) => {
    const found = await entailLocally(pairs);
    for (const [pair, entailment] of found) entailments.set(pairKey(pair), entailment);
    return found;
  });
}
writeFileSync(SAMPLE_ENTAILMENTS, writeEntailments(entailments));
process.stdout.write(`${entailments.size} pairs in ${SAMPLE_ENTAILMENTS}\n`);
