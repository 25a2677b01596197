import { describe, expect, it } from 'vitest';
import { relate } from '../../../lambdas/claims/compare/relations.ts';
import { differencesIn } from '../../../lambdas/claims/parts/differ.ts';
import { bareStatement } from '../bare-statement.ts';

const NOTHING = { words: [], vectors: new Int8Array(0), sentence: new Int8Array(0) };
const said = (origin: string, text: string) => bareStatement({ origin, text }, NOTHING);

describe('the sides of a difference of numbers', () => {
  const dollars = said('Harbour', 'The dam at Vellmar will cost 260 million dollars in all.');
  const more = said('Granite', 'The dam at Vellmar will cost 290 million dollars in all.');
  const euros = said('Lantern', 'It will cost 290 million dollars, some 255 million euros.');
  const plain = said('Ledger', 'The dam costs 260 million dollars, the mayor said.');
  const statements = [dollars, more, euros, plain];
  const relations = {
    ...relate(statements, { compare: () => ({ ab: 'no', ba: 'no', conflict: false }), elsewhere: () => [] }),
    conflicts: [{ a: dollars, b: more, about: 'number' as const, numbers: [260e6, 290e6] as const }],
    // A comparison took 255 million euros for 260 million dollars, rounded.
    fullReporters: (statement: unknown) => (statement === dollars ? [euros, plain] : []),
  };

  it('are told apart by whose number is told: nobody stands on the other one', () => {
    const quota = { fits: () => true, take: () => true };
    const [difference] = differencesIn(statements, relations, { nearness: () => 1, quota });
    const outlets = (quotes: readonly { readonly articleId: string }[] = []) =>
      quotes.map(({ articleId }) => articleId);
    expect(outlets(difference?.quotes)).toEqual(['Harbour', 'Granite']);
    expect(difference?.others?.map(outlets)).toEqual([['Ledger'], ['Lantern']]);
  });
});
