import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../lambdas/article/body.ts';
import { SECOND_FEATURES } from '../../lambdas/article/html/features/article-odds.ts';
import { FEATURES } from '../../lambdas/article/html/features/block-features.ts';
import { AUTHOR_FEATURES } from '../../lambdas/article/html/metadata/author-features.ts';
import { DATE_FEATURES } from '../../lambdas/article/html/metadata/dates/date-features.ts';
import { TITLE_FEATURES } from '../../lambdas/article/html/metadata/title-features.ts';
import metadata from '../../lambdas/article/models/metadata.json' with { type: 'json' };
import page from '../../lambdas/article/models/page.json' with { type: 'json' };
import paste from '../../lambdas/article/models/paste.json' with { type: 'json' };
import { averaged, type Forest, logOdds, probability } from '../../lambdas/article/roles/forest.ts';
import { PASTE_FEATURES } from '../../lambdas/article/roles/paste-features.ts';
import { SECOND_PASTE_FEATURES } from '../../lambdas/article/roles/paste-odds.ts';
import { smoothingRows } from '../../lambdas/article/roles/smoothing.ts';
import { boosted } from '../fit/boosting.ts';
import { labelsOf } from '../fit/labels.ts';
import { PROSE, readString } from './support.ts';

const PARAGRAPHS = PROSE.split('\n\n');

describe('a forest', () => {
  // x ≤ 1 ? (y ≤ 5 ? 0.1 : 0.2) : 0.4
  const forest: Forest = {
    features: ['x', 'y'],
    base: -1,
    trees: [[0, 1, 7, 1, 5, 2, -1, 0.1, -1, 0.2, -1, 0.4]],
  };

  it.each([
    [[0, 5], -0.9],
    [[1, 6], -0.8],
    [[2, 0], -0.6],
  ])('gives %j its log-odds %d', (row, wanted) => {
    expect(logOdds(forest, row)).toBeCloseTo(wanted, 10);
    expect(probability(forest, row)).toBeCloseTo(1 / (1 + Math.exp(-wanted)), 10);
  });

  it('is averaged with another in log-odds, in whatever order', () => {
    expect(averaged(0.9, 0.1)).toBeCloseTo(0.5, 10);
    expect(averaged(0.8, 0.6)).toBe(averaged(0.6, 0.8));
  });

  it('asks for the signs that the reader makes, in their order', () => {
    expect(page.first.features).toEqual(FEATURES);
    expect(page.second.features).toEqual(SECOND_FEATURES);
    expect(paste.first.features).toEqual(PASTE_FEATURES);
    expect(paste.second.features).toEqual(SECOND_PASTE_FEATURES);
    expect(metadata.title.features).toEqual(TITLE_FEATURES);
    expect(metadata.date.features).toEqual(DATE_FEATURES);
    expect(metadata.authors.features).toEqual(AUTHOR_FEATURES);
  });
});

describe('fitting', () => {
  const settings = {
    trees: 30,
    rate: 0.3,
    leaves: 4,
    leastWeight: 0.1,
    smoothing: 1,
    features: 1,
    sample: 1,
    seed: 1,
  };
  const rows = Array.from({ length: 400 }, (_, at) => [at % 20, (at * 7) % 13]);
  // Neither sign alone tells anything.
  const labels = rows.map(([x = 0, y = 0]) => Number(x < 10 !== y < 6));
  const examples = { rows, labels, weights: rows.map(() => 1) };

  it('learns what two signs say together', () => {
    const forest = boosted(examples, ['x', 'y'], settings);
    const right = rows.filter((row, at) => probability(forest, row) > 0.5 === (labels[at] === 1));
    expect(right.length).toBeGreaterThan(390);
  });

  it('gives the same forest each time', () => {
    expect(boosted(examples, ['x', 'y'], settings)).toEqual(boosted(examples, ['x', 'y'], settings));
  });

  it('labels the pieces of a page that stand in its marked body, once each and in order', () => {
    const pieces = [
      'Home',
      PARAGRAPHS[0] ?? '',
      'Advertisement',
      PARAGRAPHS[1] ?? '',
      PARAGRAPHS[1] ?? '',
      'Read more',
    ];
    const labels = labelsOf(pieces, PARAGRAPHS.slice(0, 2).join('\n'));
    expect(labels.filter((label) => label > 0.9)).toHaveLength(2);
    expect(labels[1]).toBe(1);
    expect((labels[3] ?? 0) + (labels[4] ?? 0)).toBe(1);
  });
});

describe('the second look', () => {
  it('has one row of equal length for each piece, whatever the pieces are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }), words: fc.nat(80), group: fc.nat(5) }),
          { maxLength: 60 },
        ),
        (pieces) => {
          const rows = smoothingRows({
            odds: pieces.map(({ p }) => p),
            words: pieces.map(({ words }) => words),
            groups: [pieces.map(({ group }) => group)],
          });
          expect(rows).toHaveLength(pieces.length);
          expect(new Set(rows.map((row) => row.length)).size).toBeLessThanOrEqual(1);
          expect(rows.flat().every(Number.isFinite)).toBe(true);
        },
      ),
    );
  });
});

describe('a page with prose', () => {
  it('is never refused, whatever its elements are and are called', async () => {
    const element = fc.constantFrom(
      'div',
      'section',
      'form',
      'aside',
      'footer',
      'table',
      'ul',
      'main',
      'center',
      'x-story',
    );
    const named = fc.constantFrom(
      'related',
      'promo',
      'footer',
      'comments',
      'teaser',
      'ad',
      'sidebar',
      'popup',
      'q7f3',
      '',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(element, named), { maxLength: 6 }),
        fc.constantFrom('p', 'div', 'li', 'span'),
        async (around, inner) => {
          const text = PARAGRAPHS.map((one) => `<${inner}>${one}</${inner}><br><br>`).join('');
          const html = around.reduce(
            (inside, [name, words]) => `<${name} class="${words}">${inside}</${name}>`,
            text,
          );
          const article = await readString(
            `<!doctype html><html><head><title>Ferry</title></head><body>${html}</body></html>`,
          );
          expect(PARAGRAPHS.some((paragraph) => bodyText(article).includes(paragraph))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
