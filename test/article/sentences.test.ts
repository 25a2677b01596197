import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../lambdas/article/roles/sentences.ts';

describe('the sentences of a text', () => {
  it.each([
    ['two', 'He came. She left.', ['He came.', 'She left.']],
    ['one with titles', 'Adm. Kim met Dr. Aas. They ate.', ['Adm. Kim met Dr. Aas.', 'They ate.']],
    ['one with an initial at its start', 'M. Aas came. He ate.', ['M. Aas came.', 'He ate.']],
    ['letters with stops', 'The U.N. said so. It did.', ['The U.N. said so.', 'It did.']],
    ['a follow-up in small letters', '“Go!” he said. She went.', ['“Go!” he said.', 'She went.']],
    ['abbreviations alone', 'Mr. Mr. Mr. Aas', ['Mr. Mr. Mr. Aas']],
    ['white space around', '  One.   Two.  ', ['One.', 'Two.']],
  ])('are %s', (_, text, expected) => {
    expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual(expected);
  });

  it('stand where they say, and nothing but white space is between them', () => {
    const word = fc.constantFrom('Mr.', 'Aas', 'came.', 'U.N.', '“Go!”', 'he', '3.', ' ', 'No.', '!');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const text = words.join(' ');
        let end = 0;
        for (const sentence of sentencesOf(text)) {
          expect(text.slice(sentence.offset, sentence.offset + sentence.text.length)).toBe(sentence.text);
          expect(text.slice(end, sentence.offset).trim()).toBe('');
          end = sentence.offset + sentence.text.length;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
});
