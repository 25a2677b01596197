import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passagesOf, runsOf } from '../../lambdas/desk/passages.ts';

const WIRE =
  'The crane drivers of the northern harbour went back to work on Wednesday after eleven days, the port said.';

describe('what two texts have in common', () => {
  it('is marked by runs of eight words, whatever their case and signs, and nothing else', () => {
    const text = `Our own word first. THE crane drivers, of the northern harbour: went back to work. And the end.`;
    const passages = passagesOf(text, runsOf([WIRE]));
    expect(passages.filter(({ shared }) => shared).map((one) => one.text)).toEqual([
      'THE crane drivers, of the northern harbour: went back to work',
    ]);
    expect(passages.map((one) => one.text).join('')).toBe(text);
  });

  it('is nothing for set phrases, nor for an empty text', () => {
    expect(passagesOf('The crane drivers of the harbour', runsOf([WIRE]))).toEqual([
      { text: 'The crane drivers of the harbour', shared: false },
    ]);
    expect(passagesOf('', runsOf([WIRE]))).toEqual([{ text: '', shared: false }]);
  });

  it('never loses or adds a sign of the text', () => {
    const word = fc.constantFrom('a', 'B', 'c', ' ', ', ', '. ', 'ї', '漢', '\n');
    const text = fc.array(word, { maxLength: 80 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(
          passagesOf(one, runsOf([other, one.slice(5)]))
            .map((passage) => passage.text)
            .join(''),
        ).toBe(one);
      }),
    );
  });
});
