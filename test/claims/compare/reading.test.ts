import { describe, expect, it } from 'vitest';
import { daysOf } from '../../../lambdas/claims/compare/days.ts';
import { readStatement, sameName } from '../../../lambdas/claims/compare/statement-reading.ts';
import { SENTENCE_WIDTH, WORD_WIDTH } from '../../../lambdas/encoder/projection.ts';
import { skeleton } from '../../../lambdas/language/skeleton.ts';

describe('days', () => {
  it.each([
    ['The talks on Tuesday failed.', 'en', ['2026-03-03', '2026-03-10']],
    ['в среду прошли переговоры', 'ru', ['2026-03-04', '2026-03-11']],
    ['le 12 mars, à Lyon', 'fr', ['2026-03-12']],
    ['on September 15, 2023, to tour', 'en', ['2023-09-15']],
    ['el 15 de septiembre de 2023', 'es', ['2023-09-15']],
    ['they may march in spring', 'en', []],
    ['by Oct. 31 and from April, Theresa May said', 'en', ['2026-10-31', '04']],
    ['it starts in April 2028', 'en', ['2028-04']],
    ['despegará en otoño de 2028', 'es', ['2028-09', '2028-10', '2028-11']],
    ['im Frühjahr 2028, im Herbst', 'de', ['2028-03', '2028-04', '2028-05']],
    ['pazartesi günü', 'tr', ['2026-03-02', '2026-03-09']],
    ['esta terça-feira, a segunda vez', 'pt', ['2026-03-03', '2026-03-10']],
    // Words that begin as a month or a day does, in languages without cases.
    ['Gli ingegneri aprirono le paratoie', 'it', []],
    ['un billete de 20 marcos', 'es', []],
    ['ثلاث دول في الوادي الأسفل', 'ar', []],
  ])('of %j in %s are %j', (text, language, days) => {
    expect(daysOf(text, language, '2026-03-04').flatMap((day) => [...day.days])).toEqual(days);
  });

  it('are not known in an article without a day', () => {
    expect(daysOf('on Tuesday', 'en', null)).toEqual([]);
  });
});

describe('denials', () => {
  it.each([
    ['They failed to agree.', ['failed']],
    ['A failed relay was blamed.', []],
    ['Nobody refused.', ['Nobody', 'refused']],
  ])('of %j are %j', (text, denials) => {
    const words = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      rarity: 80,
    }));
    const vectors = new Int8Array(words.length * WORD_WIDTH);
    const encoded = { words, vectors, sentence: new Int8Array(SENTENCE_WIDTH) };
    const { negations } = readStatement({ text, language: 'en', published: null, encoded });
    expect(negations.map((n) => text.slice(words[n]?.start, words[n]?.end))).toEqual(denials);
  });
});

describe('names', () => {
  it.each([
    ['Козлов', 'Kozlov'],
    ['Козлова', 'Kozlov'],
    ['Korhonen', 'Корхонен'],
  ])('%s and %s are one', (a, b) => {
    expect(sameName(skeleton(a), skeleton(b))).toBe(true);
  });

  it.each([
    ['Brandt', 'Korhonen'],
    ['Lena', 'Orla'],
  ])('%s and %s are two', (a, b) => {
    expect(sameName(skeleton(a), skeleton(b))).toBe(false);
  });
});
