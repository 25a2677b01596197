import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAddress, leadingBits, readerId } from '../../lambdas/reader/id.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import {
  LIFETIME,
  makeOnceToken,
  makeToken,
  type OncePurpose,
  readOnceToken,
  readToken,
  TOKEN_LENGTH,
} from '../../lambdas/reader/token.ts';
import { aReader, KEY } from './delivery-model.ts';

const MASTER = 'm'.repeat(64);
const first = keysFrom(JSON.stringify({ master: MASTER, tokenKeyVersion: '01' }));
const rotated = keysFrom(
  JSON.stringify({ master: MASTER, tokenKeyVersion: '02', masters: { '02': 'n'.repeat(64) } }),
);
const { id } = aReader('ada');

describe('a token', () => {
  it('has one length and letters that need no escaping, and tells whose it is', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const reader = readerId(address, KEY);
        const token = makeToken('leave', reader, first);
        expect(token).toMatch(/^[A-Za-z0-9_-]{24}[A-Za-z0-9]{32}$/);
        expect(token).toHaveLength(TOKEN_LENGTH);
        expect(readToken('leave', token, first)).toBe(reader);
      }),
    );
  });

  it('goes on working after the keys were rotated, while new ones are made with the new key', () => {
    const old = makeToken('leave', id, first);
    expect(readToken('leave', old, rotated)).toBe(id);
    expect(makeToken('leave', id, rotated).startsWith('02')).toBe(true);
    expect(readToken('leave', makeToken('leave', id, rotated), first)).toBeNull();
  });

  // Made by the release before, for the reader ada: letters of base64url, which could end with a sign.
  it.each([
    ['leave', '01EjyH4Gj5uC6cETl_5yp9Fk9CjaFBSe0JQSHitm9q3cS4ibAXzU4ZJ3'],
    ['preferences', '01EjyH4Gj5uC6cETl_5yp9FkQoSoC9TXBrVwlCd8qewBa9snhByHgYxM'],
  ] as const)('that was mailed earlier goes on working: %s %s', (purpose, token) => {
    expect(readToken(purpose, token, first)).toBe(id);
    expect(readToken(purpose, `${token.slice(0, -1)}A`, first)).toBeNull();
  });

  it('is worth nothing once any letter of it is another', () => {
    const token = makeToken('leave', id, first);
    const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
    fc.assert(
      fc.property(fc.nat(TOKEN_LENGTH - 1), letters, (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(readToken('leave', token.slice(0, at) + letter + token.slice(at + 1), first)).toBeNull();
      }),
    );
  });

  it.each([[''], ['x'], ['A'.repeat(56)], ['A'.repeat(57)], ['é'.repeat(56)], [`${'A'.repeat(55)}\n`]])(
    'is refused when it is %j',
    (token) => expect(readToken('leave', token, first)).toBeNull(),
  );

  it('cannot be made with another secret', () => {
    const other = keysFrom(JSON.stringify({ master: 'x'.repeat(64), tokenKeyVersion: '01' }));
    expect(readToken('leave', makeToken('leave', id, other), first)).toBeNull();
  });
});

