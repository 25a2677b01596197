import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sketch, sketchSimilarity, textHash } from '../../lambdas/copies/fingerprint.ts';
import { words } from '../../lambdas/language/words.ts';

describe('textHash', () => {
  test.each([
    ['white space and line ends', 'Two  missiles\r\nflew.', 'Two missiles flew.'],
    ['quotation marks and dashes', '“Two missiles” — flew', '"Two missiles" - flew'],
    ['case', 'TWO MISSILES flew', 'Two missiles flew'],
    ['how an accent is encoded', 'Se\u0301oul, cosmo\u0301dromo', 'Séoul, cosmódromo'],
    ['width of digits', 'Ｓoyuz-２', 'Soyuz-2'],
  ])('does not change with %s', (_, a, b) => {
    expect(textHash(a)).toBe(textHash(b));
  });

  test('changes with one number', () => {
    expect(textHash('two missiles, 650 km')).not.toBe(textHash('two missiles, 651 km'));
  });

  test('keeps a Ukrainian word whole where marks are folded', () => {
    expect(words('Його їдальня')).toEqual(['иого', 'ідальня']);
  });
});

describe('sketch', () => {
  test('has 512 bytes for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(sketch(text)).toHaveLength(512);
      }),
      { numRuns: 50 },
    );
  });

  test('finds a text like itself, and unlike another', () => {
    const text = Array.from({ length: 80 }, (_, index) => `word${index}`).join(' ');
    const other = Array.from({ length: 80 }, (_, index) => `other${index}`).join(' ');
    expect(sketchSimilarity(sketch(text), sketch(text))).toBe(1);
    expect(sketchSimilarity(sketch(text), sketch(other))).toBeLessThan(0.05);
  });

  test('estimates how many word pairs two texts share', () => {
    const text = Array.from({ length: 200 }, (_, index) => `word${index}`);
    const half = [...text.slice(0, 100), ...text.slice(100).map((word) => `${word}x`)];
    const estimate = sketchSimilarity(sketch(text.join(' ')), sketch(half.join(' ')));
    expect(Math.abs(estimate - 99 / 299)).toBeLessThan(0.12);
  });

  test('calls two empty texts unlike, and refuses a sketch of another size', () => {
    expect(sketchSimilarity(sketch(''), sketch(''))).toBe(0);
    expect(() => sketchSimilarity(new Uint8Array(4), sketch(''))).toThrow(/512 bytes/);
  });
});
