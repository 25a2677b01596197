import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VECTORS_PREFIX, vectorsKey } from '../../../lambdas/aws/stores/articles/vectors.ts';
import { ENTAILMENTS_KEY } from '../../../lambdas/aws/stores/entailments.ts';
import { textsOfTopic, textsToEncode } from '../../../lambdas/claims/statements/chosen.ts';
import type { EncodedSentence } from '../../../lambdas/encoder/encode.ts';
import { ENTAILMENT_VERSION } from '../../../lambdas/encoder/entailment.ts';
import { readEntailments, writeEntailments } from '../../../lambdas/encoder/entailments-file.ts';
import { readVectors, sentenceKey, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';
import { readGuarded } from '../../../lambdas/guard/guard.ts';
import type { Topic } from '../../../lambdas/types.ts';
import { CACHE_FOLDER } from '../cache-folder.ts';
import type { Bucket } from '../emulators/s3/bucket.ts';
import { SAMPLE_ENTAILMENTS } from './sample-vectors.ts';
import { openVectorCache } from './vector-cache.ts';

const cache = openVectorCache();
/** What the cross-encoder said for this machine's last edition. */
const LAST_ENTAILMENTS = join(CACHE_FOLDER, 'entailments', ENTAILMENT_VERSION, 'last.json');

/**
 * Lays the vectors of a file beside where its article will stand, if this machine has encoded all its sentences before: the
 * vectors function finds them there and leaves them as they are, since the same text always has the same.
 */
export async function layKnownVectors(
  archive: Bucket,
  { key, bytes, version }: { readonly key: string; readonly bytes: Uint8Array; readonly version: string },
): Promise<void> {
  await lay(archive, version, await textsIn(key, bytes));
}

/** The same for the topic's own texts, which compose looks for beside those of the articles. */
export async function layTopicVectors(archive: Bucket, topic: Topic): Promise<void> {
  const { version, texts } = textsOfTopic(topic);
  await lay(archive, version, texts);
}

async function lay(archive: Bucket, version: string, texts: readonly string[]): Promise<void> {
  const known = new Map<string, EncodedSentence>();
  for (const text of texts) {
    const name = sentenceKey(text);
    const sentence = cache.known(name);
    if (sentence === undefined) return;
    known.set(name, sentence);
  }
  if (known.size > 0) await archive.put(vectorsKey(version), writeVectors(known));
}

/** Keeps what the pipeline has encoded for later runs on this machine. */
export async function keepVectors(archive: Bucket): Promise<void> {
  for (const key of await archive.list(VECTORS_PREFIX)) {
    for (const [name, sentence] of readVectors(await archive.get(key)) ?? [])
      if (cache.known(name) === undefined) cache.keep(name, sentence);
  }
}

/** Lays what the cross-encoder said of the samples and for this machine's last edition to where compose looks for it. */
export async function layKnownEntailments(archive: Bucket): Promise<void> {
  const known = [SAMPLE_ENTAILMENTS, LAST_ENTAILMENTS].flatMap((path) =>
    existsSync(path) ? [...(readEntailments(readFileSync(path, 'utf8')) ?? [])] : [],
  );
  if (known.length > 0) await archive.put(ENTAILMENTS_KEY, Buffer.from(writeEntailments(new Map(known))));
}

/** Keeps what it said now for the next run on this machine. */
export async function keepEntailments(archive: Bucket): Promise<void> {
  const found = (await archive.list(ENTAILMENTS_KEY)).includes(ENTAILMENTS_KEY);
  if (!found) return;
  const bytes = await archive.get(ENTAILMENTS_KEY);
  try {
    mkdirSync(dirname(LAST_ENTAILMENTS), { recursive: true });
    writeFileSync(LAST_ENTAILMENTS, bytes);
  } catch {
    // A folder that cannot be written costs only time.
  }
}

async function textsIn(key: string, bytes: Uint8Array): Promise<readonly string[]> {
  try {
    return textsToEncode([await readGuarded({ key, bytes })]);
  } catch {
    // Intake says what is wrong with a file; here it only has no sentences.
    return [];
  }
}
