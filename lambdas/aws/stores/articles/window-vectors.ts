import { completeVectors, MOST_ENCODED } from '../../../encoder/complete.ts';
import type { EncodedSentence, Encoder } from '../../../encoder/encode.ts';
import { sentenceKey } from '../../../encoder/vectors-file.ts';
import type { VectorStore } from './vectors.ts';

/** Files read side by side. */
const FETCHES = 16;

/** An article by its version, with the texts of it that want vectors, what it opens with first. */
export interface TextsOfArticle {
  readonly version: string;
  readonly texts: readonly string[];
}

export interface WindowVectorsMeans {
  readonly store: VectorStore;
  /** Opened only if something is missing. */
  readonly openEncoder: () => Pick<Encoder, 'encode' | 'close'>;
  /** Sentences that are encoded at most; the rest is not comparable. */
  readonly most?: number;
}

/**
 * The vectors of all sentences of a window: what stands beside the articles, and what is missing made now, up to a counted
 * number. What was made is kept for the next edition.
 */
export async function vectorsOfWindow(
  articles: readonly TextsOfArticle[],
  { store, openEncoder, most = MOST_ENCODED }: WindowVectorsMeans,
): Promise<(text: string) => EncodedSentence | null> {
  const ordered = articles.toSorted((a, b) => (a.version < b.version ? -1 : a.version > b.version ? 1 : 0));
  const known = new Map<string, EncodedSentence>();
  const missing: TextsOfArticle[] = [];
  for (let at = 0; at < ordered.length; at += FETCHES) {
    const some = ordered.slice(at, at + FETCHES);
    const found = await Promise.all(some.map(({ version }) => store.read(version)));
    for (const [index, vectors] of found.entries()) {
      const article = some[index];
      if (vectors === null && article !== undefined) missing.push(article);
      for (const [key, sentence] of vectors ?? []) known.set(key, sentence);
    }
  }
  if (missing.length > 0) await complete(missing, known, { store, openEncoder, most });
  return (text) => known.get(sentenceKey(text)) ?? null;
}

async function complete(
  articles: readonly TextsOfArticle[],
  known: Map<string, EncodedSentence>,
  { store, openEncoder, most }: Required<WindowVectorsMeans>,
): Promise<void> {
  const encoder = openEncoder();
  try {
    await completeVectors(inRounds(articles), {
      known: (key) => known.get(key),
      keep: (key, sentence) => known.set(key, sentence),
      encode: encoder.encode,
      most,
    });
  } finally {
    await encoder.close();
  }
  for (const article of articles) {
    const keys = article.texts.map(sentenceKey);
    const own = keys.flatMap((key) => {
      const sentence = known.get(key);
      return sentence === undefined ? [] : [[key, sentence] as const];
    });
    // Half of an article's vectors would keep the rest from ever being made.
    if (own.length === keys.length) await store.keep(article.version, new Map(own));
  }
}

/** First what every article opens with, then every second text, and so on: where the count ends, every article has its beginning. */
function inRounds(articles: readonly TextsOfArticle[]): readonly string[] {
  const longest = articles.reduce((most, { texts }) => Math.max(most, texts.length), 0);
  const ordered = new Set<string>();
  for (let place = 0; place < longest; place += 1)
    for (const { texts } of articles) ordered.add(texts[place] ?? '');
  ordered.delete('');
  return [...ordered];
}
