import { createHmac } from 'node:crypto';

/** Two spellings of one mailbox are one reader: NFC, trimmed, lower case. Providers' own rules (dots, plus) are not guessed. */
export function foldAddress(address: string): string {
  return address.normalize('NFC').trim().toLowerCase();
}

/** 22 characters `[A-Za-z0-9_-]` (132 bits) that name a reader without telling the address. */
export function readerId(address: string, readerKey: Uint8Array): string {
  return createHmac('sha256', readerKey).update(foldAddress(address)).digest('base64url').slice(0, 22);
}

/** The first `bits` (0 … 24) of a reader id, as a number. */
export function leadingBits(id: string, bits: number): number {
  const bytes = Buffer.from(id.slice(0, 4), 'base64url');
  return bits === 0 ? 0 : bytes.readUIntBE(0, 3) >>> (24 - bits);
}
