import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVocabulary, tokensOf } from '../../lambdas/encoder/tokens.ts';
import { readRow, rowsOf, WIDTH } from '../../lambdas/encoder/word-table.ts';
import { wordsOf } from '../../lambdas/encoder/words.ts';

const model = (name: string) => readFileSync(new URL(`../../lambdas/encoder/model/${name}`, import.meta.url));
const rows = rowsOf(model('words.q4'));
const vocabulary = readVocabulary(gunzipSync(model('pieces.json.gz')));
const pieces = (text: string) =>
  tokensOf(text, vocabulary, 200).map(({ start, end }) => text.slice(start, end));
const words = (text: string) =>
  wordsOf(text, tokensOf(text, vocabulary, 200), vocabulary).map(({ start, end }) => text.slice(start, end));

describe('tokens', () => {
  it.each([
    ['The ferry sank.', ['The', 'ferry', 'sank', '.']],
    ['  Two \n spaces ', ['Two', 'spaces']],
    ['50,000 tonnes', ['50,000', 'tonn', 'es']],
  ])('of %j are the likeliest pieces, with their places', (text, found) => {
    expect(
      pieces(text)
        .map((piece) => piece.trim())
        .filter(Boolean)
        .join(' '),
    ).toContain(found[0] ?? '');
    expect(pieces(text).join('')).toBe(text.replaceAll(/\s/g, ''));
  });

  it('stand in order, inside the text, and cover every letter, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        let last = 0;
        for (const { start, end, id } of tokensOf(text, vocabulary, 200)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(id).toBeLessThan(rows);
          last = end;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the first two hundred of a longer text, at a cost that does not grow with it', () => {
    expect(tokensOf('a b '.repeat(500_000), vocabulary, 200)).toHaveLength(200);
  });

  it('see one text in composed, decomposed and full-width letters', () => {
    const ids = (text: string) => tokensOf(text, vocabulary, 200).map(({ id }) => id);
    expect(ids('Zürich é')).toEqual(ids('Zürich é'.normalize('NFD')));
    expect(ids('ＡＢＣ １２')).toEqual(ids('ABC 12'));
  });
});

describe('words', () => {
  it.each([
    [
      'Trump’s far-flung 50,000 (tonnes), e.g. “wheat”.',
      ['Trump', 's', 'far', 'flung', '50,000', 'tonnes', 'e', 'g', 'wheat'],
    ],
    ['Переговори відбулися у Львові.', ['Переговори', 'відбулися', 'у', 'Львові']],
    ['Das Parlament hat zugestimmt!', ['Das', 'Parlament', 'hat', 'zugestimmt']],
  ])('of %j are whole, without the signs between them', (text, found) => {
    expect(words(text)).toEqual(found);
  });

  it('are the pieces themselves where no spaces are written', () => {
    expect(words('両国は合意した。').length).toBeGreaterThan(2);
  });

  it('are rarer the less common they are', () => {
    const text = 'the zirconium';
    const [common, rare] = wordsOf(text, tokensOf(text, vocabulary, 200), vocabulary);
    expect(rare?.rarity).toBeGreaterThan((common?.rarity ?? 0) + 4);
  });
});

describe('the word table', () => {
  it('is read as blocks of a half-precision scale and 4-bit weights', () => {
    const row = new Float32Array(WIDTH);
    // Scale 0.5 (0x3800), then the byte 0x9f: low half 15 − 8, high half 9 − 8.
    const block = Uint8Array.from([0x00, 0x38, 0x9f, ...Array.from({ length: 15 }, () => 0x88)]);
    readRow(Uint8Array.from(Array.from({ length: 12 }, () => [...block]).flat()), 0, row, 0);
    expect([row[0], row[1], row[16], row[17], row[32]]).toEqual([3.5, 0, 0.5, 0, 3.5]);
  });
});
