import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBody } from '../../lambdas/article/body.ts';
import { BOUNDS, withinBounds } from '../../lambdas/article/bounds.ts';
import { cutPoint, shortened } from '../../lambdas/article/cut.ts';
import { acceptedReceipt } from '../../lambdas/article/receipt.ts';
import { endsSentence } from '../../lambdas/article/roles/sentences.ts';
import type { Article } from '../../lambdas/types.ts';
import { FILLINGS } from './fillings.ts';
import { PROSE, readString } from './support.ts';

const SIGNS = new Intl.Segmenter('und', { granularity: 'grapheme' });
const signsOf = (text: string): readonly string[] => Array.from(SIGNS.segment(text), (one) => one.segment);
const letters = (text: string): string => text.replace(/\s+/gu, '');
const bodyOf = (article: Article) => article.blocks.filter(({ role }) => isBody(role));
const sizeOf = (blocks: readonly { readonly text: string }[]): number =>
  blocks.reduce((sum, { text }) => sum + text.length, 0);

describe('an article', () => {
  it.each(FILLINGS)('of a file full of %s is within bounds, and says that it was cut', async (_, piece) => {
    const text = piece.repeat(Math.ceil(120_000 / piece.length));
    const article = await readString(`${PROSE}\n\n${text}.\n\n${PROSE}`);
    expect(sizeOf(bodyOf(article))).toBeLessThanOrEqual(BOUNDS.body);
    expect(bodyOf(article).length).toBeLessThanOrEqual(BOUNDS.bodyBlocks);
    expect(article.blocks.length).toBeLessThanOrEqual(BOUNDS.blocks);
    for (const block of article.blocks) expect(block.text.length).toBeLessThanOrEqual(BOUNDS.block);
    expect(article.flags).toContain('cut');
    expect(letters(article.blocks.map((block) => block.text).join(' '))).toBe(
      letters(`${PROSE}${text}.${PROSE}`).toWellFormed(),
    );
    for (const { text: part } of article.blocks) expect(part.isWellFormed()).toBe(true);
  });

  it('that was cut says so in its receipt, and one of usual length does not', async () => {
    const upload = { key: 'a', sequencer: '1', time: '2026-01-01T00:00:00Z', size: 1 };
    const long = await readString(`${PROSE}\n\n${'The ferry sails again. '.repeat(4_000)}`);
    expect(acceptedReceipt(upload, long, undefined).message).toMatch(/longer than an edition can read/);
    const usual = await readString(PROSE);
    expect(usual.flags).not.toContain('cut');
    expect(acceptedReceipt(upload, usual, undefined).message).not.toMatch(/longer/);
  });

  it('has names, titles, translations and an address within bounds, whatever its header says', async () => {
    const heaped = `e${'\u0301'.repeat(150_000)}`;
    const text = JSON.stringify({
      headline: `${heaped} ${'word '.repeat(9_000)}`,
      publisher: heaped.repeat(2),
      author: Array.from({ length: 50 }, (_, at) => `Anna B${'e'.repeat(at)} ${'Berg'.repeat(100)}`),
      url: `https://a.example/${'x'.repeat(5_000)}`,
      articleBody: PROSE,
    });
    const { title, outlet, authors, url, flags } = await readString(text);
    expect(Buffer.byteLength(title ?? '')).toBeLessThanOrEqual(BOUNDS.title.bytes);
    expect(Buffer.byteLength(outlet ?? '')).toBeLessThanOrEqual(BOUNDS.name.bytes);
    expect(authors.length).toBeLessThanOrEqual(BOUNDS.authors);
    for (const author of authors) expect(signsOf(author).length).toBeLessThanOrEqual(BOUNDS.name.characters);
    expect(url).toBeNull();
    expect(flags).toContain('cut');
  });

  it('within bounds comes back as the very same value', async () => {
    const article = await readString(PROSE);
    expect(withinBounds(article)).toEqual({ value: article, cut: false });
    expect(withinBounds(article).value).toBe(article);
  });

  it('that was cut once is not cut again', async () => {
    for (const [, piece] of FILLINGS) {
      const article = await readString(`${PROSE}\n\n${piece.repeat(Math.ceil(100_000 / piece.length))}.`);
      expect(withinBounds(article).value).toBe(article);
    }
  });

  it('keeps the days of a block that becomes several where they stand', () => {
    const text = `${'The ferry sails again, he said. '.repeat(300)}It sails on Monday.`;
    const day = { text: 'Monday', offset: text.indexOf('Monday'), date: '2023-09-18' };
    const block = { role: 'paragraph' as const, text, language: 'en', days: [day] };
    const none = { title: null, outlet: null, agency: null, authors: [], contributors: [], url: null };
    const { blocks } = withinBounds({ ...none, translations: [], blocks: [block] }).value;
    expect(blocks.length).toBeGreaterThan(1);
    const found = blocks.flatMap((one) =>
      (one.days ?? []).map(({ offset, text: name }) => one.text.slice(offset, offset + name.length)),
    );
    expect(found).toEqual(['Monday']);
  });
});

describe('a sentence that goes beyond the bound', () => {
  const endless = FILLINGS.filter(([name]) => !/^(?:sentences|paragraphs|lines)/.test(name));
  it.each(endless)('of %s leaves no body block that looks like a whole sentence', async (_, piece) => {
    const text = piece.repeat(Math.ceil(9_000 / piece.length));
    const article = await readString(`${PROSE}\n\nGeneva ${text}.\n\n${PROSE}`);
    const made = bodyOf(article).filter((block) => !PROSE.includes(block.text));
    expect(made.length).toBeGreaterThan(0);
    for (const block of made) expect(endsSentence(block.text)).toBe(false);
  });
});

describe('a shortened text', () => {
  const any = fc.string({ unit: 'grapheme', maxLength: 80 });
  it('is a beginning of it, ends between two characters, and is within its length', () => {
    fc.assert(
      fc.property(
        any,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 64, max: 300 }),
        (text, characters, bytes) => {
          const short = shortened(text, { characters, bytes });
          expect(text.startsWith(short)).toBe(true);
          expect(signsOf(short).length).toBeLessThanOrEqual(characters);
          expect(Buffer.byteLength(short)).toBeLessThanOrEqual(bytes);
          const whole = signsOf(text);
          expect(signsOf(short)).toEqual(whole.slice(0, signsOf(short).length));
        },
      ),
    );
  });

  it('keeps whole words where it can', () => {
    expect(shortened('The harbour of Oslo', { characters: 13, bytes: 100 })).toBe('The harbour');
    expect(shortened('The harbour of Oslo', { characters: 11, bytes: 100 })).toBe('The harbour');
    expect(shortened('會談日內瓦', { characters: 3, bytes: 100 })).toBe('會談日');
  });

  it('takes marks heaped upon a letter for what they are', () => {
    const short = shortened(`Z${'\u0301'.repeat(100_000)}`, { characters: 100, bytes: 400 });
    expect(short.startsWith('Z\u0301')).toBe(true);
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(64);
  });
});

describe('where a text is cut', () => {
  it('never parts a sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 400, maxLength: 600 }), (text) => {
        const at = cutPoint(text, 0, 300);
        expect(at).toBeGreaterThan(0);
        expect(at).toBeLessThanOrEqual(301);
        expect([...signsOf(text.slice(0, at)), ...signsOf(text.slice(at))].join('|')).toBe(
          signsOf(text).join('|'),
        );
      }),
      { numRuns: 50 },
    );
  });
});
