import { describe, expect, it } from 'vitest';
import { shownDifference } from '../../../lambdas/claims/compare/differences/shown-differences.ts';
import { pairOf, read } from '../../../lambdas/claims/compare/pair.ts';
import { shownDifferences } from '../pairs.ts';

describe('what readers are shown as a difference', () => {
  it.each(shownDifferences())('$id', ({ a, b, shown }) => {
    const [left, right] = [read(a), read(b)];
    expect(shownDifference(pairOf(left, right)) !== null).toBe(shown);
    expect(shownDifference(pairOf(right, left)) !== null).toBe(shown);
  });
});
