import { createHash } from 'node:crypto';
import type { SentencePair } from './entailment.ts';

/** Names two sentences in this order: 128 bits of a SHA-256, in hex. */
export function pairKey([a, b]: SentencePair): string {
  return createHash('sha256')
    .update(JSON.stringify([a, b]))
    .digest('hex')
    .slice(0, 32);
}
