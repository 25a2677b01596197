import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { headerAddress } from '../../lambdas/edition/mail/personalize.ts';
import { foldAddress, readerId } from '../../lambdas/reader/id.ts';
import { readAddress } from '../../lambdas/reader/subscription/address.ts';
import { KEY } from './delivery-model.ts';
import { hostile } from './hostile.ts';

describe('an address', () => {
  test.each([
    ['ada@readers.example.org', 'ada@readers.example.org'],
    ['  Ada.B+news@Readers.Example.ORG\t', 'Ada.B+news@readers.example.org'],
    ['\u200bada@readers.example.org\u200b\ufeff', 'ada@readers.example.org'],
    ['\u202aada@readers.example.org\u202c \u200e', 'ada@readers.example.org'],
    ['<ada@readers.example.org>', 'ada@readers.example.org'],
    ['mailto:ada@readers.example.org', 'ada@readers.example.org'],
    ['MAILTO:ada%2Bnews@readers.example.org?subject=Hello%20there', 'ada+news@readers.example.org'],
    ['<mailto:ada@readers.example.org>', 'ada@readers.example.org'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['олена@приклад.укр'.replace('олена', 'olena'), 'olena@xn--80aikifvh.xn--j1amh'],
    ['ada@readers。example。org', 'ada@readers.example.org'],
    ["o'hara@readers.example.org", "o'hara@readers.example.org"],
    ['=1+1@readers.example.org', '=1+1@readers.example.org'],
    [`${'a'.repeat(64)}@readers.example.org`, `${'a'.repeat(64)}@readers.example.org`],
  ])('%j is %s', (text, address) => {
    expect(readAddress(text)).toEqual({ kind: 'address', address });
    expect(headerAddress(address)).toBe(address);
  });

  test.each([
    ['', 'empty'],
    [' \u00a0\u3000 ', 'empty'],
    ['a'.repeat(10_000), 'too-long'],
    [`${'a'.repeat(10_000)}@x.example`, 'too-long'],
    [`${'a'.repeat(65)}@x.example`, 'local'],
    [`a@${`${'b'.repeat(60)}.`.repeat(5)}example`, 'too-long'],
    ['ada', 'no-at'],
    ['ada＠x.example', 'no-at'],
    ['a@x.example,b@x.example', 'several'],
    ['a@b@x.example', 'several'],
    ['Ada <a@x.example>', 'several'],
    ['<a@x.example', 'several'],
    ['ada b@x.example', 'several'],
    ['"ada b"@x.example', 'quoted'],
    ['олена@x.example', 'beyond-ascii'],
    ['=?utf-8?q?ada?=@x.example', 'encoded'],
    ['=?UTF-8?B?YWRh?=@x.example', 'encoded'],
    ['=?UTF-8?B?YWRh?= <a@x.example>', 'several'],
    ['ad\u200ba@x.example', 'invisible'],
    ['ada@x\u00ad.example', 'invisible'],
    ['mailto:a@x.example,b@x.example', 'several'],
    ['mailto:a@x.example%0d%0aBcc:b@x.example', 'several'],
    ['mailto:', 'empty'],
    ['<>', 'empty'],
    ['.ada@x.example', 'local'],
    ['a..b@x.example', 'local'],
    ['a(comment)@x.example', 'local'],
    ['a\0@x.example', 'local'],
    ['a@x.example\0', 'domain'],
    ['a@x.example\r\nBcc: b@x.example', 'several'],
    ['a@x.example%0d%0aBcc:b', 'domain'],
    ['a@x', 'domain'],
    ['a@localhost', 'domain'],
    ['a@192.0.2.1', 'domain'],
    ['a@[192.0.2.1]', 'domain'],
    ['a@ex%41mple.org', 'domain'],
    ['a@x_y.example', 'domain'],
    ['a@-x.example', 'domain'],
    ['a@x..example', 'domain'],
    ['a@x.example.', 'domain'],
    [`a@${'b'.repeat(64)}.example`, 'domain'],
  ])('%j is none, and it is said why', (text, problem) => {
    expect(readAddress(text)).toEqual({ kind: 'problem', problem });
  });

  it('that is accepted can stand in a header and in a call of SES as it is, whatever was typed', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const reading = readAddress(text);
        if (reading.kind === 'problem') return;
        const { address } = reading;
        expect(address).toMatch(/^[!-~]{1,64}@[a-z0-9.-]+$/);
        expect(address.length).toBeLessThanOrEqual(254);
        expect(address).not.toMatch(/[\s,;:<>()[\]"\\]/);
        expect(address.split('@')).toHaveLength(2);
        expect(headerAddress(address)).toBe(address);
        // What is kept is read again as itself, and names the same reader as what was typed.
        expect(readAddress(address)).toEqual(reading);
        expect(readerId(text, KEY)).toBe(readerId(address, KEY));
      }),
      { numRuns: 6_200 },
    );
  });

  it('is accepted whenever it is a plain one', () => {
    const local = fc.stringMatching(/^[a-z0-9]{1,10}([.+_-][a-z0-9]{1,10}){0,2}$/);
    const domain = fc.domain().filter((name) => /\.[a-z]{2,}$/.test(name));
    fc.assert(
      fc.property(local, domain, (name, host) => {
        const address = `${name}@${host.toLowerCase()}`;
        expect(readAddress(` ${address.toUpperCase()} `)).toMatchObject({ kind: 'address' });
        expect(foldAddress(address.toUpperCase())).toBe(address);
      }),
      { numRuns: 1_000 },
    );
  });
});
