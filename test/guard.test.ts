import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksLikeMail, looksLikeMhtml } from '../lambdas/article/bytes/mail-bytes.ts';
import { isPlainText } from '../lambdas/article/bytes/plain-text.ts';
import { sniff } from '../lambdas/article/bytes/sniff.ts';
import { InvalidUpload } from '../lambdas/article/invalid-upload.ts';
import { readArticle } from '../lambdas/article/read.ts';
import { readGuarded } from '../lambdas/guard/guard.ts';
import { EACH_FORMAT, PLAIN_TEXT_READER, PLAIN_TEXTS } from './article/formats/each-format.ts';
import { bytes, docx, markdown, PARAGRAPHS, TITLE, toml } from './article/formats/made.ts';

const page = (paragraphs: readonly string[]) =>
  bytes(
    `<html lang="en"><body><article><h1>${TITLE}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`,
  );
const text = bytes(`${TITLE}\n\n${PARAGRAPHS.join('\n\n')}`);

/** A text as it is, with a byte order mark, and in UTF-16; mails and MHTML are known by their bytes alone. */
const inCharsets = (content: Uint8Array): readonly Uint8Array[] => {
  const written = Buffer.from(content).toString('utf8');
  if (looksLikeMail(content) || looksLikeMhtml(content)) return [content];
  return [
    content,
    bytes(`\ufeff${written}`),
    new Uint8Array(Buffer.from(`\ufeff${written}`, 'utf16le')),
    new Uint8Array(Buffer.from(`\ufeff${written}`, 'utf16le').swap16()),
  ];
};

const refusal = async (reading: Promise<unknown>): Promise<InvalidUpload> => {
  const error: unknown = await reading.then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InvalidUpload)) throw error;
  return error;
};

describe('the guard', () => {
  it.each([
    ['nothing', new Uint8Array(), true],
    ['a text of 70 KB', bytes('The ferry sails again. '.repeat(3_050)), false],
  ])('knows that %s is plain text, or that it is not', (_, content, plain) => {
    expect(isPlainText(content)).toBe(plain);
  });

  it.each(Object.entries(PLAIN_TEXTS))('lets %s pass in every charset', (_, content) => {
    for (const written of inCharsets(content)) expect(isPlainText(written)).toBe(true);
  });

  it('is asked about a file of every reader', () => {
    const source = readFileSync('lambdas/article/read.ts', 'utf8');
    const readers = [...source.matchAll(/import\('(\.\/formats\/[^']+)'\)/g)].map(([, path = '']) => path);
    expect(readers.sort()).toEqual([...Object.keys(EACH_FORMAT), PLAIN_TEXT_READER].sort());
  });

  it.each(
    Object.entries(EACH_FORMAT).flatMap(([reader, files]) =>
      Object.entries(files).map(([name, content]) => ({ name, reader, content })),
    ),
  )('keeps $name for the thread, whatever it is encoded in', ({ content }) => {
    const written = sniff(content) === 'text' ? inCharsets(content) : [content];
    for (const file of written) expect(isPlainText(file)).toBe(false);
  });

  it('gives the article that reading without it gives', async () => {
    for (const content of [text, page(PARAGRAPHS), docx(), markdown(), toml()]) {
      const upload = { key: 'a', bytes: content };
      expect(await readGuarded(upload)).toEqual(await readArticle(upload));
    }
  });

  it('hands a refusal on, code and sentence', async () => {
    const error = await refusal(readGuarded({ key: 'a', bytes: docx().slice(0, 900) }));
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain('Word document');
  });

  it('ends a file that takes too long, and reads the next one', async () => {
    const slow = page(Array.from({ length: 20_000 }, () => PARAGRAPHS[1]));
    const [error, next] = await Promise.all([
      refusal(readGuarded({ key: 'slow', bytes: slow }, { milliseconds: 40, megabytes: 400 })),
      readGuarded({ key: 'next', bytes: page(PARAGRAPHS) }),
    ]);
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain('too much time or memory');
    expect(next.title).toBe(TITLE);
  });
});
