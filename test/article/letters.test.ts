import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterCounts } from '../../lambdas/article/roles/letters.ts';
import { inSmallLetters } from '../../lambdas/article/small-letters.ts';

describe('letters, capitals and digits of a text', () => {
  it('are those of Unicode, whatever the character', () => {
    const wrong: string[] = [];
    for (let code = 0; code < 0x1_00_00; code += 1) {
      const text = `aB1${String.fromCharCode(code)}`;
      const { letters, capitals, digits } = characterCounts(text);
      const byUnicode = [/\p{L}/gu, /\p{Lu}/gu, /\p{N}/gu].map((kind) => text.match(kind)?.length ?? 0);
      if (`${[letters, capitals, digits]}` !== `${byUnicode}`) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});

describe('a text in small letters', () => {
  it.each([
    ['MOSCOW, 12 September', 'moscow, 12 september'],
    ['İstanbul, 12 EYLÜL', 'İstanbul, 12 eylül'],
    ['ВІВТОРОК', 'вівторок'],
  ])('%s → %s', (text, small) => {
    expect(inSmallLetters(text)).toBe(small);
  });

  it('keeps each character at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(inSmallLetters(text)).toHaveLength(text.length);
      }),
    );
  });
});
