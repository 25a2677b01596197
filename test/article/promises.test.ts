import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleId, versionOf } from '../../lambdas/article/id.ts';
import { InvalidUpload } from '../../lambdas/article/invalid-upload.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { PROSE, readString } from './support.ts';

const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
/** Control characters print nothing and are left out of blocks. */
const printed = (text: string): string => text.replace(/(?!\s)\p{Cc}/gu, '');
const sentence = fc
  .array(
    fc.constantFrom(
      'Kim',
      'Putin',
      'the',
      'ferry',
      'said',
      'on',
      'Monday',
      'Oslo',
      'islands',
      'will',
      'sail',
      '2023',
      '“yes”',
      'порт',
      '海',
      'and',
    ),
    { minLength: 1, maxLength: 18 },
  )
  .map((parts) => parts.join(' '));
const line = fc.oneof(
  sentence.map((text) => `${text}.`),
  sentence,
  fc.constantFrom(
    '',
    '# Heading here',
    '> quoted words.',
    '- a point',
    '***',
    '13.09.2023',
    'By Anna Berg',
    'Read more: this',
    'Home',
    'Coast.- 13.09.2023',
    'https://coast.example/a',
    'Photo: a ferry',
    '© 2023 Coast Press',
    'date 2023-09-14 The ferry will sail again on Monday, said Aas.',
  ),
  // A capital alone above a line is the first letter of its first word.
  fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/^\P{L}*\p{Lu}\P{L}*$/u.test(text)),
);

describe('whatever is uploaded', () => {
  it('ends in an article or an InvalidUpload, never in another error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.string({ unit: 'binary', maxLength: 400 }).map((text) => Buffer.from(text)),
        ),
        async (bytes) => {
          const outcome: unknown = await readArticle({ key: 'a', bytes }).catch((error: unknown) => error);
          expect(
            outcome instanceof InvalidUpload ||
              (typeof outcome === 'object' && outcome !== null && 'blocks' in outcome),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('ends so for pages of tags in any order too', async () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<div>',
      '</div>',
      '<h1>',
      '</h1>',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<table>',
      '<li>',
      '<a href="javascript:x">',
      '<br>',
      '&amp;',
      'word. ',
      'The ferry sails. ',
      '<article>',
      '<meta name=author content="A B">',
      '<script type="application/ld+json">{"@type":',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(tag, { maxLength: 40 }), async (tags) => {
        const outcome: unknown = await readString(`<!doctype html><html><body>${tags.join('')}`).catch(
          (error: unknown) => error,
        );
        expect(
          outcome instanceof InvalidUpload ||
            (typeof outcome === 'object' && outcome !== null && 'blocks' in outcome),
        ).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});

describe('of a text file', () => {
  it('nothing is deleted, changed or moved: its words are the words of its blocks, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('\n', '\n\n', '\r\n'),
        async (lines, end) => {
          const text = `${lines.join(end)}${end}${PROSE}`;
          const article = await readString(text);
          expect(words(article.blocks.map((block) => block.text).join('\n'))).toEqual(words(printed(text)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a notice of rights stays where it stands', async () => {
    const notice = 'Copyright 2023 Elling Media All Rights Reserved';
    const text = ['© Lake Press', 'A ferry sails', notice, PROSE, '(c) 2023 Lake Press'].join('\n\n');
    const { blocks } = await readString(text);
    expect(blocks.map((block) => block.text).join('\n\n')).toBe(text);
    expect(blocks.filter((block) => block.role === 'boilerplate').map((block) => block.text)).toEqual([
      '© Lake Press',
      notice,
      '(c) 2023 Lake Press',
    ]);
  });

  it('a point (c) and news of copyright are no notice of rights', async () => {
    const point = '(c) We establish a harbour fund of 900 million crowns for six years.';
    const news = 'Copyright rules for ferries were agreed by the ministers on Tuesday.';
    const { blocks } = await readString([PROSE, point, news, PROSE].join('\n\n'));
    const roleOf = (text: string) => blocks.find((block) => block.text === text)?.role;
    expect([point, news].map(roleOf)).not.toContain('boilerplate');
  });

  it('the same bytes give the same article', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 10 }), async (lines) => {
        const text = `${lines.join('\n')}\n${PROSE}`;
        expect(await readString(text)).toEqual(await readString(text));
      }),
      { numRuns: 30 },
    );
  });
});

describe('ids', () => {
  it('an article is known by its key in any Unicode form, a version by its bytes', () => {
    expect(articleId('й.txt'.normalize('NFD'))).toBe(articleId('й.txt'.normalize('NFC')));
    expect(articleId('../a b+😀.txt')).toMatch(/^[0-9a-f]{32}$/);
    expect(versionOf(new Uint8Array(0))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });
});

describe('a hostile file', () => {
  it.each([
    ['two megabytes on one line', 'The ferry sails on Monday, he said. '.repeat(60_000)],
    ['one word of two megabytes', 'a'.repeat(2_000_000)],
    ['a gap of two megabytes', `The ferry ${' '.repeat(2_000_000)} sails on Monday.`],
    ['quotes without end', `"${'"'.repeat(500_000)}`],
    ['links without end', 'https://'.repeat(100_000)],
    [
      'tags 10,000 deep',
      `<!doctype html><html><body>${'<div>'.repeat(10_000)}<p>The ferry sails on Monday.</p>`,
    ],
  ])(
    'of %s is answered in seconds',
    async (_, text) => {
      const started = performance.now();
      const outcome: unknown = await readString(text).catch((error: unknown) => error);
      expect(
        outcome instanceof InvalidUpload ||
          (typeof outcome === 'object' && outcome !== null && 'blocks' in outcome),
      ).toBe(true);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );
});
