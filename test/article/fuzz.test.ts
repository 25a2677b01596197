import { describe, expect, it } from 'vitest';
import { BOUNDS, readGuarded } from '../../lambdas/guard/guard.ts';
import { bytes, docx, markdown, mhtml, PARAGRAPHS, TITLE } from './formats/made.ts';

/** No thread can start and answer in this time: what is read all the same was read outside of it. */
const NO_TIME = { ...BOUNDS, milliseconds: 1 };
const prose = `${TITLE}\n\n${PARAGRAPHS.join('\n\n')}`;
const page = `<!doctype html><html><body>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</body></html>`;
const front = Buffer.from(markdown()).toString('utf8');
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

describe('what is parsed outside of the guard’s thread', () => {
  it.each([
    ['a page after an ideographic space', bytes(`\u3000${page}`)],
    ['a page after two byte order marks', bytes(`\ufeff\ufeff${page}`)],
    ['a page in UTF-16', utf16(`\ufeff\u3000${page}`)],
    [
      'a page after an ideographic space in Shift_JIS',
      new Uint8Array(Buffer.concat([Buffer.from([0x81, 0x40]), bytes(page)])),
    ],
    ['front matter after a byte order mark', bytes(`\ufeff${front}`)],
    ['front matter in UTF-16', utf16(`\ufeff${front}`)],
    ['a Cyrillic link in Markdown', bytes(`${prose} [${'ж'.repeat(150)}](https://a.example/b)`)],
    ['a mail', mhtml()],
    ['a Word file', docx()],
    ['a text longer than any article', bytes(`${prose}\n${'a\n'.repeat(300_000)}`)],
  ])('is not %s', async (_, content) => {
    await expect(readGuarded({ key: 'a', bytes: content }, NO_TIME)).rejects.toMatchObject({
      code: expect.stringMatching(/^(corrupt|undecodable)$/),
    });
  });

  it.each([
    ['UTF-8', bytes(prose)],
    ['UTF-16', utf16(`\ufeff${prose}`)],
  ])('is plain text in %s', async (_, content) => {
    await expect(readGuarded({ key: 'a', bytes: content }, NO_TIME)).resolves.toHaveProperty(
      'language',
      'en',
    );
  });
});
