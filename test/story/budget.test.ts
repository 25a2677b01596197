import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOf, BUDGET, type Budget, comparingOf, readingOf } from '../../lambdas/story/budget.ts';
import { tellStories } from '../../lambdas/story/tell.ts';
import { report } from '../bench/costly.ts';
import { articleOf, day } from './factory.ts';

const TOPIC = { title: 'Kim Vostok', names: ['Kim', 'Vostok'], seeds: [report(900, 3)] };
const WINDOW = Array.from({ length: 8 }, (_, at) =>
  articleOf({
    key: `${at}.txt`,
    title: `Kim at Vostok ${at}`,
    outlet: `Paper ${at}`,
    published: day('2023-09-13'),
    // The last one repeats the first but for a line.
    paragraphs: at === 7 ? [report(1_500, 70), 'A line was added.'] : [report(1_500 + 100 * at, 70 + at)],
  }),
);
const name = ({ articleId, version }: { readonly articleId: string; readonly version: string }) =>
  `${articleId}/${version}`;

function placesIn(budget: Budget, articles = WINDOW) {
  const told = tellStories(articles, { topic: TOPIC, previous: null, budget });
  return {
    told,
    names: [
      ...told.stories.flatMap(({ sources }) => sources.flatMap((source) => [source, ...source.copies])),
      ...told.offTopic,
      ...told.overBudget,
    ].map(name),
  };
}

const budgets = fc.record({
  letters: fc.integer({ min: 0, max: 20_000 }),
  sentences: fc.record({
    story: fc.integer({ min: 0, max: 200 }),
    edition: fc.integer({ min: 0, max: 400 }),
  }),
  comparisons: fc.record({
    story: fc.integer({ min: 0, max: 9_000 }),
    edition: fc.integer({ min: 0, max: 20_000 }),
  }),
});

describe('a budget for each story and edition', () => {
  test('leaves every article in exactly one story, off topic, or set aside by name', () => {
    fc.assert(
      fc.property(budgets, (budget) => {
        const { names } = placesIn(budget);
        expect(names.toSorted()).toEqual(
          WINDOW.map(({ id, article }) => `${id}/${article.version}`).toSorted(),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('decides alike in whatever order the articles come', () => {
    fc.assert(
      fc.property(budgets, fc.shuffledSubarray(WINDOW, { minLength: WINDOW.length }), (budget, order) => {
        expect(placesIn(budget, order).told).toEqual(placesIn(budget).told);
      }),
      { numRuns: 15 },
    );
  });

  test('sets the longest articles aside where a window has too many letters', () => {
    const { told } = placesIn({ ...BUDGET, letters: 11_000 });
    const lengths = new Map(
      WINDOW.map(({ id, article }) => [id, article.blocks.reduce((n, { text }) => n + text.length, 0)]),
    );
    const aside = told.overBudget.map(({ articleId }) => lengths.get(articleId) ?? 0);
    const kept = [...lengths]
      .filter(([id]) => !told.overBudget.some(({ articleId }) => articleId === id))
      .map(([, n]) => n);
    expect(told.overBudget.map(({ over }) => over)).toContain('letters');
    expect(Math.min(...aside)).toBeGreaterThanOrEqual(Math.max(...kept));
    expect(kept.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(11_000);
  });

  test('reads less of each source before it leaves one out, and says so', () => {
    const { told } = placesIn({ ...BUDGET, sentences: { story: 40, edition: 200_000 } });
    expect(told.overBudget).toEqual([]);
    expect(told.stories.flatMap(({ bounded }) => bounded ?? [])).toContain(
      'sentences read of each source: 5',
    );
  });

  test('compares the best sources with each other where there are pairs for so many, and says so', () => {
    const { told } = placesIn({ ...BUDGET, comparisons: { story: 144, edition: 1_000_000 } });
    expect(told.overBudget).toEqual([]);
    expect(told.stories.flatMap(({ bounded }) => bounded ?? []).join()).toContain('sources compared: 4 of');
  });

  test('says nothing where all was read', () => {
    const { told } = placesIn(BUDGET);
    expect(told.overBudget).toEqual([]);
    expect(told.stories.every((story) => !('bounded' in story))).toBe(true);
  });

  test('sets a story aside where the edition has no sentence left for it', () => {
    const { told } = placesIn({ ...BUDGET, sentences: { story: 1_000, edition: 0 } });
    expect(told.stories).toEqual([]);
    expect(told.overBudget.every(({ over }) => over === 'sentences')).toBe(true);
  });

  test('never grants more pairs than there are, but always one source', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.nat(20_000),
        fc.nat(9_000_000),
        (sources, sentences, pairs) => {
          const reading = readingOf(sources, sentences);
          expect(reading.sources * reading.sentences).toBeLessThanOrEqual(sentences);
          const { sources: compared, sentences: each } = comparingOf(reading, pairs);
          expect(compared).toBeGreaterThanOrEqual(1);
          expect((compared * each) ** 2).toBeLessThanOrEqual(Math.max(pairs, 9));
        },
      ),
    );
  });

  test('is spent story by story', () => {
    const account = accountOf({ story: 5, edition: 8 });
    account.spend(5);
    expect(account.left()).toBe(3);
    account.spend(9);
    expect(account.left()).toBe(0);
  });
});
