import { describe, expect, it } from 'vitest';
import { mentionedIn } from '../../lambdas/claims/parts/mentioned.ts';
import type { Statement } from '../../lambdas/claims/statements/statements.ts';
import { bareStatement } from './bare-statement.ts';

/** Words of five letters and more are told as rare. */
function statement(origin: string, text: string): Statement {
  const words = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    rarity: word.length > 4 ? 100 : 40,
  }));
  return bareStatement({ origin, text }, { words, vectors: new Int8Array(), sentence: new Int8Array() });
}

const OTHERS = [
  statement('Granite', 'Ferry captains of Ormund also want liaison offices in both ports.'),
  statement('Lantern', 'Ferry captains of Ormund struck on Monday.'),
  statement('Argus', 'Ferry captains of Ormund sang.'),
];

describe('what another outlet mentions by the way', () => {
  it.each([
    ['two telling words in another one’s sentence', 'The two ports will open a liaison office in May.', true],
    ['only what every outlet writes of', 'Ferry captains of Ormund dined in the harbour.', false],
    ['one telling word', 'A liaison was denied by the mayor of the town.', false],
  ])('is told by %s', (_, text, mentioned) => {
    const own = statement('Harbour', text);
    expect(mentionedIn([own, ...OTHERS])(own)).toBe(mentioned);
  });

  it('is nothing that the outlet itself says twice', () => {
    const own = statement('Harbour', 'Pilots demanded double wages for winter nights.');
    const again = statement('Harbour', 'Pilots had demanded double wages before.');
    expect(mentionedIn([own, again])(own)).toBe(false);
  });
});
