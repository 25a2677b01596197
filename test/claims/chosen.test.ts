import { describe, expect, it, test } from 'vitest';
import { chosenSentences, openingOf, textsToEncode } from '../../lambdas/claims/statements/chosen.ts';
import { datelineLength } from '../../lambdas/claims/statements/dateline.ts';
import { statementsOf } from '../../lambdas/claims/statements/statements.ts';
import { articleOf } from '../stories/factory.ts';

describe('a dateline', () => {
  test.each([
    ['KOLVIK (Meridian Wire) - The ministers met.', 'The ministers met.'],
    ['KOLVIK, Norway — The ministers met.', 'The ministers met.'],
    ['KOLVIK-ON-SEA, Norway (Meridian Wire) – “We met,” Ada Brill said.', '“We met,” Ada Brill said.'],
    ['LESTRADE, May 13. /ORAM/. The ministers met.', 'The ministers met.'],
    ['LESTRADE /Oram Region/, May 13. /ORAM/. The ministers met.', 'The ministers met.'],
    ['Lestrade, May 13: The ministers met.', 'The ministers met.'],
    ['КОЛЬВІК, 13 травня /Орам/. Міністри зустрілися.', 'Міністри зустрілися.'],
    ['(Meridian Wire) — The ministers met.', 'The ministers met.'],
    ['(MWN) The ministers met.', 'The ministers met.'],
    ['Kolvik-on-Sea, Norway (CNN) The ministers met.', 'The ministers met.'],
    ['КОЛЬВІК, 2 березня. Міністри зустрілися.', 'Міністри зустрілися.'],
    ['LESTRADE, 2 marca. Ministrowie spotkali się.', 'Ministrowie spotkali się.'],
    ['Lestrade, Oram, 13 de mayo de 2024. Los ministros se reunieron.', 'Los ministros se reunieron.'],
    ['Kolvik, May 13, 2024. The ministers met.', 'The ministers met.'],
    ['Lestrade (Oram), 16 may (Austral).- Los ministros se reunieron.', 'Los ministros se reunieron.'],
    ['Thursday 4 March, 08:15 – The ministers met.', 'The ministers met.'],
    ['Friday, 05:20 – The ministers met.', 'The ministers met.'],
    ['20:31 – The ministers met.', 'The ministers met.'],
    ['20:31 The ministers met.', 'The ministers met.'],
    ['8.05 p.m.: The ministers met.', 'The ministers met.'],
  ])('is taken off: %s', (text, rest) => {
    expect(text.slice(datelineLength(text))).toBe(rest);
  });

  test.each([
    'The ministers met in Kolvik – and left.',
    '20:31 was when the ministers met.',
    'The NATO ministers met in Kolvik - The Hague was too far.',
    'Ada Brill: “We met.”',
    'The UN and/or the EU met. They left.',
    'On May 13: nothing.',
    'In Kolvik, May 13 was a holiday. The shops were closed.',
    '(They met.) The rain fell.',
    'The League of Ports (LOP) Council met in Kolvik.',
    'They asked one thing: Where is the boat?',
    'BRILL: We have a boat.',
    '20.15 Uhr begann die Sitzung.',
  ])('is none in: %s', (text) => {
    expect(text.slice(datelineLength(text))).toBe(text);
  });
});

describe('the sentences that are compared', () => {
  const article = articleOf({
    key: 'a.txt',
    title: 'Ministers meet',
    paragraphs: ['KOLVIK (Meridian Wire) - The ministers met. Rain fell.', 'They signed a treaty.'],
    extra: [{ role: 'caption', text: 'The ministers, smiling.', language: 'en' }],
  }).article;

  it('are points of a list, too, where they are sentences: they witness and are not shown', () => {
    const point = 'We establish a harbour fund of 40 million crowns for six years.';
    const list = (text: string) => ({ role: 'list' as const, text, language: 'en' });
    const extra = [list(`5. ${point}`), list('- More about the harbour'), list('(d) Annexes: see below.')];
    const item = articleOf({
      key: 'c.txt',
      title: 'Communiqué',
      paragraphs: ['They signed a treaty.'],
      extra,
    });
    const read = statementsOf(item, { source: 0, origin: 'harbour', vectorsOf: () => null });
    expect(
      read.map(({ quote: { text, offset }, whole, isSentence }) => [text, offset, whole, isSentence]),
    ).toEqual([
      ['They signed a treaty.', 0, false, true],
      [point, 3, false, false],
    ]);
  });

  it('stand where they say they stand, without captions and datelines', () => {
    const chosen = chosenSentences(article);
    expect(chosen.map(({ text }) => text)).toEqual([
      'The ministers met.',
      'Rain fell.',
      'They signed a treaty.',
    ]);
    for (const { text, block, offset } of chosen)
      expect(article.blocks[block]?.text.slice(offset, offset + text.length)).toBe(text);
  });

  it('are none of what a picture shows, with its place and day, nor of what stands in a quotation that began before', () => {
    const told = articleOf({
      key: 'c.txt',
      paragraphs: [
        'Ada Brill waves from the boat in Kolvik, Oram, May 13, 2024.',
        'Un barco en el puerto de Kolvik, 13 de mayo de 2024.',
        'The treaty was signed in Kolvik on May 13, 2024.',
        '“We met at noon, all nine of us. Nobody asked for a break.',
        '“The rain was the worst part. The cold came next.',
        '“It went on until the evening,” Ada Brill said. Rain fell.',
        'He calls it "a start. The boat left.',
      ],
    }).article;
    expect(chosenSentences(told).map(({ text, isQuoted }) => [text, isQuoted])).toEqual([
      ['The treaty was signed in Kolvik on May 13, 2024.', false],
      ['“We met at noon, all nine of us.', false],
      ['Nobody asked for a break.', true],
      ['“The rain was the worst part.', false],
      ['The cold came next.', true],
      ['“It went on until the evening,” Ada Brill said.', false],
      ['Rain fell.', false],
      ['He calls it "a start.', false],
      ['The boat left.', true],
    ]);
  });

  it('are forty at most, and what every article opens with comes before the rest', () => {
    const long = articleOf({ key: 'b.txt', paragraphs: ['Rain fell. '.repeat(100)] }).article;
    expect(chosenSentences(long)).toHaveLength(40);
    const texts = textsToEncode([article, long]);
    expect(texts.slice(0, 5)).toEqual([
      openingOf(article),
      openingOf(long),
      'Ministers meet. The ministers met.',
      'Rain fell.',
      'The ministers met.',
    ]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
