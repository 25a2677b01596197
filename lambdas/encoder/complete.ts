import type { EncodedSentence } from './encode.ts';
import { sentenceKey } from './vectors-file.ts';

/** Sentences that one run encodes at most, where vectors are missing. Counted, so that every machine leaves out the same ones. */
export const MOST_ENCODED = 4000;

export interface Sources {
  /** What was encoded before, by `sentenceKey`. */
  readonly known: (key: string) => EncodedSentence | undefined;
  readonly encode: (text: string) => Promise<EncodedSentence>;
  /** Told of every sentence that was encoded now: to be kept. */
  readonly keep?: (key: string, sentence: EncodedSentence) => void;
  readonly progress?: (done: number, of: number) => void;
  readonly most?: number;
}

/**
 * The vectors of these sentences, by text: known ones and, in the order given, up to `most` that are encoded now. What is left over
 * is missing from the answer and cannot be compared.
 */
export async function completeVectors(
  texts: readonly string[],
  { known, encode, keep, progress, most = MOST_ENCODED }: Sources,
): Promise<ReadonlyMap<string, EncodedSentence>> {
  const found = new Map<string, EncodedSentence>();
  const missing: string[] = [];
  for (const text of new Set(texts)) {
    const sentence = known(sentenceKey(text));
    if (sentence) found.set(text, sentence);
    else if (missing.length < most) missing.push(text);
  }
  let done = 0;
  // All at once: how many run beside each other is the encoder's to decide.
  await Promise.all(
    missing.map(async (text) => {
      const sentence = await encode(text);
      found.set(text, sentence);
      keep?.(sentenceKey(text), sentence);
      done += 1;
      progress?.(done, missing.length);
    }),
  );
  return found;
}
