import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { composeMessage } from '../../lambdas/edition/mail/message.ts';
import {
  headerAddress,
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
  personalize,
} from '../../lambdas/edition/mail/personalize.ts';
import { edition, fullStory, render, settings } from './sample.ts';

const TOKEN = 'T'.repeat(56);
const OTHER = 'P'.repeat(56);
const ADDRESS = 'sam@readers.example.org';
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const token = fc
  .array(fc.constantFrom(...letters), { minLength: 56, maxLength: 56 })
  .map((all) => all.join(''));
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

let message: Uint8Array;
beforeAll(async () => {
  const told = edition([fullStory('A')]);
  message = await composeMessage(told, await render(told), { language: 'en', settings, depth: 'full' });
});

describe('a reader’s copy', () => {
  it('has the reader’s tokens at all six places, and nothing else is changed', async () => {
    const plain = await PostalMime.parse(message);
    await fc.assert(
      fc.asyncProperty(token, token, async (leave, preferences) => {
        fc.pre(leave !== preferences);
        const mail = personalize(message, { address: ADDRESS, token: leave, preferences });
        const parsed = await PostalMime.parse(mail);
        const swapped = (text: string | undefined) =>
          text?.replaceAll(PLACEHOLDER_TOKEN, leave).replaceAll(PLACEHOLDER_PREFERENCES, preferences);
        expect(parsed.html).toBe(swapped(plain.html));
        expect(parsed.text).toBe(swapped(plain.text));
        const all = [parsed.html, parsed.text, ...parsed.headers.map(({ value }) => value)].join('\n');
        expect(all.split(leave)).toHaveLength(4);
        expect(all.split(preferences)).toHaveLength(4);
        expect(all).not.toContain('PLACEHOLDER');
      }),
      { numRuns: 25 },
    );
  });

  it('is the same in the memory of another reader’s copy, whose address was longer or shorter', () => {
    let room: Uint8Array | undefined;
    fc.assert(
      fc.property(fc.emailAddress(), token, token, (address, leave, preferences) => {
        const recipient = { address, token: leave, preferences };
        room = personalize(message, recipient, room);
        expect(Buffer.compare(room, personalize(message, recipient))).toBe(0);
      }),
      { numRuns: 40 },
    );
    const grown = personalize(message.slice(), { address: ADDRESS, token: TOKEN, preferences: OTHER }, room);
    expect(grown.buffer).toBe(room?.buffer);
  });

  it('is addressed to any plain address', async () => {
    await fc.assert(
      fc.asyncProperty(fc.emailAddress(), async (address) => {
        const { to } = await PostalMime.parse(
          personalize(message, { address, token: TOKEN, preferences: OTHER }),
        );
        expect(to).toMatchObject([{ address }]);
      }),
      { numRuns: 40 },
    );
  });

  // Quoted-printable cuts lines wherever they get too long: in 54 of 100 mails inside a token.
  it('is whole wherever a soft break falls into a token', () => {
    for (let at = 0; at <= PLACEHOLDER_TOKEN.length; at += 1) {
      const cut = `${PLACEHOLDER_TOKEN.slice(0, at)}=\r\n${PLACEHOLDER_TOKEN.slice(at)}`;
      const form = `X-Communique-Tokens: token=1 preferences=0\r\nTo: reader@placeholder.invalid\r\n\r\n<${cut}>\r\n`;
      const copy = Buffer.from(
        personalize(bytesOf(form), { address: ADDRESS, token: TOKEN, preferences: OTHER }),
      ).toString();
      expect(copy).toBe(`To: ${ADDRESS}\r\n\r\n<${TOKEN.slice(0, at)}=\r\n${TOKEN.slice(at)}>\r\n`);
    }
  });

  it('leaves the composed message as it was', () => {
    const before = Buffer.from(message).toString('latin1');
    personalize(message, { address: 'a@b.example', token: TOKEN, preferences: OTHER });
    expect(Buffer.from(message).toString('latin1')).toBe(before);
  });

  test.each([
    [
      'a token is missing',
      'X-Communique-Tokens: token=2 preferences=0\r\nTo: reader@placeholder.invalid\r\n\r\n',
      PLACEHOLDER_TOKEN,
    ],
    [
      'a token is hurt',
      'X-Communique-Tokens: token=1 preferences=0\r\nTo: reader@placeholder.invalid\r\n\r\n',
      PLACEHOLDER_TOKEN.slice(1),
    ],
    [
      'there is one too many',
      'X-Communique-Tokens: token=0 preferences=0\r\nTo: reader@placeholder.invalid\r\n\r\n',
      PLACEHOLDER_TOKEN,
    ],
    [
      'a token of the other kind is missing',
      'X-Communique-Tokens: token=1 preferences=1\r\nTo: reader@placeholder.invalid\r\n\r\n',
      PLACEHOLDER_TOKEN,
    ],
    [
      'the address has no place',
      'X-Communique-Tokens: token=1 preferences=0\r\nTo: nobody\r\n\r\n',
      PLACEHOLDER_TOKEN,
    ],
    ['it was not composed here', 'To: reader@placeholder.invalid\r\n\r\n', PLACEHOLDER_TOKEN],
  ])('is refused when %s', (_why, head, body) => {
    expect(() =>
      personalize(bytesOf(head + body), { address: ADDRESS, token: TOKEN, preferences: OTHER }),
    ).toThrow();
  });

  test.each(['', 'short', 'T'.repeat(57), `${'T'.repeat(55)}=`, `${'T'.repeat(54)}\r\n`])(
    'is refused for the token %j',
    (own) => {
      expect(() => personalize(message, { address: ADDRESS, token: own, preferences: OTHER })).toThrow(
        /token/,
      );
    },
  );

  it('is refused without a token of the preferences where the message links to them', () => {
    expect(() => personalize(message, { address: ADDRESS, token: TOKEN })).toThrow(/preferences/);
    const notice = `X-Communique-Tokens: token=1 preferences=0\r\nTo: reader@placeholder.invalid\r\n\r\n${PLACEHOLDER_TOKEN}`;
    const copy = personalize(bytesOf(notice), { address: ADDRESS, token: TOKEN });
    expect(Buffer.from(copy).toString()).toContain(TOKEN);
  });
});

describe('an address in a header', () => {
  test.each([
    ['sam@readers.example.org', 'sam@readers.example.org'],
    ["o'neil+news@mail.example", "o'neil+news@mail.example"],
    ['olena@пошта.укр', 'olena@xn--80a1acn3a.xn--j1amh'],
  ])('stands as %s → %s', (address, header) => {
    expect(headerAddress(address)).toBe(header);
  });

  test.each([
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example, c@d.example',
    'Sam <sam@b.example>',
    '"a b"@c.example',
    'олена@пошта.укр',
    'a@b',
    'a@@b.example',
    '@b.example',
    'a@',
    'a b@c.example',
    'a.@c.example',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b.'.repeat(130)}example`,
    'a@-b.example',
    '',
  ])('is refused: %j', (address) => {
    expect(() => headerAddress(address)).toThrow(/address/);
  });
});
