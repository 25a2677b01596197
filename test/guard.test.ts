import { describe, expect, it } from 'vitest';
import { isPlainText } from '../lambdas/article/bytes/sniff.ts';
import { InvalidUpload } from '../lambdas/article/invalid-upload.ts';
import { readArticle } from '../lambdas/article/read.ts';
import { readGuarded } from '../lambdas/guard/guard.ts';
import { bytes, docx, json, mail, markdown, mhtml, PARAGRAPHS, pdf, TITLE } from './article/formats/made.ts';

const page = (paragraphs: readonly string[]) =>
  bytes(
    `<html lang="en"><body><article><h1>${TITLE}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`,
  );
const text = bytes(`${TITLE}\n\n${PARAGRAPHS.join('\n\n')}`);

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
    ['text', text, true],
    ['text in UTF-16', new Uint8Array(Buffer.from(`\ufeff${TITLE}\n\n${PARAGRAPHS[0]}`, 'utf16le')), true],
    ['nothing', new Uint8Array(), true],
    ['a text of 70 KB', bytes('The ferry sails again. '.repeat(3_050)), false],
    ['a page', page(PARAGRAPHS), false],
    [
      'a page in UTF-16',
      new Uint8Array(Buffer.from('\ufeff<!doctype html><html><body><p>One.</p></body></html>', 'utf16le')),
      false,
    ],
    ['a Word file', docx(), false],
    ['a PDF', pdf(), false],
    ['a mail', mail(), false],
    ['MHTML', mhtml(), false],
    ['JSON', json(), false],
    ['Markdown', markdown(), false],
  ])('knows that %s is plain text, or that it is not', (_, content, plain) => {
    expect(isPlainText(content)).toBe(plain);
  });

  it('gives the article that reading without it gives', async () => {
    for (const content of [text, page(PARAGRAPHS), docx(), markdown()]) {
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