describe('a token that works once', () => {
  const ISSUED = Date.parse('2023-09-14T07:00:00.123Z');
  const HOUR = 3_600_000;
  const purposes: readonly OncePurpose[] = ['confirm', 'export', 'erase'];

  it('has the length and letters of every token, and tells whose it is and from when', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.nat(4e12), fc.constantFrom(...purposes), (address, at, purpose) => {
        const reader = readerId(address, KEY);
        const token = makeOnceToken(purpose, reader, at, first);
        expect(token).toMatch(/^[A-Za-z0-9_-]{32}[A-Za-z0-9]{24}$/);
        expect(readOnceToken(purpose, token, first, at)).toEqual({ reader, issuedAt: at, isExpired: false });
      }),
    );
  });

  it('that was mailed earlier goes on working, with a sign at its end too', () => {
    const token = '01EjyH4Gj5uC6cETl_5yp9FkAYqSfU2pvTEQYXv8WMpo6dQffCOfHV0-';
    const issuedAt = Date.parse('2023-09-14T07:00:00.041Z');
    expect(readOnceToken('export', token, first, issuedAt)).toEqual({
      reader: id,
      issuedAt,
      isExpired: false,
    });
    expect(readOnceToken('export', `${token.slice(0, -1)}_`, first, issuedAt)).toBeNull();
  });

  it.each<[OncePurpose, number]>([
    ['confirm', 48],
    ['export', 24],
    ['erase', 24],
  ])('to %s expires after %i hours', (purpose, hours) => {
    const token = makeOnceToken(purpose, id, ISSUED, first);
    const at = (now: number) => readOnceToken(purpose, token, first, now)?.isExpired;
    expect(LIFETIME[purpose]).toBe(hours * HOUR);
    expect([at(ISSUED + hours * HOUR - 1), at(ISSUED + hours * HOUR)]).toEqual([false, true]);
  });

  it('is worth nothing once any letter of it is another, its time among them', () => {
    const token = makeOnceToken('erase', id, ISSUED, first);
    for (let at = 0; at < TOKEN_LENGTH; at += 1) {
      for (const letter of 'Aa0_') {
        if (token[at] === letter) continue;
        const altered = token.slice(0, at) + letter + token.slice(at + 1);
        expect(readOnceToken('erase', altered, first, ISSUED)).toBeNull();
      }
    }
  });

  it('is worth nothing for another purpose, nor for ever', () => {
    const every = [
      ...purposes.map((purpose) => [purpose, makeOnceToken(purpose, id, ISSUED, first)] as const),
      ...(['leave', 'preferences'] as const).map(
        (purpose) => [purpose, makeToken(purpose, id, first)] as const,
      ),
    ];
    for (const [made, token] of every) {
      const read = [
        ...purposes.filter((purpose) => readOnceToken(purpose, token, first, ISSUED) !== null),
        ...(['leave', 'preferences'] as const).filter((purpose) => readToken(purpose, token, first) !== null),
      ];
      expect(read).toEqual([made]);
    }
  });

  it('follows the keys when they are rotated', () => {
    const old = makeOnceToken('confirm', id, ISSUED, first);
    expect(readOnceToken('confirm', old, rotated, ISSUED)).toMatchObject({ reader: id });
    expect(readOnceToken('confirm', makeOnceToken('confirm', id, ISSUED, rotated), first, ISSUED)).toBeNull();
  });
});

const secretWith = (masters: unknown) => JSON.stringify({ master: MASTER, tokenKeyVersion: '02', masters });

describe('a secret that is broken', () => {
  it.each([
    ['[]', /not a JSON object/],
    ['{}', /master/],
    ['{"master":"short","tokenKeyVersion":"01"}', /32 characters/],
    [JSON.stringify({ master: MASTER }), /tokenKeyVersion/],
    [JSON.stringify({ master: MASTER, tokenKeyVersion: 'one' }), /two letters/],
    [JSON.stringify({ master: MASTER, tokenKeyVersion: '02' }), /"masters" has no such version/],
    [secretWith({ '02': 'n'.repeat(63) }), /"02" must be a text of at least 64 characters/],
    [secretWith({ '02': 'n'.repeat(64), '03': '' }), /"03" must be/],
    [secretWith({ '02': 'n'.repeat(64), '03': 7 }), /"03" must be/],
    [secretWith({ '02': 'n'.repeat(64), three: 'n'.repeat(64) }), /"three" is no version/],
    [secretWith('n'.repeat(64)), /"masters" is not a JSON object/],
  ])('%s is an error that says what is missing', (secret, message) => {
    expect(() => keysFrom(secret)).toThrow(message);
  });
});

describe('a reader id', () => {
  it('is the same for two spellings of one address and tells nothing of it', () => {
    expect(foldAddress('  Ada@Readers.Example.org ')).toBe('ada@readers.example.org');
    expect(readerId('ADA@readers.example.org', KEY)).toBe(readerId('ada@readers.example.org', KEY));
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(readerId('ada@readers.example.org', new TextEncoder().encode('another key'))).not.toBe(id);
  });

  it('gives its leading bits from the front', () => {
    expect(leadingBits('gAAA', 1)).toBe(1);
    expect(leadingBits('gAAA', 4)).toBe(8);
    expect(leadingBits('AP__', 8)).toBe(0);
    expect(leadingBits('____', 24)).toBe(0xffffff);
    expect(leadingBits('____', 0)).toBe(0);
  });
});
