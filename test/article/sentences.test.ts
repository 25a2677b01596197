import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceStarts } from '../../lambdas/article/roles/sentence-breaks.ts';
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

describe('sentence boundaries without ICU', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const byUnicode = (text: string) => Array.from(segmenter.segment(text), ({ index }) => index);

  it('are those of Intl.Segmenter, whatever signs stand together', () => {
    const sign = fc.constantFrom(...'aB.!?,;:-–—"\')(«»“” \t 1/…éЯя');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 24 }), (text) => {
        expect(sentenceStarts(text)).toEqual(byUnicode(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are told only of signs whose place in the rules is known', () => {
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x2200; code += 1) {
      const sign = String.fromCharCode(code);
      for (const text of [
        `a.${sign}B`,
        `a. ${sign}B`,
        `a.${sign} B`,
        `A.${sign} b`,
        `a! ${sign} b`,
        `1.${sign}`,
      ]) {
        const starts = sentenceStarts(text);
        if (starts !== null && `${starts}` !== `${byUnicode(text)}`) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
  });
});
