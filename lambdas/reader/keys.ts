import { createHmac } from 'node:crypto';

/** What the one secret yields. `readerKey` never rotates; token keys do, and each token names the one it was made with. */
export interface Keys {
  readonly readerKey: Uint8Array;
  /** Two characters `[A-Za-z0-9]`, the version that new tokens are made with. */
  readonly current: string;
  /** The key of a version, or null when there never was one. */
  readonly tokenKey: (version: string) => Uint8Array | null;
}

/**
 * Reads the secret `{ "master", "tokenKeyVersion": "01", "masters"?: { "02": … } }`.
 * To rotate: add a master under `masters`, then name it in `tokenKeyVersion`; old links go on working. Throws on a broken secret.
 */
export function keysFrom(secret: string): Keys {
  const { master, tokenKeyVersion, masters } = parse(secret);
  return {
    readerKey: derive(master, 'reader-id'),
    current: tokenKeyVersion,
    tokenKey: (version) => {
      if (!/^[A-Za-z0-9]{2}$/.test(version)) return null;
      const own = masters[version] ?? (version === '01' ? master : undefined);
      return own === undefined ? null : derive(own, `token:${version}`);
    },
  };
}

function parse(secret: string) {
  const value: unknown = JSON.parse(secret);
  if (typeof value !== 'object' || value === null) throw new Error('The secret is not a JSON object.');
  const { master, tokenKeyVersion, masters } = value as Record<string, unknown>;
  if (typeof master !== 'string' || master.length < 32) {
    throw new Error('The secret has no "master" of at least 32 characters.');
  }
  if (typeof tokenKeyVersion !== 'string' || !/^[A-Za-z0-9]{2}$/.test(tokenKeyVersion)) {
    throw new Error('The secret has no "tokenKeyVersion" of two letters or digits.');
  }
  return { master, tokenKeyVersion, masters: (masters ?? {}) as Readonly<Record<string, string>> };
}

function derive(master: string, purpose: string): Uint8Array {
  return createHmac('sha256', master).update(`communique:${purpose}`).digest();
}
