import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEdition } from '../../lambdas/edition/make.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { article, edition, SLOT, settings } from './sample.ts';

const SUMMIT =
  'The leaders of both countries met at the Vostochny cosmodrome on Wednesday. They talked for two hours about satellites. A dinner followed the talks in the evening.';

function told(
  key: string,
  text: string,
  received = '2023-09-13T12:00:00.000Z',
  outlet: string | null = key,
): WindowArticle {
  const made = article(key, 1, { outlet, blocks: [{ role: 'paragraph', text, language: 'en' }] });
  return { ...made, received };
}

const articles = [
  told('Harbour', SUMMIT),
  told('Island', `${SUMMIT} The train left the cosmodrome before midnight.`),
  told(
    'Cape',
    'At the Vostochny cosmodrome the two leaders shook hands for a long time. The train had seventeen coaches.',
  ),
  told(
    'Delta',
    'Fishermen of the delta began their season. The herring came late this year.',
    undefined,
    null,
  ),
];
const input = { articles, previous: null, settings, slot: SLOT };

describe('an edition', () => {
  it('is the same bytes for the same articles in any order and any number of times', () => {
    const expected = JSON.stringify(makeEdition(input));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...articles), { maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (again, keys) => {
          const shuffled = [...articles, ...again]
            .map((item) => ({ item, key: keys.next().value ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ item }) => item);
          expect(JSON.stringify(makeEdition({ ...input, articles: shuffled }))).toBe(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes what was received from the beginning of the window to just before the slot', () => {
    const at = (received: string) =>
      makeEdition({ ...input, articles: [told('Harbour', SUMMIT, received)] }).counts.articles;
    expect(at('2023-09-11T04:00:00.000Z')).toBe(1);
    expect(at('2023-09-11T03:59:59.999Z')).toBe(0);
    expect(at('2023-09-14T03:59:59Z')).toBe(1);
    expect(at('2023-09-14T04:00:00Z')).toBe(0);
  });

  it('decides a day in doubt by the coverage, or prints none', () => {
    const dated = (date: string) => {
      const one = told('Harbour', SUMMIT);
      const published = { date, from: 'header' };
      const unsure = { ...one, article: { ...one.article, published, flags: ['ambiguous-date'] } };
      const coverage = { first: '2023-09-10', last: '2023-09-30' };
      const made = makeEdition({ ...input, articles: [unsure], settings: { ...settings, coverage } });
      return (
        [...made.stories.flatMap(({ sources }) => sources), ...made.offTopic][0]?.published?.date ?? null
      );
    };
    expect(dated('2023-10-09')).toBe('2023-09-10');
    expect(dated('2023-09-12')).toBe('2023-09-12');
    expect(dated('2023-03-04')).not.toBe('2023-03-04');
  });

  it('leaves out and counts what is quarantined, until it is confirmed', () => {
    const one = told('Harbour', SUMMIT);
    const held = {
      ...one,
      article: { ...one.article, quarantine: { code: 'note', message: 'Held.' } as const },
    };
    const counts = (more: WindowArticle) =>
      makeEdition({ ...input, articles: [...articles.slice(1), more] }).counts;
    expect(counts(held)).toMatchObject({ articles: 3, quarantined: 1 });
    expect(counts({ ...held, confirmed: true })).toMatchObject({ articles: 4, quarantined: 0 });
  });

  it('takes the version of a file that was received last', () => {
    const first = told('Harbour', SUMMIT);
    const second = {
      ...first,
      received: '2023-09-13T13:00:00.000Z',
      article: { ...first.article, version: 'b'.repeat(64) },
    };
    const expected = [`${first.id}/${'b'.repeat(64)}`];
    expect(makeEdition({ ...input, articles: [first, second] }).articles).toEqual(expected);
    expect(makeEdition({ ...input, articles: [second, first] }).articles).toEqual(expected);
  });

  it('carries the number that follows the last edition', () => {
    expect(makeEdition(input).number).toBe(1);
    expect(makeEdition({ ...input, previous: edition([], { number: 41 }) }).number).toBe(42);
  });

  it('counts a copy under no name as no outlet', () => {
    const copy = told('again', SUMMIT, undefined, null);
    const before = makeEdition(input).counts;
    const after = makeEdition({ ...input, articles: [...articles, copy] }).counts;
    expect(after.articles).toBe(before.articles + 1);
    expect(after.copies).toBe(before.copies + 1);
    expect(after.outlets).toBe(before.outlets);
  });

  it('lists every article of the window, those of another subject too', () => {
    const made = makeEdition(input);
    expect(made.articles).toHaveLength(4);
    expect(made.articles).toEqual(made.articles.toSorted());
  });
});
