import { createHmac } from 'node:crypto';

/** What the one secret yields. `readerKey` never rotates; token keys do, and each token names the one it was made with. */
export interface Keys {
  readonly readerKey: Uint8Array;
  /** Two characters `[A-Za-z0-9]`, the version that new tokens are made with. */
  readonly current: string;
  /** The key of a version, or null when there never was one. */
  readonly tokenKey: (version: string) => Uint8Array | null;
}

const VERSION = /^[A-Za-z0-9]{2}$/;
/** The version that `master` itself serves, until `masters` has another for it. */
const FIRST = '01';

/**
 * Reads the secret `{ "master", "tokenKeyVersion": "01", "masters"?: { "02": … } }`.
 * To rotate: add a master under `masters`, as long as the first, then name it in `tokenKeyVersion`; old links go on working.
 * Throws on a broken secret, with a sentence that names no key.
 */
export function keysFrom(secret: string): Keys {
  const { master, tokenKeyVersion, rotated } = parse(secret);
  return {
    readerKey: derive(master, 'reader-id'),
    current: tokenKeyVersion,
    tokenKey: (version) => {
      if (!VERSION.test(version)) return null;
      const own = rotated.get(version) ?? (version === FIRST ? master : undefined);
      return own === undefined ? null : derive(own, `token:${version}`);
    },
  };
}

function parse(secret: string) {
  const { master, tokenKeyVersion, masters } = fields(JSON.parse(secret), 'secret');
  if (typeof master !== 'string' || master.length < 32) {
    throw new Error('The secret has no "master" of at least 32 characters.');
  }
  if (typeof tokenKeyVersion !== 'string' || !VERSION.test(tokenKeyVersion)) {
    throw new Error('The secret has no "tokenKeyVersion" of two letters or digits.');
  }
  const rotated = new Map<string, string>();
  for (const [version, value] of Object.entries(fields(masters ?? {}, 'secret\'s "masters"'))) {
    if (!VERSION.test(version)) {
      throw new Error(`In the secret's "masters", "${version}" is no version: it has two letters or digits.`);
    }
    if (typeof value !== 'string' || value.length < master.length) {
      throw new Error(
        `In the secret's "masters", "${version}" must be a text of at least ${master.length} characters, as long as "master".`,
      );
    }
    rotated.set(version, value);
  }
  if (tokenKeyVersion !== FIRST && !rotated.has(tokenKeyVersion)) {
    throw new Error(
      `The secret's "tokenKeyVersion" is "${tokenKeyVersion}", and "masters" has no such version.`,
    );
  }
  return { master, tokenKeyVersion, rotated };
}

function fields(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`The ${name} is not a JSON object.`);
  }
  return { ...value };
}

function derive(master: string, purpose: string): Uint8Array {
  return createHmac('sha256', master).update(`communique:${purpose}`).digest();
}
