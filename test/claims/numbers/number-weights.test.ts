import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NUMBER_PAIR_SIGNS } from '../../../lambdas/claims/compare/differences/number-pairs.ts';

test('the regression of numbers has a weight, a mean and a spread for each sign', () => {
  const data = new URL('../../../lambdas/claims/data/number-pairs.json', import.meta.url);
  const { regression } = JSON.parse(readFileSync(data, 'utf8'));
  for (const list of [regression.weights, regression.means, regression.spreads])
    expect(list).toHaveLength(NUMBER_PAIR_SIGNS.length);
});
