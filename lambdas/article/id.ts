import { createHash } from 'node:crypto';

/** 32 hex digits of SHA-256 over the NFC form of the key: the same for every version of one file. */
export function articleId(key: string): string {
  return createHash('sha256').update(key.normalize('NFC'), 'utf8').digest('hex').slice(0, 32);
}

/** SHA-256 of the bytes, 64 hex digits: what a version *is*, wherever it is stored. */
export function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
