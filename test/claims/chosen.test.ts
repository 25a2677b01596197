import { describe, expect, it, test } from 'vitest';
import { chosenSentences, openingOf, textsToEncode } from '../../lambdas/claims/statements/chosen.ts';
import { datelineLength } from '../../lambdas/claims/statements/dateline.ts';
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
  ])('is taken off: %s', (text, rest) => {
    expect(text.slice(datelineLength(text))).toBe(rest);
  });

  test.each([
    'The ministers met in Kolvik – and left.',
    'The NATO ministers met in Kolvik - The Hague was too far.',
    'Ada Brill: “We met.”',
    'The UN and/or the EU met. They left.',
    'On May 13: nothing.',
    'They asked one thing: Where is the boat?',
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

  it('are forty at most, and what every article opens with comes before the rest', () => {
    const long = articleOf({ key: 'b.txt', paragraphs: ['Rain fell. '.repeat(100)] }).article;
    expect(chosenSentences(long)).toHaveLength(40);
    const texts = textsToEncode([article, long]);
    expect(texts.slice(0, 3)).toEqual([openingOf(article), openingOf(long), 'The ministers met.']);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
