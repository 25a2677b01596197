import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countedBy } from '../../../lambdas/claims/compare/differences/number-clashes.ts';
import { read } from '../../../lambdas/claims/compare/pair.ts';
import { readVectors, sentenceKey } from '../../../lambdas/encoder/vectors-file.ts';

const VECTORS = readVectors(readFileSync(new URL('../outliers.vec', import.meta.url))) ?? new Map();

describe('what a number counts', () => {
  it.each([
    [
      'Police put the march against the dam at 4,000, organisers at 5,000; police held 23 people.',
      'en',
      [null, null, 'people'],
    ],
    [
      'La policía cifró la marcha contra la presa en 4.000 personas y los organizadores en 5.000.',
      'es',
      ['personas', null],
    ],
    ['За порядком на марші проти греблі стежили 3500 поліцейських.', 'uk', ['поліцейських']],
  ])('stands behind it, before a mark: %s', (text, language, words) => {
    const encoded = VECTORS.get(sentenceKey(text));
    const own = read({ text, language, published: null, encoded });
    const counted = own.reading.quantities.map((quantity) => {
      const word = own.statement.encoded.words[countedBy(own, quantity)];
      return word === undefined ? null : text.slice(word.start, word.end);
    });
    expect(counted).toEqual(words);
  });
});
