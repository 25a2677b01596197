import { type Bucket, bucket } from './aws/archive.ts';
import { readModel } from './aws/bundled/model.ts';
import { eachMessage, type Message } from './aws/events.ts';
import { log } from './aws/log.ts';
import { env } from './aws/settings.ts';
import { type VectorStore, vectorStore } from './aws/stores/articles/vectors.ts';
import { textsToEncode } from './claims/statements/chosen.ts';
import { type Encoder, openEncoder } from './encoder/encode.ts';
import { sentenceKey, type Vectors } from './encoder/vectors-file.ts';
import type { Article } from './types.ts';

/** What vectors works on; tests hand in their own. */
export interface VectorsServices {
  readonly archive: Bucket;
  readonly store: VectorStore;
  readonly encoder: () => Promise<Pick<Encoder, 'encode'>>;
}

let kept: VectorsServices | undefined;

/** Each article's sentences become vectors beside it. Nothing waits for them: compose makes what is missing, up to a count. */
export const handler = eachMessage((message) => {
  kept ??= fromEnvironment();
  return encodeArticles(message, kept);
});

function fromEnvironment(): VectorsServices {
  const archive = bucket(env('ARCHIVE_BUCKET'));
  // The model is loaded with the first article that wants vectors: about a second.
  let encoder: Promise<Encoder> | undefined;
  return {
    archive,
    store: vectorStore(archive),
    encoder: () => {
      encoder ??= openEncoder(readModel());
      return encoder;
    },
  };
}

const ARTICLE_KEY = /^articles\/[0-9a-f]{32}\/([0-9a-f]{64})\.json$/;

/** Safe to repeat: what stands there already is left as it is, and the same article always gives the same bytes. */
export async function encodeArticles(
  { changes }: Message,
  { archive, store, encoder }: VectorsServices,
): Promise<void> {
  for (const { key } of changes) {
    const version = ARTICLE_KEY.exec(key)?.[1];
    if (version === undefined || (await store.read(version)) !== null) continue;
    const text = await archive.text(key);
    if (text === null) continue;
    const article: Article = JSON.parse(text);
    const vectors = await encodeAll(textsToEncode([article]), await encoder());
    await store.keep(version, vectors);
    log('info', 'The vectors of an article were written.', { version, sentences: vectors.size });
  }
}

/** One sentence a call: a neighbour would change the bits. */
async function encodeAll(texts: readonly string[], { encode }: Pick<Encoder, 'encode'>): Promise<Vectors> {
  const vectors = new Map<string, Awaited<ReturnType<Encoder['encode']>>>();
  for (const text of texts) vectors.set(sentenceKey(text), await encode(text));
  return vectors;
}
