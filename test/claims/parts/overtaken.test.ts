import { describe, expect, it } from 'vitest';
import { relate } from '../../../lambdas/claims/compare/relations.ts';
import { agreementsIn } from '../../../lambdas/claims/parts/agree.ts';
import { bareStatement } from '../bare-statement.ts';

const NOTHING = { words: [], vectors: new Int8Array(0), sentence: new Int8Array(0) };
const said = (origin: string, text: string, day: string, modal = false) => ({
  ...bareStatement({ origin, text }, NOTHING),
  day,
  modal,
});

/** What is shown as reported by several, where the second sentence is a witness of the first. */
function agreed(first: ReturnType<typeof said>, second: ReturnType<typeof said>): readonly string[] {
  const statements = [first, second];
  const relations = {
    ...relate(statements, { compare: () => ({ ab: 'no', ba: 'no', conflict: false }), elsewhere: () => [] }),
    fullReporters: (statement: unknown) => (statement === first ? [second] : []),
    fullReportersOfBeginning: () => [],
  };
  const quota = { fits: () => true, take: () => true };
  const material = {
    statements,
    relations,
    nearness: () => 1,
    quota,
    language: 'en',
    disputed: new Set<never>(),
  };
  return agreementsIn(material).map(({ statement }) => statement.quote.text);
}

describe('a plan that somebody reports', () => {
  const plan = 'The towns of Kelmar and Ormund are to sign a ferry contract on Thursday.';
  const deed = 'Kelmar and Ormund signed a ferry contract on Thursday.';

  it.each([
    [
      'is no fact where a later report has it done',
      said('a', plan, '2027-05-05', true),
      said('b', deed, '2027-05-07'),
      [],
    ],
    [
      'is one where both plan',
      said('a', plan, '2027-05-05', true),
      said('b', plan, '2027-05-07', true),
      [plan],
    ],
    ['is one on the same day', said('a', plan, '2027-05-05', true), said('b', deed, '2027-05-05'), [plan]],
    [
      'and what is done stays one',
      said('a', deed, '2027-05-07'),
      said('b', plan, '2027-05-08', true),
      [deed],
    ],
    [
      'is one where it stands in a quotation',
      said('a', '“We will sign on Thursday,” Mayor Anna Berg said.', '2027-05-05', true),
      said('b', 'Anna Berg said: “We sign on Thursday.”', '2027-05-07'),
      ['“We will sign on Thursday,” Mayor Anna Berg said.'],
    ],
  ])('%s', (_, first, second, facts) => {
    expect(agreed(first, second)).toEqual(facts);
  });
});
