import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from './keys.ts';

/** What a token lets its bearer do. One purpose's token is worthless for another. */
export type Purpose = 'leave' | 'preferences';

/** Version (2), reader id (22), MAC (32): all `[A-Za-z0-9_-]`, so it needs no escaping in a url or a header. */
export const TOKEN_LENGTH = 56;

/** A link's secret part for one reader and one purpose. Never expires. */
export function makeToken(purpose: Purpose, reader: string, keys: Keys): string {
  const key = keys.tokenKey(keys.current);
  if (key === null) throw new Error(`The secret has no master for token key version "${keys.current}".`);
  return `${keys.current}${reader}${mac(purpose, keys.current, reader, key)}`;
}

/** The reader id of a genuine token, else null. Takes the same time for every forged one. */
export function readToken(purpose: Purpose, token: string, keys: Keys): string | null {
  if (!/^[A-Za-z0-9_-]{56}$/.test(token)) return null;
  const version = token.slice(0, 2);
  const reader = token.slice(2, 24);
  const key = keys.tokenKey(version);
  // An unknown version is compared too, against a key that nobody has.
  const expected = mac(purpose, version, reader, key ?? keys.readerKey);
  const genuine = timingSafeEqual(Buffer.from(token.slice(24)), Buffer.from(expected));
  return genuine && key !== null ? reader : null;
}

function mac(purpose: Purpose, version: string, reader: string, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(`${purpose}\n${version}\n${reader}`)
    .digest('base64url')
    .slice(0, 32);
}
