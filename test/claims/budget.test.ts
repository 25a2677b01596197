import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOf, BUDGET, type Budget } from '../../lambdas/claims/budget.ts';
import { tellStories } from '../../lambdas/claims/tell.ts';
import { SENTENCE_WIDTH } from '../../lambdas/encoder/projection.ts';
import { report } from '../bench/costly.ts';
import { articleOf, day } from '../stories/factory.ts';

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
const encoded = Object.assign(new Int8Array(SENTENCE_WIDTH), { 0: 127 });
const vectorsOf = () => ({ words: [], vectors: new Int8Array(0), sentence: encoded });
const compare = () => ({ ab: 'part', ba: 'part', conflict: false }) as const;
const name = ({ articleId, version }: { readonly articleId: string; readonly version: string }) =>
  `${articleId}/${version}`;

function placesIn(budget: Budget, articles = WINDOW) {
  const told = tellStories(articles, { topic: TOPIC, previous: null, budget, vectorsOf, compare });
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
  comparisons: fc.record({
    story: fc.integer({ min: 0, max: 200 }),
    edition: fc.integer({ min: 0, max: 400 }),
  }),
  entailments: fc.constant({ agreements: 0, exclusives: 0 }),
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

  test('compares less where the comparisons end, and says so', () => {
    const { told } = placesIn({ ...BUDGET, comparisons: { story: 3, edition: 100 } });
    expect(told.overBudget).toEqual([]);
    expect(told.stories.flatMap(({ bounded }) => bounded ?? [])).toContain('sentences compared: 3 pairs');
  });

  test('says nothing where all was read', () => {
    const { told } = placesIn(BUDGET);
    expect(told.overBudget).toEqual([]);
    expect(told.stories.every((story) => !('bounded' in story))).toBe(true);
  });

  test('is spent story by story', () => {
    const account = accountOf({ story: 5, edition: 8 });
    account.spend(5);
    expect(account.left()).toBe(3);
    account.spend(9);
    expect(account.left()).toBe(0);
  });
});
