import { describe, expect, it } from 'vitest';
import { compare } from '../../../lambdas/claims/compare/compare.ts';
import { conflictOf } from '../../../lambdas/claims/compare/differences/conflict.ts';
import { pairOf, read } from '../../../lambdas/claims/compare/pair.ts';
import { labelledConflicts, shareOf } from '../pairs.ts';

const everyPair = labelledConflicts();
const pairs = everyPair.filter(({ subject }) => subject === undefined);

describe('two sentences about one thing', () => {
  it.each(pairs.filter(({ kind }) => kind !== null))('conflict: $id', ({ a, b, kind }) => {
    expect(conflictOf(pairOf(read(a), read(b)))).toBe(kind);
    const { ab, ba, conflict } = compare(a, b);
    expect(conflict).toBe(true);
    expect([ab, ba]).not.toContain('full');
    expect(compare(b, a).conflict).toBe(true);
  });

  it.each(pairs.filter(({ kind }) => kind === null))('do not conflict: $id', ({ a, b }) => {
    expect(compare(a, b).conflict).toBe(false);
    expect(compare(b, a).conflict).toBe(false);
  });
});

/** Short pairs, half of them made to deceive: far harder than coverage. Floors stand a little below what is measured. */
describe('conflicts that the rules were not made on', () => {
  const compared = everyPair
    .filter(({ subject }) => subject !== undefined)
    .map((pair) => ({
      ...pair,
      across: pair.a.language !== pair.b.language,
      found: compare(pair.a, pair.b),
    }));

  it.each([
    ['in one language', false, 0.46, 0.65],
    ['across languages', true, 0.6, 0.35],
  ])('precision and recall %s', (_, across, precision, recall) => {
    const some = compared.filter((pair) => pair.across === across);
    const right = shareOf(
      some.filter(({ found }) => found.conflict),
      ({ kind }) => kind !== null,
    );
    const found = shareOf(
      some.filter(({ kind }) => kind !== null),
      (pair) => pair.found.conflict,
    );
    expect(right.share).toBeGreaterThanOrEqual(precision);
    expect(found.share).toBeGreaterThanOrEqual(recall);
  });

  it('are seldom printed as agreement', () => {
    const agreed = shareOf(
      compared.filter(({ kind }) => kind !== null),
      ({ found }) => found.ab === 'full' || found.ba === 'full',
    );
    expect(agreed.share).toBeLessThanOrEqual(0.25);
  });
});
