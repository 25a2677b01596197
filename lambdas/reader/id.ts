import { createHmac } from 'node:crypto';
import { asciiDomain, bareAddress } from './subscription/address.ts';

/**
 * Two spellings of one mailbox are one reader: bare, NFC, lower case, an international domain in its ASCII form.
 * Providers' own rules (dots, plus) are not guessed.
 */
export function foldAddress(address: string): string {
  const folded = bareAddress(address).toLowerCase();
  const at = folded.lastIndexOf('@') + 1;
  return folded.slice(0, at) + (asciiDomain(folded.slice(at)) || folded.slice(at));
}

/** 22 characters `[A-Za-z0-9_-]` (132 bits) that name a reader without telling the address. */
export function readerId(address: string, readerKey: Uint8Array): string {
  return createHmac('sha256', readerKey).update(foldAddress(address)).digest('base64url').slice(0, 22);
}

/** 22 characters that name the network that a request came from, for a counter. Told apart from reader ids by the line break. */
export function networkId(network: string, readerKey: Uint8Array): string {
  return createHmac('sha256', readerKey).update(`network\n${network}`).digest('base64url').slice(0, 22);
}

/** 22 characters that name a mailbox, for a counter. Told apart from reader ids and networks by its beginning. */
export function mailboxId(mailbox: string, readerKey: Uint8Array): string {
  return createHmac('sha256', readerKey).update(`mailbox\n${mailbox}`).digest('base64url').slice(0, 22);
}

/** The first `bits` (0 … 24) of a reader id, as a number. */
export function leadingBits(id: string, bits: number): number {
  const bytes = Buffer.from(id.slice(0, 4), 'base64url');
  return bits === 0 ? 0 : bytes.readUIntBE(0, 3) >>> (24 - bits);
}
