import { describe, expect, it } from 'vitest';
import { labelledPairs, shareOf, toldSentences } from './pairs.ts';
import { printedIn, storiesOf } from './pairs-told.ts';

describe('small stories of the labelled pairs', () => {
  it('have facts that say the same as the labels', () => {
    const factsOf = new Map(toldSentences().map(({ text, facts }) => [text, facts]));
    for (const { a, b, ab, ba, id } of labelledPairs()) {
      const [left, right] = [factsOf.get(a.text), factsOf.get(b.text)];
      if (left === undefined || right === undefined) continue;
      const all = [left.every((fact) => right.includes(fact)), right.every((fact) => left.includes(fact))];
      expect([id, ...all]).toEqual([id, ab === 'full', ba === 'full']);
    }
  });

  it.each([
    ['.95 of the outlets named where all report one world', 'without look-alikes', 90, [0.96, 0.94]],
    ['.36 in one language and .75 across where most sentences are made to deceive', 'all', 100, [0.36, 0.75]],
  ] as const)('print under "agree" only what each named outlet says: %s', (_, which, fewest, floors) => {
    const { named } = printedIn(storiesOf(which));
    expect(named.length).toBeGreaterThanOrEqual(fewest);
    for (const [at, across] of [false, true].entries()) {
      const some = named.filter((one) => one.across === across);
      expect(shareOf(some, ({ isTrue }) => isTrue).share).toBeGreaterThanOrEqual(floors[at] ?? 1);
    }
  });
});
