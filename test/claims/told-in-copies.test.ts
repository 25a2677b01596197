import { describe, expect, it } from 'vitest';
import { toldInCopies } from '../../lambdas/claims/parts/told-in-copies.ts';
import { statementsOf } from '../../lambdas/claims/statements/statements.ts';
import { articleOf } from '../stories/factory.ts';

const SENTENCE = 'Early in the season the regatta of Ormund was moved to the upper lake.';
const own = articleOf({ key: 'own.txt', outlet: 'Harbour', paragraphs: [SENTENCE, 'Rain fell.'] });
const copy = (outlet: string, text: string) =>
  articleOf({ key: `${outlet}.txt`, outlet, paragraphs: [text, 'The town was quiet.'] });

describe('what another outlet prints, too, in a copy', () => {
  it.each([
    ['word for word', copy('Granite', SENTENCE), true],
    ['shortened', copy('Granite', 'Early in the season the regatta of Ormund was moved.'), true],
    ['not at all', copy('Granite', 'The regatta of Ormund ends on Sunday.'), false],
    ['in an older text of the outlet itself', copy('Harbour', SENTENCE), false],
  ])('%s', (_, other, told) => {
    const [statement] = statementsOf(own, { source: 0, origin: 'harbour', vectorsOf: () => null });
    if (statement === undefined) throw new Error('no statement');
    expect(toldInCopies([other], [own])(statement)).toBe(told);
  });
});
