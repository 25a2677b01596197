import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from './keys.ts';

/** What a token lets its bearer do for ever (`never` names a mailbox, the others a reader). One purpose's token is worthless for another. */
export type Purpose = 'leave' | 'preferences' | 'never';

/** What a token lets its bearer do once (`undo`: any number of times), within its lifetime. `return` is issued at the very instant of leaving. */
export type OncePurpose = 'confirm' | 'export' | 'erase' | 'undo' | 'return' | EditorPurpose;

/** The same for editors: a link to the desk, a session there, and the token of its forms. */
export type EditorPurpose = 'desk' | 'session' | 'form';

const HOUR = 3_600_000;
/** Milliseconds. */
export const LIFETIME: Readonly<Record<OncePurpose, number>> = {
  confirm: 48 * HOUR,
  export: 24 * HOUR,
  erase: 24 * HOUR,
  undo: 7 * 24 * HOUR,
  return: HOUR,
  desk: HOUR / 4,
  session: 8 * HOUR,
  form: 8 * HOUR,
};

/**
 * Version (2), reader id (22), then MAC (32), or issue time (8) and MAC (24, 142 bits): all `[A-Za-z0-9_-]`, so no token
 * needs escaping in a url or a header, and one placeholder fits all. The MAC is letters and digits alone: mail programs that make
 * links of plain text leave a sign at the end out of them.
 */
export const TOKEN_LENGTH = 56;
const ID_END = 24;
const TIME_END = 32;

/** A link's secret part for one reader and one purpose. Never expires. */
export function makeToken(purpose: Purpose, reader: string, keys: Keys): string {
  return signed(purpose, `${keys.current}${reader}`, keys);
}

/** The reader id of a genuine token, else null. Takes the same time for every forged one. */
export function readToken(purpose: Purpose, token: string, keys: Keys): string | null {
  return isGenuine(purpose, token, ID_END, keys) ? token.slice(2, ID_END) : null;
}

/** The same for what expires. `issuedAt` is epoch milliseconds; that it works once is for the reader's row to know. */
export function makeOnceToken(purpose: OncePurpose, reader: string, issuedAt: number, keys: Keys): string {
  const time = Buffer.alloc(6);
  time.writeUIntBE(issuedAt, 0, 6);
  return signed(purpose, `${keys.current}${reader}${time.toString('base64url')}`, keys);
}

export interface OnceToken {
  readonly reader: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly isExpired: boolean;
}

/** What a genuine token says, also after its time, so that its bearer can be told; null for a forged one. `now`: epoch milliseconds. */
export function readOnceToken(
  purpose: OncePurpose,
  token: string,
  keys: Keys,
  now: number,
): OnceToken | null {
  if (!isGenuine(purpose, token, TIME_END, keys)) return null;
  const issuedAt = Buffer.from(token.slice(ID_END, TIME_END), 'base64url').readUIntBE(0, 6);
  return { reader: token.slice(2, ID_END), issuedAt, isExpired: now >= issuedAt + LIFETIME[purpose] };
}

function signed(purpose: string, said: string, keys: Keys): string {
  const key = keys.tokenKey(keys.current);
  if (key === null) throw new Error(`The secret has no master for token key version "${keys.current}".`);
  return said + inLetters(mac(purpose, said, key), TOKEN_LENGTH - said.length);
}

/** Whether the letters from `end` on are the MAC of those before, in its own letters or in those of tokens mailed earlier. */
function isGenuine(purpose: string, token: string, end: number, keys: Keys): boolean {
  if (!/^[A-Za-z0-9_-]{56}$/.test(token)) return false;
  const key = keys.tokenKey(token.slice(0, 2));
  // An unknown version is compared too, against a key that nobody has.
  const digest = mac(purpose, token.slice(0, end), key ?? keys.readerKey);
  const given = Buffer.from(token.slice(end));
  const isNew = timingSafeEqual(given, Buffer.from(inLetters(digest, given.length)));
  const isEarlier = timingSafeEqual(given, Buffer.from(digest.toString('base64url').slice(0, given.length)));
  return (isNew || isEarlier) && key !== null;
}

function mac(purpose: string, said: string, key: Uint8Array): Buffer {
  const parts = [purpose, said.slice(0, 2), said.slice(2, ID_END), said.slice(ID_END)];
  const text = parts.filter((part) => part !== '').join('\n');
  return createHmac('sha256', key).update(text).digest();
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A digest as `length` digits of base 62; of 256 bits up to 32 such digits are as good as random. */
function inLetters(digest: Buffer, length: number): string {
  const base = BigInt(LETTERS.length);
  let rest = BigInt(`0x${digest.toString('hex')}`);
  let letters = '';
  for (let at = 0; at < length; at += 1) {
    letters += LETTERS.charAt(Number(rest % base));
    rest /= base;
  }
  return letters;
}
