import { expect, it } from 'vitest';
import { ownReporting } from '../../lambdas/claims/parts/own-reporting.ts';
import { statementsOf } from '../../lambdas/claims/statements/statements.ts';
import { articleOf } from '../stories/factory.ts';

const WIRE = [
  'The crane drivers of the northern harbour went on strike on Monday for shorter night shifts, the union said.',
  'Forty ships wait in the roads while the port counts its losses and the towns along the coast run short of flour.',
];

it('the place of what an outlet added counts from where its own reporting begins, so that it is looked for like a lead', () => {
  const wire = articleOf({ key: 'w', agency: 'Meridian Wire', paragraphs: WIRE });
  const own =
    'In Kolvik, the baker told the Harbour Gazette that she had bought the last sack of flour in town.';
  const copy = articleOf({
    key: 'c',
    outlet: 'Harbour Gazette',
    agency: 'Meridian Wire',
    paragraphs: [...WIRE, own],
  });
  const read = statementsOf(wire, { source: 0, origin: 'wire', vectorsOf: () => null });
  expect(ownReporting([copy], read, () => null)).toMatchObject([
    { quote: { text: own }, position: 0, isAdded: true, source: 1 },
  ]);
});
