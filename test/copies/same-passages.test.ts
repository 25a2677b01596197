import { describe, expect, test } from 'vitest';
import { haveSamePassages } from '../../lambdas/copies/same-passages.ts';
import { groupArticles } from '../../lambdas/stories/group.ts';

const REPORT =
  'The harbour master of Kolvik, Anna Sorell, was summoned by the ministry of transport in Lestrade on Monday over the lost containers of the freighter Polar Dawn. The ministry reminded Anna Sorell of the rules that the Council of Ports has adopted.';
const OTHER_REPORT =
  'The ministry of transport in Lestrade summoned Anna Sorell, the harbour master of Kolvik, on Monday and asked her to explain the lost containers of the freighter Polar Dawn. It expects every harbour to keep to what the Council of Ports has adopted.';
const EDITED =
  'The harbour chief of Kolvik, Anna Sorell, was called by the ministry of transport in Lestrade on Monday over the lost containers of the freighter Polar Dawn. The ministry reminded Anna Sorell of rules that the Council of Ports adopted.';
const MISREAD = REPORT.replaceAll('rt', 'it').replaceAll('m', 'rn').replaceAll('Sorell', 'Sore1l');

describe('short texts', () => {
  test.each([
    ['the same report', REPORT, true],
    ['an edited one', EDITED, true],
    ['one with misread letters', MISREAD, true],
    ['the same with its sentences in another order', REPORT.split('. ').reverse().join('. '), true],
    ['another report of the same event', OTHER_REPORT, false],
  ])('are compared by their passages: one report and %s', (_, other, same) => {
    expect(haveSamePassages(REPORT, other)).toBe(same);
    expect(haveSamePassages(other, REPORT)).toBe(same);
  });

  test('two short reports of one event are two sources, not a copy', () => {
    const { copies, stories } = groupArticles([
      { id: 'a', text: REPORT, outlet: 'Kolvik Courier', published: '2024-05-06', language: 'en' },
      { id: 'b', text: OTHER_REPORT, outlet: 'Lestrade Post', published: '2024-05-06', language: 'en' },
      { id: 'c', text: EDITED, outlet: 'Harbour News', published: '2024-05-06', language: 'en' },
    ]);
    expect(copies.map(({ id, of }) => [id, of])).toEqual([['c', 'a']]);
    expect(stories).toEqual([{ id: 'a', articles: ['a', 'b', 'c'] }]);
  });
});
