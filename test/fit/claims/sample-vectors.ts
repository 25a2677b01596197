/**
 * Writes the vectors of the sample articles' sentences, and of the topic's, to `test/articles.vec`, so that tests and a first `npm start` load no
 * model: `node test/fit/claims/sample-vectors.ts`. To be run again when a sample article or the model changes; a test says so.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { briefingFile, readBriefing } from '../../../infra/briefing.ts';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { SAMPLE_VECTORS } from '../../../infra/local/dry-run/sample-vectors.ts';
import { InvalidUpload } from '../../../lambdas/article/invalid-upload.ts';
import { textsToEncode } from '../../../lambdas/claims/statements/chosen.ts';
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
