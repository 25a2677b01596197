import type { EncodedSentence } from './encode.ts';
import type { Entailment, SentencePair } from './entailment.ts';
import { pairKey } from './pair-key.ts';
import { sentenceKey } from './vectors-file.ts';

/** Sentences that one run encodes at most, where vectors are missing. Counted, so that every machine leaves out the same ones. */
export const MOST_ENCODED = 4000;

/** Where what a network makes comes from. */
export interface Means<Made> {
  /** What was made before, by key. */
  readonly known: (key: string) => Made | undefined;
  /** Told of everything that was made now: to be kept. */
  readonly keep?: (key: string, made: Made) => void;
  readonly progress?: (done: number, of: number) => void;
  readonly most?: number;
}

export interface Sources extends Means<EncodedSentence> {
  readonly encode: (text: string) => Promise<EncodedSentence>;
}

/**
 * The vectors of these sentences, by text: known ones and, in the order given, up to `most` that are encoded now. What is left over
 * is missing from the answer and cannot be compared.
 */
export function completeVectors(
  texts: readonly string[],
  { encode, most = MOST_ENCODED, ...means }: Sources,
): Promise<ReadonlyMap<string, EncodedSentence>> {
  return complete([...new Set(texts)], { ...means, most, keyOf: sentenceKey, make: encode });
}

export interface EntailmentSources extends Means<Entailment> {
  readonly entail: (pair: SentencePair) => Promise<Entailment>;
}

/** What a cross-encoder says of these pairs, known or made now: every pair is in the answer. */
export function completeEntailments(
  pairs: readonly SentencePair[],
  { entail, ...means }: EntailmentSources,
): Promise<ReadonlyMap<SentencePair, Entailment>> {
  return complete(pairs, { ...means, keyOf: pairKey, make: entail });
}

async function complete<Item, Made>(
  items: readonly Item[],
  {
    keyOf,
    make,
    known,
    keep,
    progress,
    most = items.length,
  }: Means<Made> & {
    readonly keyOf: (item: Item) => string;
    readonly make: (item: Item) => Promise<Made>;
  },
): Promise<ReadonlyMap<Item, Made>> {
  const found = new Map<Item, Made>();
  const missing: Item[] = [];
  for (const item of items) {
    const made = known(keyOf(item));
    if (made) found.set(item, made);
    else if (missing.length < most) missing.push(item);
  }
  let done = 0;
  // All at once: how many run beside each other is the network's to decide.
  await Promise.all(
    missing.map(async (item) => {
      const made = await make(item);
      found.set(item, made);
      keep?.(keyOf(item), made);
      done += 1;
      progress?.(done, missing.length);
    }),
  );
  return found;
}
