import { completeEntailments } from '../../encoder/complete.ts';
import type { CrossEncoder, Entail, Entailment } from '../../encoder/entailment.ts';
import { readEntailments, writeEntailments } from '../../encoder/entailments-file.ts';
import { pairKey } from '../../encoder/pair-key.ts';
import type { Bucket } from '../archive.ts';

/** What the cross-encoder said for the last edition or draft: most of the next one's pairs are the same. */
export const ENTAILMENTS_KEY = 'entailments.json';

/** Asks the cross-encoder, which is opened only for pairs that the last edition did not have. */
export function entailedInArchive(archive: Bucket, openCrossEncoder: () => CrossEncoder): Entail {
  const asked = new Map<string, Entailment>();
  return async (pairs) => {
    const text = await archive.text(ENTAILMENTS_KEY);
    const known = (text === null ? null : readEntailments(text)) ?? new Map<string, Entailment>();
    let crossEncoder: CrossEncoder | undefined;
    try {
      const found = await completeEntailments(pairs, {
        known: (key) => known.get(key) ?? asked.get(key),
        entail(pair) {
          crossEncoder ??= openCrossEncoder();
          return crossEncoder.entail(pair);
        },
      });
      for (const [pair, entailment] of found) asked.set(pairKey(pair), entailment);
      if (crossEncoder !== undefined)
        await archive.put(ENTAILMENTS_KEY, writeEntailments(asked), { contentType: 'application/json' });
      return found;
    } finally {
      await crossEncoder?.close();
    }
  };
}
